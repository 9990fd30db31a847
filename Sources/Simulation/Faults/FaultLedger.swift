public import Trading

/// A fault that a scenario line put into the world, with the count of what it did.
public struct Fault: Hashable, Sendable {
  /// The scenario line.
  public let line: UInt32
  /// How many more times it acts; nil for any number.
  public internal(set) var remaining: Int?
  /// When it ends by itself; nil for never.
  public internal(set) var ends: Instant?
  /// How often it did something.
  public internal(set) var fired = 0
  /// Whether it can still act.
  public internal(set) var isActive = true

  init(line: UInt32, extent: FaultExtent, now: Instant) {
    self.line = line
    switch extent {
    case .unlimited: break
    case .next(let count): remaining = count
    case .duration(let span): ends = now + span
    }
  }
}

/// For how long a fault acts.
public enum FaultExtent: Hashable, Sendable {
  /// Until something ends it.
  case unlimited
  /// On the next so many occasions.
  case next(Int)
  /// So long.
  case duration(TimeSpan)
}

/// All faults of a run, by the index that rules refer to.
public struct FaultLedger: Sendable {
  /// The faults, in the order in which their lines were carried out.
  public private(set) var faults: [Fault] = []

  /// When a fault last did something.
  public private(set) var lastFired = Instant.origin

  /// Makes an empty ledger.
  public init() {}

  mutating func add(line: UInt32, extent: FaultExtent, now: Instant) -> Int {
    faults.append(Fault(line: line, extent: extent, now: now))
    return faults.count - 1
  }

  /// Whether a fault can act now.
  package func isActive(_ index: Int, at now: Instant) -> Bool {
    let fault = faults[index]
    guard fault.isActive, fault.remaining != 0 else { return false }
    // At the instant at which it ends a fault does not act any more.
    return fault.ends.map { now < $0 } ?? true
  }

  /// Whether any fault can act now, if its occasion comes.
  package func canAct(at now: Instant) -> Bool {
    faults.indices.contains { isActive($0, at: now) }
  }

  /// Counts one action of a fault.
  mutating func fire(_ index: Int, at now: Instant) {
    lastFired = now
    faults[index].fired += 1
    if let remaining = faults[index].remaining { faults[index].remaining = remaining - 1 }
  }

  mutating func end(_ index: Int) {
    faults[index].isActive = false
  }

  /// Ends the faults of a scenario line.
  mutating func end(line: UInt32) {
    for index in faults.indices where faults[index].line == line { faults[index].isActive = false }
  }
}
