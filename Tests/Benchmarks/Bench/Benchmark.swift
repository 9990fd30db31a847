/// One thing that is measured, at one or several sizes.
struct Benchmark: Sendable {
  /// What is done, as the table and the baseline call it.
  var name: String
  /// What the work is counted in.
  var unit: String
  /// How much of it, smallest first; several sizes make a table of growth.
  var sizes: [Int]
  /// The size that shows whether it works, if not the smallest.
  var quickSize: Int?
  /// The sizes between which instructions are counted; nil where they are not.
  var counted: ClosedRange<Int>?
  /// What a size is a number of.
  var sizeUnit = ""
  /// The benchmark of the same sizes whose time it is measured against.
  var reference: String?
  /// Prepares a size, and returns what is to be timed: it tells how much work it was.
  var prepare: @Sendable (Int) throws -> () throws -> Int

  /// Whether it is about growth.
  var isGrowth: Bool { sizes.count > 1 }
}

/// What was measured of one size.
struct Measurement {
  var name: String
  var size: Int
  /// Seconds of each round.
  var seconds: [Double]
  var work: Int
  var unit: String
  /// The largest memory of the process meanwhile, in KiB; 0 where the system does not tell.
  var memory: Int

  var fastest: Double { seconds.min() ?? 0 }
  /// How much slower the slowest round was, in percent.
  var spread: Double { fastest > 0 ? ((seconds.max() ?? 0) / fastest - 1) * 100 : 0 }
  /// The name in a baseline.
  var key: String { size == 0 ? name : "\(name)/\(size)" }
}

extension Benchmark {
  /// How many rounds there are at most, and after which time no further one begins.
  private static let rounds = 5, patience = 4.0

  /// Measures one size.
  func measure(_ size: Int, isQuick: Bool) throws -> Measurement {
    let body = try prepare(size)
    ProcessMemory.resetPeak()
    var measured = Measurement(
      name: name, size: isGrowth ? size : 0, seconds: [], work: 0, unit: unit, memory: 0)
    var total = 0.0
    repeat {
      let clock = ContinuousClock()
      let start = clock.now
      measured.work = try body()
      let elapsed = clock.now - start
      let seconds = Double(elapsed.components.seconds) + Double(elapsed.components.attoseconds) * 1e-18
      measured.seconds.append(seconds)
      total += seconds
    } while !isQuick && measured.seconds.count < Self.rounds && total < Self.patience
    measured.memory = ProcessMemory.peak
    return measured
  }
}
