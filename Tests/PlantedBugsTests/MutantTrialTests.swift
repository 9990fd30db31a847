import Foundation
import Testing

@testable import planted

@Suite("What the runner says of mutants, and what is kept of it")
struct MutantTrialTests {
  private func mutant(_ id: Int) -> Mutant {
    Mutant(
      id: id, file: "Sources/A/a.swift", line: id, lineText: "x = \(id)", operation: .literal, what: "", patches: [])
  }

  private func line(
    _ way: TrialRecord.Way, _ mutant: Int, oracle: String? = nil, reaching: Int = 0, runs: Int = 0
  ) throws -> Data {
    let record = TrialRecord(way: way, mutant: mutant, oracle: oracle, reaching: reaching, runs: runs)
    return try JSONEncoder().encode(record) + Data([10])
  }

  private func plan(suite: [Int], fuzz: [Int]) -> TrialPlan {
    TrialPlan(mutants: 9, suite: suite, fuzz: fuzz, base: 1, cases: 9, mostReaching: 9, files: [], jobs: 1)
  }

  @Test("A mutant is told once both ways are, however the output is cut")
  func reader() throws {
    var reader = TrialReader(plan(suite: [1, 2], fuzz: [1, 2]), [mutant(1), mutant(2)], [:])
    let output =
      try line(.recorded, 0, reaching: 3, runs: 4) + line(.suite, 1, oracle: "state", reaching: 2, runs: 1)
      + line(.suite, 2, reaching: 2, runs: 2) + line(.fuzz, 2) + line(.fuzz, 1, reaching: 9, runs: 9)
    var told: [MutantResult] = []
    for byte in output { reader.read(Data([byte])) { told.append($0) } }
    #expect(reader.failure == nil)
    #expect(told.map(\.mutant.id) == [2, 1])
    #expect(told.map(\.outcome) == [.unchanged, .found])
    #expect(told.map(MutantReport.finders) == ["unchanged: no case, 0 of 2 files differ", "file 0: state"])
  }

  @Test("What is known is kept beside what is run anew")
  func more() throws {
    var known = MutantResult(mutant: mutant(1))
    known.suite.oracle = "state"
    var reader = TrialReader(plan(suite: [], fuzz: [1]), [mutant(1)], [1: known])
    var told: [MutantResult] = []
    reader.read(try line(.fuzz, 1, oracle: "converges", reaching: 9, runs: 9)) { told.append($0) }
    #expect(told.map(MutantReport.finders) == ["case 0: converges, file 0: state"])
  }

  @Test("More cases are run for what fewer did not find, and for nothing else")
  func enough() throws {
    let options = try MutantOptions(["--mutants", "--fuzz-cases", "100", "--reaching", "20"])
    func record(_ all: Int, _ runs: Int, cut: Bool, _ oracle: String? = nil) -> TrialRecord {
      TrialRecord(way: .fuzz, mutant: 1, all: all, oracle: oracle, runs: runs, isCutShort: cut)
    }
    #expect(options.isEnough(record(9, 3, cut: true, "converges")))
    #expect(options.isEnough(record(100, 7, cut: false)))
    #expect(options.isEnough(record(100, 20, cut: true)))
    #expect(!options.isEnough(record(100, 10, cut: true)))
    #expect(!options.isEnough(record(50, 7, cut: false)))
  }

  @Test("Without a mutant nothing may die, and something has to pass")
  func unchanged() throws {
    var dying = TrialReader(plan(suite: [], fuzz: []), [], [:])
    dying.read(try line(.recorded, 1, oracle: "crash")) { _ in }
    #expect(dying.failure == "the copy fails without a mutant: crash at run 0")
    var failing = TrialReader(plan(suite: [], fuzz: []), [], [:])
    failing.read(try line(.recorded, 0, reaching: 3)) { _ in }
    #expect(failing.failure == "without a mutant no case or no scenario file passes")
  }

  @Test("What is known of a mutant outlives the process, and not what it depends on")
  func store() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "mutants-\(UUID().uuidString).jsonl")
    defer { try? FileManager.default.removeItem(at: path) }
    var result = MutantResult(mutant: mutant(1))
    result.suite.oracle = "state"
    MutantStore(path, conditions: "one").add(result)
    result.tests = true
    MutantStore(path, conditions: "one").add(result)
    let again = MutantStore(path, conditions: "one")
    #expect(again.result(of: mutant(1))?.suite.oracle == "state")
    #expect(again.result(of: mutant(1))?.tests == true)
    #expect(again.result(of: mutant(2)) == nil)
    #expect(MutantStore(path, conditions: "two").result(of: mutant(1)) == nil)
    #expect(MutantStore(path, conditions: "one").result(of: mutant(1)) == nil)
  }
}
