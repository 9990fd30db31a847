import Foundation

let options: BenchOptions
do throws(BenchProblem) { options = try BenchOptions(CommandLine.arguments.dropFirst()) } catch {
  fail(64, error.text)
}
if options.wantsHelp {
  print(BenchOptions.help)
  exit(0)
}
if let body = options.body { exit(BenchSession.runOnce(body.name, body.size)) }
exit(BenchSession(options).run())

/// Says what is wrong and ends.
func fail(_ code: Int32, _ message: String) -> Never {
  FileHandle.standardError.write(Data("error: \(message)\n".utf8))
  exit(code)
}
