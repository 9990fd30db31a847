#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension PartialFiles {
  /// Takes away what a run left beside a report because it was killed at once, as by `kill -9` or for lack of memory.
  ///
  /// A file counts as left behind if no process here has its number and nobody holds its lock: the number alone says
  /// nothing about a run in another container that writes to the same folder.
  static func removeStale(of name: String, in folder: String) {
    guard let directory = opendir(folder) else { return }
    defer { closedir(directory) }
    while let entry = readdir(directory) {
      let file = withUnsafePointer(to: &entry.pointee.d_name) { field in
        field.withMemoryRebound(to: CChar.self, capacity: MemoryLayout.size(ofValue: entry.pointee.d_name)) {
          String(cString: $0)
        }
      }
      guard let writer = writer(of: file, report: name), kill(writer, 0) != 0, errno == ESRCH else { continue }
      let path = "\(folder)/\(file)"
      let descriptor = open(path, O_RDONLY | O_NOFOLLOW | O_CLOEXEC)
      guard descriptor >= 0 else { continue }
      if flock(descriptor, LOCK_EX | LOCK_NB) == 0 { unlink(path) }
      close(descriptor)
    }
  }

  /// The process whose file `.results.jsonl.4711.partial` is; nil for a file of another kind.
  private static func writer(of file: String, report name: String) -> pid_t? {
    let (prefix, suffix) = (".\(name).", ".partial")
    guard file.hasPrefix(prefix), file.hasSuffix(suffix) else { return nil }
    return pid_t(file.dropFirst(prefix.count).dropLast(suffix.count)).flatMap { $0 > 0 ? $0 : nil }
  }
}
