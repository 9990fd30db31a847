import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Puts another text in the place of a file, all at once: a reader sees the old one or the new one.
enum SourceRewriter {
  /// Writes a file anew; what a link leads to is written, and who may read it stays.
  static func write(_ text: String, to path: String) throws(Problem) {
    do throws(SystemError) {
      guard let pointer = realpath(path, nil) else { throw .last }
      defer { free(pointer) }
      let target = String(cString: pointer)
      var status = stat()
      guard stat(target, &status) == 0 else { throw .last }
      let slash = target.lastIndex(of: "/") ?? target.startIndex
      let file = try ReportFile(
        String(target[slash...].dropFirst()), in: slash == target.startIndex ? "/" : String(target[..<slash]))
      file.write(Array(text.utf8))
      try file.finish(mode: UInt32(status.st_mode) & 0o7777)
    } catch { throw .unwritableSource(path, error) }
  }

  /// Writes a file that is not there yet.
  static func create(_ text: String, at path: String) throws(Problem) {
    do throws(SystemError) {
      let slash = path.lastIndex(of: "/")
      let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      let file = try ReportFile(slash.map { String(path[$0...].dropFirst()) } ?? path, in: folder)
      file.write(Array(text.utf8))
      try file.finish()
    } catch { throw .unwritableSource(path, error) }
  }
}
