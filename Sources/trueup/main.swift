import Foundation
import Harness
import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

let path = CommandLine.arguments[1]
let text = try String(contentsOfFile: path, encoding: .utf8)
let parsed = ScenarioParser.parse(SourceFile(path: path, text: text))
for diagnostic in parsed.diagnostics { print(DiagnosticRenderer(parsed.source).render(diagnostic)) }
for scenario in parsed.cases {
  do {
    let plan = try PlanCompiler.compile(scenario)
    let result = CaseRunner<ReconciliationEngine>.run(plan, keepsTrace: true)
    if CommandLine.arguments.count > 2, let trace = result.trace {
      for (n, e) in trace.entries.enumerated() { print("#\(n) \(plan.names.line(of: e)) [cause \(e.cause == .max ? "-" : String(e.cause)) line \(e.line)]") }
    }
    print(parsed.identifier(of: scenario), result.isPassed ? "ok" : "FAIL", result.entryCount, String(result.digest, radix: 16))
    for f in result.failures { print("  ", f.kind, f.title, f.span.line, f.label); for n in f.notes { print("     =", n) } }
  } catch { print("plan error", error) }
}
