import Reconciliation
import ScenarioLanguage
import Simulation
import Testing

@testable import Harness

/// Runs small scenario texts.
enum Cases {
  /// One order, filled in two parts at 1 s and 2 s, over 20 s in paper mode; the sections can be extended.
  static func text(
    header: String = "", engine: String = "", setup: String = "", timeline: String = base, always: String = "",
    finally: String = ""
  ) -> String {
    func section(_ name: String, _ lines: String) -> String {
      lines.isEmpty ? "" : "\n\(name)\n" + lines.split(separator: "\n").map { "  \($0)\n" }.joined()
    }
    return """
      scenario "test"
        mode   \(header.contains("mode") ? header.split(separator: " ")[1] : "paper")
        broker \(header.contains("broker") ? header.split(separator: " ")[1] : "scripted")
        ends   20s

      """ + section("engine", "order-interval off\n" + engine)
        + section("setup", "both cash USD 100000.00\nmarket AAPL 149.99 150.01\n" + setup)
        + section("timeline", timeline) + section("always", always) + section("finally", finally)
  }

  static let base = """
    0s  trader place A buy 100 AAPL limit 150.01
    1s  broker fill A 40 at 150.00 exec E1        as @first
    2s  broker fill A 60 at 150.01 exec E2        as @second
    """

  static func scenario(_ text: String) throws -> Scenario {
    let source = SourceFile(path: "x.scenario", text: text)
    let parsed = ScenarioParser.parse(source, invariants: Invariant.names)
    let renderer = DiagnosticRenderer(source)
    for diagnostic in parsed.diagnostics where diagnostic.severity == .error {
      Issue.record("\(renderer.render(diagnostic))")
    }
    return try #require(parsed.cases.first)
  }

  static func run<Engine: SimulatedEngine>(_ text: String, on engine: Engine.Type) throws -> CaseResult {
    CaseRunner<Engine>.run(try scenario(text), keepsTrace: true)
  }

  /// Runs a text with oracles alone, so that no clause speaks before the oracle that is meant.
  static func runWithoutClauses<Engine: SimulatedEngine>(_ text: String, on engine: Engine.Type) throws -> CaseResult {
    var plan = try PlanCompiler.compile(try scenario(text))
    plan.configuration.keepsTurns = false
    return CaseRunner<Engine>.run(plan, keepsTrace: true)
  }

  static func run(_ text: String) throws -> CaseResult { try run(text, on: ReconciliationEngine.self) }

  /// The base case with lines in its `finally` section.
  static func finally(_ lines: String) throws -> [Failure] { try run(text(finally: lines)).failures }
}

/// The parts of a failure that tests compare.
struct Shown: Equatable, CustomStringConvertible {
  var kind: Failure.Kind
  var title: String
  var label: String

  init(_ kind: Failure.Kind, _ title: String, _ label: String) {
    self.kind = kind
    self.title = title
    self.label = label
  }

  init(_ failure: Failure) {
    self.init(failure.kind, failure.title, failure.label)
  }

  var description: String { "\(kind.rawValue): \(title): \(label)" }
}

extension [Failure] {
  var shown: [Shown] { map { Shown($0) } }
}
