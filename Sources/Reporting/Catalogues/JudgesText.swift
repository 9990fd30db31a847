import Harness
import Reconciliation
public import ScenarioLanguage
public import Simulation

/// Who judges an engine, and what those who do not would have to see of it.
public enum JudgesText {
  /// All oracles and relations, each with what it needs or what the engine lacks for it.
  public static func text(of abilities: EngineAbilities) -> StyledText {
    let judges = Judges(of: abilities)
    let width = (judges.present + judges.absent.map(\.name)).map(\.count).max() ?? 0
    func padded(_ name: String) -> String { name + String(repeating: " ", count: width - name.count) }
    var lines = ["\(abilities.name) is judged by:"]
    for name in judges.present {
      lines.append("  \(padded(name))  needs \(OracleName(rawValue: name)?.needs.text ?? "orders, positions and cash")")
    }
    lines.append(
      judges.includeClauses
        ? "  \(padded("clauses"))  needs the journal of TrueUp"
        : "\nand not by:\n  \(padded("clauses"))  lacks the journal of TrueUp")
    lines += judges.absent.map { "  \(padded($0.name))  \($0.reason)" }
    return StyledText(lines: lines.joined(separator: "\n") + "\n")
  }

  /// One line for the end of a run; nil for an engine that all of them judge.
  public static func summary(of abilities: EngineAbilities) -> StyledText? {
    let judges = Judges(of: abilities)
    guard !judges.absent.isEmpty else { return nil }
    let all = judges.present.count + judges.absent.count
    return
      " \(abilities.name): \(judges.present.count) of \(all) oracles and relations judge it; see: trueup list judges\n"
  }
}

extension JudgeNeeds {
  /// What it needs, in words.
  fileprivate var text: String {
    let parts =
      figures.map { "the figures `\($0.rawValue)`" }.sorted() + records.map { "the record `\($0.text)`" }.sorted()
      + events.map { "the event `\($0.name)`" }.sorted() + (needsOurJournal ? ["the journal of TrueUp"] : [])
    return parts.isEmpty ? "nothing" : parts.joined(separator: ", ")
  }
}
