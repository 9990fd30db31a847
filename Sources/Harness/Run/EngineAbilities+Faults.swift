import Reconciliation
import ScenarioLanguage
public import Simulation

extension EngineAbilities {
  /// What is named in the abilities and is nowhere, each as a sentence with what it may have meant; empty if all is right.
  ///
  /// A setting or a line with a letter wrong would be one that the engine obeys, or leaves out, in nobody's eyes but its
  /// author's: cases would be skipped, or judged, for another reason than he thinks.
  public var faults: [String] {
    settingFaults + recordFaults + lineFaults + judgeFaults
  }

  private var settingFaults: [String] {
    let known = EngineSetting.allCases.map(\.rawValue)
    return settings.sorted().filter { !known.contains($0) }
      .map { "`settings` names `\($0)`, and there is no such setting" + EngineAbilities.guess($0, known) }
  }

  private var recordFaults: [String] {
    let known = Word.recordKinds.map(\.text)
    return records.map(\.text).sorted().filter { !known.contains($0) }
      .map { "`records` names `\($0)`, and there is no such kind of record" + EngineAbilities.guess($0, known) }
  }

  private var lineFaults: [String] {
    let known = LineCatalogue.forms.map { $0.words }
    return leavesOut.compactMap { entry in
      let words = entry.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      guard !known.contains(where: { zip($0, words).allSatisfy { $0 == $1 } }) else { return nil }
      return "`leavesOut` names `\(entry)`, and no line of a timeline begins so"
        + EngineAbilities.guess(entry, known.map { $0.joined(separator: " ") })
    }
  }

  private var judgeFaults: [String] {
    let known = OracleName.allCases.map(\.rawValue) + Relation.names
    return notJudgedBy.keys.sorted().compactMap { name in
      guard known.contains(name) else {
        return "`notJudgedBy` names `\(name)`, and there is no such oracle or relation"
          + EngineAbilities.guess(name, known)
      }
      let reason = notJudgedBy[name, default: ""]
      return reason.allSatisfy(\.isWhitespace) ? "`notJudgedBy` gives no reason for `\(name)`" : nil
    }
  }

  private static func guess(_ word: String, _ legal: [String]) -> String {
    Suggestion.nearest(to: word, in: legal).map { ": did you mean `\($0)`?" } ?? ""
  }
}
