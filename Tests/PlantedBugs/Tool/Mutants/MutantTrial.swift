import Foundation

/// Has the runner of the copy try mutants against fuzz and suite.
struct MutantTrial {
  let executable: URL
  /// Where the plan is written.
  let folder: URL
  let files: [String]
  let options: MutantOptions
  /// The base seed of the fuzzed cases.
  static let base: UInt64 = 1

  /// Tries mutants and tells what came of each as it comes.
  ///
  /// - Parameters:
  ///   - mutants: those to try.
  ///   - known: what is known of them; only what is missing is run.
  ///   - count: how many numbers mutants have.
  /// - Returns: What went wrong, or nil.
  func run(_ mutants: [Mutant], _ known: [Int: MutantResult], count: Int, each: (MutantResult) -> Void) -> String? {
    let suite = mutants.filter { known[$0.id].map { $0.suite.all == 0 } ?? true }
    let fuzz = mutants.filter { known[$0.id].map { !options.isEnough($0.fuzz) } ?? true }
    if suite.isEmpty, fuzz.isEmpty { return nil }
    let plan = TrialPlan(
      mutants: count, suite: suite.map(\.id), fuzz: fuzz.map(\.id), base: MutantTrial.base, cases: options.fuzzCases,
      mostReaching: options.mostReaching, files: files, jobs: options.jobs)
    let path = folder.appending(path: "plan.json")
    let process = Process()
    process.executableURL = executable
    process.arguments = [path.path]
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_BACKTRACE": "enable=no"]) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    do {
      try JSONEncoder().encode(plan).write(to: path)
      try process.run()
    } catch { return "the runner cannot be started: \(error.localizedDescription)" }
    var reader = TrialReader(plan, mutants, known)
    while true {
      let data = pipe.fileHandleForReading.availableData
      if data.isEmpty { break }
      reader.read(data, each)
      if reader.failure != nil { process.terminate() }
    }
    process.waitUntilExit()
    if let failure = reader.failure { return failure }
    return process.terminationStatus == 0 ? nil : "the runner died"
  }
}

/// Reads what the runner says, line by line.
struct TrialReader {
  private var results: [Int: MutantResult]
  /// How many ways of each mutant are still to be told.
  private var missing: [Int: Int] = [:]
  private var rest = Data()
  private(set) var failure: String?

  init(_ plan: TrialPlan, _ mutants: [Mutant], _ known: [Int: MutantResult]) {
    results = Dictionary(
      uniqueKeysWithValues: mutants.map { ($0.id, known[$0.id] ?? MutantResult(mutant: $0)) })
    for id in plan.suite + plan.fuzz { missing[id, default: 0] += 1 }
  }

  /// Takes a piece of the output.
  mutating func read(_ data: Data, _ each: (MutantResult) -> Void) {
    rest += data
    while let end = rest.firstIndex(of: 10) {
      let line = Data(rest[..<end])
      rest = Data(rest[(end + 1)...])
      if let record = try? JSONDecoder().decode(TrialRecord.self, from: line) { take(record, each) }
    }
  }

  private mutating func take(_ record: TrialRecord, _ each: (MutantResult) -> Void) {
    switch record.way {
    case .recorded:
      if let oracle = record.oracle {
        failure = "the copy fails without a mutant: \(oracle) at run \(record.failed ?? 0)"
      } else if record.runs == 0 || record.reaching == 0 {
        failure = "without a mutant no case or no scenario file passes"
      } else {
        tell("run without a mutant: \(record.reaching) files and \(record.runs) cases pass, \(Int(record.seconds)) s")
      }
      return
    case .suite: results[record.mutant]?.suite = record
    case .fuzz: results[record.mutant]?.fuzz = record
    }
    missing[record.mutant, default: 1] -= 1
    guard missing[record.mutant] == 0, let result = results[record.mutant] else { return }
    each(result)
  }
}
