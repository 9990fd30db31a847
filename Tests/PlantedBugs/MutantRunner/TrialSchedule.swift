import Foundation
import MutantChoice

/// Tries mutants in copies of this process, some at once, and tells what came of each as it comes.
///
/// What all of them need is made before, so that a copy starts with the first run; not so for those whose place is in
/// what a process computes once.
struct TrialSchedule {
  let plan: TrialPlan
  private var suite: TrialRun<SuiteWay>
  private let fuzz: TrialRun<FuzzWay>
  /// The runs that found something, the last one first; they are likely to find what is planted beside it.
  private var finders: [TrialRecord.Way: [Int]] = [:]
  private static let remembered = 12

  private struct Copy {
    var process: Int32
    var output: Int32
    var record: TrialRecord
    var said = Data()
  }

  init?(_ plan: TrialPlan) {
    guard
      let suite = TrialRun(SuiteWay(plan.files), .suite, mutants: plan.mutants, most: .max),
      let fuzz = TrialRun(
        FuzzWay(base: plan.base, count: plan.cases), .fuzz, mutants: plan.mutants, most: plan.mostReaching)
    else { return nil }
    self.plan = plan
    self.suite = suite
    self.fuzz = fuzz
  }

  /// Runs everything without a mutant, then with each.
  mutating func run() {
    let start = Date()
    let (suite, fuzz, jobs) = (suite, fuzz, plan.jobs)
    run(0..<jobs) { part, _ in
      suite.record(part: part, of: jobs)
      fuzz.record(part: part, of: jobs)
      return TrialRecord(way: .recorded, mutant: part)
    } describe: { part in
      TrialRecord(way: .recorded, mutant: part)
    } take: { _, record in
      if record.oracle != nil { TrialSchedule.emit(record) }
    }
    // With no mutant nothing may be found: else every mutant would seem to be found.
    var idle = TrialRecord(way: .recorded, mutant: 0, seconds: Date().timeIntervalSince(start))
    idle.reaching = (0..<suite.table.runs).count(where: suite.table.passes)
    idle.runs = (0..<fuzz.table.runs).count(where: fuzz.table.passes)
    TrialSchedule.emit(idle)
    let isOnce = { (mutant: Int) in suite.table.isReachedOnce(mutant) || fuzz.table.isReachedOnce(mutant) }
    // A copy that has computed nothing yet waits until the others are through, since these take the longest.
    var output: Int32 = 0
    var gate: [Int32] = [0, 0]
    guard pipe(&gate) == 0 else { return }
    let process = mutant_fork(&output)
    var bytes = [UInt8](repeating: 0, count: 4096)
    if process == 0 {
      close(gate[1])
      while read(gate[0], &bytes, 1) > 0 {}
      attempt(where: isOnce, everywhere: true)
      exit(0)
    }
    self.suite.way.prepare()
    attempt(where: { !isOnce($0) }, everywhere: false)
    close(gate[0])
    close(gate[1])
    while process > 0 {
      let count = read(output, &bytes, bytes.count)
      guard count > 0 else { break }
      FileHandle.standardOutput.write(Data(bytes.prefix(count)))
    }
    if process > 0 { _ = mutant_wait(process) }
  }

  /// Tries mutants.
  private mutating func attempt(where isWanted: (Int) -> Bool, everywhere: Bool) {
    let (suite, fuzz) = (suite, fuzz)
    let (forSuite, forFuzz) = (Set(plan.suite), Set(plan.fuzz))
    let tasks = plan.order.filter(isWanted).flatMap { mutant in
      (forSuite.contains(mutant) ? [(mutant, TrialRecord.Way.suite)] : [])
        + (forFuzz.contains(mutant) ? [(mutant, .fuzz)] : [])
    }
    run(tasks.indices) { task, finders in
      let (mutant, way) = tasks[task]
      let first = finders[way] ?? []
      return way == .suite
        ? suite.run(mutant, first: first, everywhere: everywhere)
        : fuzz.run(mutant, first: first, everywhere: everywhere)
    } describe: { task in
      TrialRecord(way: tasks[task].1, mutant: tasks[task].0)
    } take: { schedule, record in
      TrialSchedule.emit(record)
      guard let failed = record.failed else { return }
      var known = schedule.finders[record.way] ?? []
      known.removeAll { $0 == failed - 1 }
      schedule.finders[record.way] = Array(([failed - 1] + known).prefix(TrialSchedule.remembered))
    }
  }

  /// Works through tasks in copies.
  private mutating func run(
    _ tasks: Range<Int>, _ work: (Int, [TrialRecord.Way: [Int]]) -> TrialRecord, describe: (Int) -> TrialRecord,
    take: (inout TrialSchedule, TrialRecord) -> Void
  ) {
    var rest = tasks
    var copies: [Copy] = []
    while !rest.isEmpty || !copies.isEmpty {
      if let task = rest.first, copies.count < plan.jobs {
        rest = rest.dropFirst()
        var output: Int32 = 0
        let process = mutant_fork(&output)
        if process == 0 {
          TrialSchedule.emit(work(task, finders))
          exit(0)
        }
        guard process > 0 else { continue }
        copies.append(Copy(process: process, output: output, record: describe(task)))
        continue
      }
      let index = Int(mutant_ready(copies.map(\.output), Int32(copies.count)))
      var bytes = [UInt8](repeating: 0, count: 4096)
      let count = read(copies[index].output, &bytes, bytes.count)
      if count > 0 {
        copies[index].said += bytes.prefix(count)
        continue
      }
      let copy = copies.remove(at: index)
      close(copy.output)
      let isWell = mutant_wait(copy.process)
      take(&self, TrialSchedule.record(copy, isWell))
    }
  }

  /// What a copy said; one that died says at which run.
  private static func record(_ copy: Copy, _ isWell: Bool) -> TrialRecord {
    let decoder = JSONDecoder()
    for line in copy.said.split(separator: 10).reversed() {
      if isWell, let record = try? decoder.decode(TrialRecord.self, from: line) { return record }
      guard let crash = try? decoder.decode(RunRecord.self, from: line), crash.kind == .crash else { continue }
      var record = copy.record
      record.oracle = crash.oracle ?? "crash"
      record.failed = crash.cases
      record.changed = 1
      return record
    }
    var record = copy.record
    record.oracle = "crash"
    return record
  }

  private static func emit(_ record: TrialRecord) {
    guard let data = try? JSONEncoder().encode(record) else { return }
    FileHandle.standardOutput.write(data + Data([10]))
  }
}
