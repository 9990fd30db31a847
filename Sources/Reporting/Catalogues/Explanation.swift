import Harness
import Reconciliation
public import ScenarioLanguage

/// The pages of `trueup explain`.
public enum Explanation {
  /// Everything that has a page.
  public static var topics: [String] {
    DiagnosticCode.allCases.map(\.rawValue) + EventKind.allCases.map(\.name) + EngineSetting.allCases.map(\.rawValue)
      + OracleName.allCases.map(\.rawValue)
  }

  /// The page of a topic, if there is one; codes are found in lower case as well.
  public static func text(of topic: String) -> StyledText? {
    if let code = DiagnosticCode(rawValue: topic.uppercased()) {
      return "\(code.severity.rawValue)[\(code.rawValue)]: \(code.title)\n\n\(lines: code.explanation)\n"
    }
    if let kind = EventKind(name: topic) {
      let fields = kind.fields.map(\.name).joined(separator: ", ")
      return """
        \(kind.name): \(kind.summary)

        lane    \(kind.lane)
        fields  \(fields.isEmpty ? "none" : fields)
        bus     \(kind.isPublished ? "\(kind.busName), once its record is durable" : "not published")

        """
    }
    if let setting = EngineSetting(rawValue: topic) {
      return "\(setting.rawValue): \(setting.summary)\n\nvalues  \(setting.type.text)\n"
    }
    if let oracle = OracleName(rawValue: topic) {
      let when = oracle.isLiveness ? "at the end of a run, once all faults have ended" : "after every event of a run"
      return """
        \(oracle.rawValue): \(oracle.summary)

        checked     \(when)
        switch off  invariant \(oracle.rawValue) off "the reason"    (section `always`)

        """
    }
    return nil
  }
}
