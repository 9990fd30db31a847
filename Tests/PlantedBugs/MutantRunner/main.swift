import Foundation
import MutantChoice

// The runner of the copied package with mutants: reads what to try, runs cases and files without a mutant and then with
// one at a time, and writes one JSON object a line; or shrinks a case with the mutant that the environment chooses. The
// tool starts it; nobody else has to.

CrashReport.install()
mutant_limit_memory(4096)

let words = Array(CommandLine.arguments.dropFirst())
if words.count == 3, words[0] == "shrink", let base = UInt64(words[1]), let index = Int(words[2]) {
  ShrunkCase.emit(base: base, index: index)
  exit(0)
}
guard let path = words.first, let data = try? Data(contentsOf: URL(filePath: path)),
  let plan = try? JSONDecoder().decode(TrialPlan.self, from: data), var schedule = TrialSchedule(plan)
else {
  print("runner PLAN | shrink BASE INDEX")
  exit(64)
}
schedule.run()
