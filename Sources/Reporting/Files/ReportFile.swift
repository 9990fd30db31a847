public import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A report that is written beside its place and moved there when it is complete.
///
/// A reader never sees half a report, and a run that is killed leaves the last complete one.
public final class ReportFile {
  /// Where the report will be.
  public let path: String
  private let temporaryPath: String
  private let output: ByteOutput
  private let partial: PartialFiles.Place?

  /// Opens a report in a folder, which is made if it is missing.
  ///
  /// - Throws: ``SystemError`` if folder or file cannot be made.
  public init(_ name: String, in folder: String) throws(SystemError) {
    try ReportFile.makeFolder(folder)
    path = folder.hasSuffix("/") ? folder + name : "\(folder)/\(name)"
    temporaryPath = "\(folder.hasSuffix("/") ? folder : "\(folder)/").\(name).\(getpid()).partial"
    PartialFiles.removeStale(of: name, in: folder)
    let descriptor = open(temporaryPath, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last }
    // Held until the file is closed: it tells other runs that somebody writes here.
    _ = flock(descriptor, LOCK_EX | LOCK_NB)
    output = ByteOutput(descriptor, name: path, capacity: 1 << 16)
    partial = PartialFiles.add(temporaryPath)
  }

  /// Takes a text.
  public func write(_ text: StyledText) { output.write(ToolName.inCommands(of: text.rendered(isColored: false))) }

  /// Takes bytes.
  public func write(_ bytes: [UInt8]) { output.write(bytes) }

  /// Closes the report and moves it to its place; nothing is left behind if that fails.
  ///
  /// - Parameter mode: who may read and write the file; nil for what is usual.
  /// - Throws: ``SystemError`` if anything could not be written.
  public func finish(mode: UInt32? = nil) throws(SystemError) {
    output.close()
    var error = output.error
    if error == nil, let mode, chmod(temporaryPath, mode_t(mode)) != 0 { error = .last }
    if error == nil, rename(temporaryPath, path) != 0 { error = .last }
    defer { PartialFiles.remove(partial) }
    if let error {
      unlink(temporaryPath)
      throw error
    }
  }

  /// Closes the report and forgets it.
  public func discard() {
    output.close()
    unlink(temporaryPath)
    PartialFiles.remove(partial)
  }

  private static func makeFolder(_ folder: String) throws(SystemError) {
    var parts = ""
    for part in folder.split(separator: "/", omittingEmptySubsequences: false) {
      parts += part
      if !part.isEmpty, mkdir(parts, 0o755) != 0, errno != EEXIST, errno != EISDIR {
        // A folder above may be one that nobody may write to, and be there all the same.
        let error = SystemError.last
        var status = stat()
        guard stat(parts, &status) == 0 else { throw error }
      }
      parts += "/"
    }
  }
}
