import Foundation
import MutantChoice

// The runner of the copied package with mutants: writes what cases and files reach, then runs them with one mutant, and
// writes one JSON object. The tool starts it; nobody else has to.

CrashReport.install()
mutant_limit_memory(2048)

let words = Array(CommandLine.arguments.dropFirst())

func number(_ index: Int) -> Int { words.indices.contains(index) ? Int(words[index]) ?? 0 : 0 }

switch (words.first, words.count) {
case ("record-cases", 5):
  try MutantRun.recordCases(mutants: number(1), base: UInt64(number(2)), limit: number(3), to: words[4])
case ("record-files", 3...):
  try MutantRun.recordFiles(mutants: number(1), Array(words.dropFirst(3)), to: words[2])
case ("fuzz", 4):
  guard let table = ReachTable(path: words[3]) else { exit(66) }
  MutantRun.fuzz(number(1), base: UInt64(number(2)), table)
case ("suite", 3...):
  guard let table = ReachTable(path: words[2]) else { exit(66) }
  MutantRun.suite(number(1), Array(words.dropFirst(3)), table)
default:
  print(
    "runner record-cases N BASE LIMIT OUT | record-files N OUT FILE... | fuzz MUTANT BASE IN | suite MUTANT IN FILE...")
  exit(64)
}
