import MutantChoice

/// What the unchanged program does in each of many runs, and which mutants' places each run reaches.
///
/// A run that does not reach a mutant's place goes as if the mutant were not there, so it need not be repeated with it.
/// The table lies in memory that the processes which fill it share.
struct ReachTable {
  /// How many mutants, numbered from 1.
  let mutants: Int
  let runs: Int
  private let width: Int
  private let memory: UnsafeMutableRawPointer

  /// Makes an empty table; nil without memory for it.
  init?(mutants: Int, runs: Int) {
    self.mutants = mutants
    self.runs = runs
    width = mutants / 8 + 1
    guard let memory = mutant_share(runs * 9 + (2 * runs + 1) * width) else { return nil }
    self.memory = memory
  }

  /// A set of mutants: for each run those reached while it is made, and those reached while it runs; last, the places
  /// that a process comes to only once.
  private struct Bits {
    let memory: UnsafeMutableRawPointer

    func contains(_ mutant: Int) -> Bool {
      memory.load(fromByteOffset: mutant / 8, as: UInt8.self) & 1 << UInt8(mutant % 8) != 0
    }

    func insert(_ mutant: Int) {
      let byte = memory.load(fromByteOffset: mutant / 8, as: UInt8.self)
      memory.storeBytes(of: byte | 1 << UInt8(mutant % 8), toByteOffset: mutant / 8, as: UInt8.self)
    }
  }

  private func made(_ run: Int) -> Bits { Bits(memory: memory + runs * 9 + run * 2 * width) }
  private func reached(_ run: Int) -> Bits { Bits(memory: memory + runs * 9 + (run * 2 + 1) * width) }
  private var once: Bits { Bits(memory: memory + runs * 9 + runs * 2 * width) }

  /// The digest of a run.
  func digest(_ run: Int) -> UInt64 { memory.load(fromByteOffset: run * 8, as: UInt64.self) }

  /// Whether a run passes.
  func passes(_ run: Int) -> Bool { memory.load(fromByteOffset: runs * 8 + run, as: UInt8.self) == 1 }

  /// Makes what a run needs, then the run, and notes what each of the two reaches.
  ///
  /// - Parameter known: what this process has come to before. Where a run adds to it, it is made again: what is not
  ///   reached the second time is a table that is computed once, and says something in every later run.
  func record<Prepared>(
    _ run: Int, known: inout [Bool], making: () -> Prepared,
    running: (Prepared) -> (digest: UInt64, isPassed: Bool)
  ) {
    let (prepared, made) = note(making)
    let (result, reached) = note { running(prepared) }
    memory.storeBytes(of: result.digest, toByteOffset: run * 8, as: UInt64.self)
    memory.storeBytes(of: result.isPassed ? 1 : 0, toByteOffset: runs * 8 + run, as: UInt8.self)
    for mutant in made { self.made(run).insert(mutant) }
    for mutant in reached { self.reached(run).insert(mutant) }
    let new = (made + reached).filter { !known[$0] }
    guard !new.isEmpty else { return }
    let (again, madeAgain) = note(making)
    let (_, reachedAgain) = note { running(again) }
    let second = Set(madeAgain + reachedAgain)
    for mutant in new {
      known[mutant] = true
      if !second.contains(mutant) { once.insert(mutant) }
    }
  }

  /// Does something and tells which places it reaches.
  private func note<Value>(_ work: () -> Value) -> (Value, [Int]) {
    var bytes = [UInt8](repeating: 0, count: 1 << 16)
    let value = bytes.withUnsafeMutableBufferPointer { buffer in
      mutant_record(buffer.baseAddress)
      defer { mutant_record(nil) }
      return work()
    }
    return (value, mutants == 0 ? [] : (1...mutants).filter { bytes[$0] != 0 })
  }

  /// Whether a process comes to a mutant's place only once, so that the mutant must be chosen before.
  func isReachedOnce(_ mutant: Int) -> Bool { once.contains(mutant) }

  /// Whether a mutant's place is reached while what a run needs is made.
  func isMadeOtherwise(_ mutant: Int, _ run: Int) -> Bool { made(run).contains(mutant) }

  /// The runs that reach a mutant's place and pass without it; all that pass where it shows everywhere.
  func runs(reaching mutant: Int, everywhere: Bool) -> [Int] {
    (0..<runs).filter { run in
      passes(run) && (everywhere || reached(run).contains(mutant) || made(run).contains(mutant))
    }
  }
}
