import Foundation
import MutantChoice

// The runner of the copied package with mutants: reads what to try, runs cases and files without a mutant and then with
// one at a time, and writes one JSON object a line. The tool starts it; nobody else has to.

CrashReport.install()
mutant_limit_memory(4096)

guard let path = CommandLine.arguments.dropFirst().first,
  let data = try? Data(contentsOf: URL(filePath: path)),
  let plan = try? JSONDecoder().decode(TrialPlan.self, from: data),
  var schedule = TrialSchedule(plan)
else {
  print("runner PLAN")
  exit(64)
}
schedule.run()
