import Foundation
import Reconciliation
import ScenarioLanguage
import Simulation
import Testing

@testable import Harness

/// A typo in a word of a scenario file is an error or a warning before the run (`check --strict` refuses either), a
/// failure, or stands in free text.
///
/// Of all words one in 120 is tried, others for each seed; `TRUEUP_TYPOS=all` tries every word, `TRUEUP_TYPOS=1/8`
/// another share.
@Suite("Typos in the library of scenarios")
struct LibraryTypoTests {
  /// What became of the typos of a file.
  struct Outcome {
    var tried = 0
    var errors = 0
    var warnings = 0
    var failures = 0
    var free: [String: Int] = [:]
    var silent: [String] = []
  }

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent("Scenarios")

  /// Of how many words one is tried.
  private static let share: Int = {
    let wish = ProcessInfo.processInfo.environment["TRUEUP_TYPOS"] ?? "1/120"
    return wish == "all" ? 1 : Int(wish.drop { $0 != "/" }.dropFirst()) ?? 30
  }()

  static func outcome(of path: String, text: String, share: Int) -> Outcome {
    var outcome = Outcome()
    var file = FileTypos(path: path, text: text)
    for typo in file.typos(seed: 1, where: { ($0 &+ path.utf8.count) % share == 0 }) {
      outcome.tried += 1
      switch typo.place {
      case .text, .tag, .caseName, .newName:
        outcome.free[typo.place.rawValue, default: 0] += 1
        continue
      case .checked, .unit, .otherName: break
      }
      let parsed = ScenarioParser.parse(SourceFile(path: path, text: typo.text), invariants: Invariant.names)
      guard !parsed.hasErrors else {
        outcome.errors += 1
        continue
      }
      guard parsed.diagnostics.isEmpty else {
        outcome.warnings += 1
        continue
      }
      let isNoticed = parsed.cases.contains { scenario in
        let result = CaseRunner<ReconciliationEngine>.run(scenario)
        return result.isPassed == (scenario.header.expectedFailure != nil)
      }
      if isNoticed {
        outcome.failures += 1
      } else if typo.place != .checked {
        outcome.free[typo.place.rawValue, default: 0] += 1
      } else {
        outcome.silent.append("\(typo.location): \(typo.word) -> \(typo.changed): \(typo.line)")
      }
    }
    return outcome
  }

  @Test("No typo passes silently")
  func silent() throws {
    let paths = FileManager.default.enumerator(atPath: Self.folder.path)?.compactMap { $0 as? String }
      .filter { $0.hasSuffix(".scenario") }.sorted()
    let files = try #require(paths)
    #expect(files.count > 250)
    var all = Outcome()
    for path in files {
      let text = try String(contentsOf: Self.folder.appendingPathComponent(path), encoding: .utf8)
      let outcome = Self.outcome(of: path, text: text, share: Self.share)
      all.tried += outcome.tried
      all.errors += outcome.errors
      all.warnings += outcome.warnings
      all.failures += outcome.failures
      all.free.merge(outcome.free, uniquingKeysWith: +)
      all.silent += outcome.silent
    }
    let free = all.free.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
    print(
      "\(all.tried) typos in \(files.count) files: \(all.errors) errors and \(all.warnings) warnings before the run, \(all.failures) failures; "
        + "free: \(free); \(all.silent.count) silent")
    #expect(all.tried > 26_000 / Self.share / 2)
    #expect(all.silent == [])
  }
}
