import Exploration
import Foundation
import Harness
import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

// The runner of the copied package: fuzzes, probes, shrinks or runs the scenario files with the planted bug that the
// environment chooses, and writes one JSON object a line. The tool starts it; nobody else has to.

PlantedBug.readEnvironment()
CrashReport.install()

func number(_ index: Int) -> Int? {
  CommandLine.arguments.count > index ? Int(CommandLine.arguments[index]) : nil
}

switch (CommandLine.arguments.dropFirst().first, number(2), number(3)) {
case ("search", let base?, let limit?):
  let relations = CommandLine.arguments.dropFirst(4).first.flatMap { RelationChoice.read($0).choice } ?? .usual
  Search.run(base: UInt64(base), limit: limit, relations)
case ("probe", let base?, let limit?): Search.probe(base: UInt64(base), limit: limit)
case ("shrink", let base?, let index?): Search.shrink(base: UInt64(base), index: index)
case ("suite", let first?, _): Suite.run(CommandLine.arguments.dropFirst(3).dropFirst(first))
default:
  print("runner search BASE LIMIT [RELATIONS] | probe BASE LIMIT | shrink BASE INDEX | suite FIRST FILE...")
  exit(64)
}
