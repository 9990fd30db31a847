import Exploration
import Reporting

/// The folder that counterexamples go to.
enum FindFolder {
  /// Makes the folder and tries to write there.
  ///
  /// - Throws: A ``Problem`` that says what to do.
  static func check(_ folder: String) throws(Problem) {
    do throws(SystemError) {
      let probe = try ReportFile("probe", in: folder)
      probe.discard()
    } catch {
      throw Problem(
        folder, "counterexamples cannot be written there: \(error)",
        advice: ["nothing was run", "make it a folder that you may write to, or name another: --save DIR"],
        exitCode: .toolError)
    }
  }

  /// Writes a counterexample.
  ///
  /// - Returns: The path of the file.
  static func write(_ counterexample: Counterexample, to folder: String) throws(SystemError) -> String {
    let file = try ReportFile(counterexample.fileName, in: folder)
    file.write(Array(counterexample.text.utf8))
    try file.finish()
    return file.path
  }
}
