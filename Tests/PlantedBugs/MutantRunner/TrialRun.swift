import Foundation
import MutantChoice

/// Runs one way without a mutant, then with one mutant at a time.
struct TrialRun<Way: TrialWay> {
  var way: Way
  let name: TrialRecord.Way
  let table: ReachTable
  /// After how many runs that reach its place a mutant is given up.
  let most: Int
  /// How many seconds of its own time one run may take.
  private let budget: Int32 = 1

  init?(_ way: Way, _ name: TrialRecord.Way, mutants: Int, most: Int) {
    guard let table = ReachTable(mutants: mutants, runs: way.count) else { return nil }
    self.way = way
    self.name = name
    self.table = table
    self.most = most
  }

  private func enter(_ run: Int) {
    CrashReport.enter(run + 1, seconds: 0)
    mutant_budget(budget)
  }

  /// Runs one of so many parts without a mutant.
  func record(part: Int, of parts: Int) {
    var known = [Bool](repeating: false, count: table.mutants + 1)
    for run in stride(from: part, to: way.count, by: parts) {
      enter(run)
      table.record(run, known: &known) {
        way.make(run)
      } running: { prepared in
        let result = way.run(prepared, run)
        return (result.digest, result.failure == nil)
      }
    }
  }

  /// Runs with a mutant until something fails.
  ///
  /// - Parameters:
  ///   - first: the runs to begin with, since they found others like it.
  ///   - everywhere: whether it may show in every run.
  func run(_ mutant: Int, first: [Int], everywhere: Bool) -> TrialRecord {
    var record = TrialRecord(way: name, mutant: mutant)
    let start = Date()
    let reaching = table.runs(reaching: mutant, everywhere: everywhere)
    record.all = way.count
    record.reaching = reaching.count
    record.isCutShort = reaching.count > most
    let chosen = Set(reaching)
    let ahead = first.filter(chosen.contains)
    let known = Set(ahead)
    for run in (ahead + reaching.filter { !known.contains($0) }).prefix(most) {
      enter(run)
      mutant_choose(Int32(mutant))
      let prepared = table.isMadeOtherwise(mutant, run) ? nil : way.prepared(run)
      let result = way.run(prepared ?? way.make(run), run)
      record.runs += 1
      if result.digest != table.digest(run) || result.failure != nil { record.changed += 1 }
      guard let failure = result.failure else { continue }
      record.oracle = failure
      record.failed = run + 1
      break
    }
    mutant_choose(0)
    record.seconds = Date().timeIntervalSince(start)
    return record
  }
}
