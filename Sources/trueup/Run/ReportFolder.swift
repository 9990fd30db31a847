import Reporting

/// The folder that reports go to: nothing in it keeps a run from running.
struct ReportFolder {
  private let path: String
  private var files: [ReportFile] = []
  private var problem: Problem?

  init(_ path: String) {
    self.path = path
  }

  /// Where the reports are, or will be.
  var paths: [String] { files.map(\.path) }

  /// The table of planted bugs that `planted` has left in a folder; nil if it has not.
  static func power(in folder: String) -> String? {
    (try? FileReader.bytes(of: "\(folder)/power.txt", limit: 1 << 20)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Opens a report; nil if that or an earlier one failed.
  mutating func open(_ name: String) -> ReportFile? {
    guard problem == nil else { return nil }
    do throws(SystemError) {
      let file = try ReportFile(name, in: path)
      files.append(file)
      return file
    } catch {
      problem = .unwritable(path, error)
      return nil
    }
  }

  /// Completes all reports; says what went wrong first.
  mutating func finish() -> Problem? {
    var complete: [ReportFile] = []
    for file in files {
      do throws(SystemError) {
        try file.finish()
        complete.append(file)
      } catch {
        if problem == nil { problem = .unwritable(file.path, error) }
      }
    }
    files = complete
    return problem
  }
}
