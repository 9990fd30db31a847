import Foundation
import Synchronization

/// What came of one mutant.
struct MutantResult: Sendable {
  /// The outcomes, best first.
  enum Outcome: String, Sendable, CaseIterable {
    /// Fuzz, a scenario file or a unit test failed.
    case found
    /// Some run went differently and nothing failed.
    case missed
    /// Its place was reached and no run went differently.
    case unchanged
    /// No run came to its place.
    case unreached
  }

  let mutant: Mutant
  /// The oracle that found it by fuzz, and the case.
  var fuzz: (oracle: String, cases: Int)?
  /// What failed in the suite, and the file.
  var suite: (oracle: String, file: String)?
  /// Whether unit tests failed; nil if they were not run.
  var tests: Bool?
  var isReached = false
  var isTriggered = false
  var seconds = 0.0

  /// Whether anything found it.
  var isFound: Bool { fuzz != nil || suite != nil || tests == true }

  var outcome: Outcome { isFound ? .found : isTriggered ? .missed : isReached ? .unchanged : .unreached }
}

/// Runs mutants against fuzz and suite, some at once.
struct MutantTrial: Sendable {
  let executable: URL
  /// Where the tables of what cases and files reach are.
  let folder: URL
  let files: [String]
  let fuzzCases: Int
  let jobs: Int
  private static let base = "1"

  private var casesTable: String { folder.appending(path: "cases.reach").path }
  private var filesTable: String { folder.appending(path: "files.reach").path }

  /// Runs everything without a mutant.
  ///
  /// - Returns: What went wrong, or nil.
  func record(count: Int) -> String? {
    let runner = Runner(executable: executable)
    let cases = runner.run(["record-cases", String(count), MutantTrial.base, String(fuzzCases), casesTable])
    let suite = runner.run(["record-files", String(count), filesTable] + files)
    // With no mutant the tables must be read and nothing found: else every mutant would seem to be found.
    let idle =
      runner.run(["fuzz", "0", MutantTrial.base, casesTable]) + runner.run(["suite", "0", filesTable] + files)
    guard idle.count == 2 else { return "the tables of what is reached cannot be written to \(folder.path)" }
    let crash = (cases + suite + idle).first { $0.kind == .crash }
    return crash.map { "the copy fails without a mutant: \($0.oracle ?? "crash") at case \($0.cases ?? 0)" }
  }

  /// Runs one mutant.
  func run(_ mutant: Mutant) -> MutantResult {
    let runner = Runner(executable: executable)
    let start = Date()
    var result = MutantResult(mutant: mutant)
    let fuzz = runner.run(["fuzz", String(mutant.id), MutantTrial.base, casesTable]).last
    if let oracle = fuzz?.oracle { result.fuzz = (oracle, fuzz?.cases ?? 0) }
    let suite = runner.run(["suite", String(mutant.id), filesTable] + files).last
    if let oracle = suite?.oracle {
      let number = suite?.cases ?? 0
      let crashed = files.indices.contains(number - 1) ? files[number - 1] : ""
      result.suite = (oracle, suite?.file ?? crashed)
    }
    result.isReached = fuzz?.reached != nil || suite?.reached != nil || result.isFound
    result.isTriggered = fuzz?.triggered != nil || suite?.triggered != nil || result.isFound
    result.seconds = Date().timeIntervalSince(start)
    return result
  }

  /// Runs mutants, as many at once as there are jobs; the results are in the order of the mutants.
  func run(_ mutants: [Mutant], each: @Sendable (Int, MutantResult) -> Void) -> [MutantResult] {
    let results = Mutex([Int: MutantResult]())
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, jobs)) { _ in
      while true {
        let index = next.withLock { number in
          number += 1
          return number - 1
        }
        guard index < mutants.count else { return }
        let result = run(mutants[index])
        let count = results.withLock { results in
          results[index] = result
          return results.count
        }
        each(count, result)
      }
    }
    let all = results.withLock { $0 }
    return mutants.indices.compactMap { all[$0] }
  }
}
