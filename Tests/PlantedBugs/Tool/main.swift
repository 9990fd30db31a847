import Foundation

/// The ways in which the tool ends.
enum ExitCode: Int32 {
  case allFound = 0
  case someNotFound = 1
  case mismatch = 2
  case buildFailed = 3
  case usage = 64
}

func fail(_ code: ExitCode, _ message: String) -> Never {
  FileHandle.standardError.write(Data((message + "\n").utf8))
  exit(code.rawValue)
}

/// A progress line; only where somebody watches.
func tell(_ text: String) {
  FileHandle.standardError.write(Data((text + "\n").utf8))
}

let root = URL(filePath: FileManager.default.currentDirectoryPath)
if CommandLine.arguments.contains("--mutants"), !CommandLine.arguments.contains("--help") {
  let options: MutantOptions
  do { options = try MutantOptions(CommandLine.arguments.dropFirst()) } catch { fail(.usage, error.message) }
  exit(MutantSession(root: root, options: options).run().rawValue)
}
if CommandLine.arguments.contains("--coverage"), !CommandLine.arguments.contains("--help") {
  let options: CoverageOptions
  do { options = try CoverageOptions(CommandLine.arguments.dropFirst()) } catch { fail(.usage, error.message) }
  exit(CoverageSession(root: root, options: options).run().rawValue)
}
let options: Options
do { options = try Options(CommandLine.arguments.dropFirst()) } catch { fail(.usage, error.message) }
if options.wantsHelp {
  print(Options.help)
  exit(0)
}
let descriptions = BugFolder.location(options.folder ?? BugFolder.usual, from: root)
let session = Session(root: root, options: options)
let folder: BugFolder
let planted: [String: String]
do {
  folder = try BugFolder(descriptions)
  planted = try session.plant(folder.bugs)
} catch {
  fail(.mismatch, error.errors.map(\.description).joined(separator: "\n"))
}
if options.checksOnly {
  print("\(folder.bugs.count) descriptions, each matches its source just once")
  exit(0)
}
let chosen = session.choose(from: folder.bugs)
if let unknown = options.bugs.first(where: { name in !folder.bugs.contains { $0.name == name } }) {
  fail(.usage, "no bug is called `\(unknown)`; the names are those of the files in \(descriptions.path)")
}
if let message = session.build(planted) { fail(.buildFailed, message) }
exit(session.measure(chosen).rawValue)
