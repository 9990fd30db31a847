public import Reconciliation
public import Trading

/// One entry of the trace: what happened, when, and why.
public struct TraceEntry: Hashable, Sendable {
  /// The value of `cause` for what nothing in the trace caused.
  public static let noCause = UInt32.max

  /// When it happened, in virtual time.
  public var instant: Instant
  /// What happened.
  public var event: Event
  /// The number of the entry that caused it, or ``noCause``.
  public var cause: UInt32
  /// The line of the scenario behind it; 0 if there is none.
  public var line: UInt32

  /// Makes an entry.
  public init(instant: Instant, event: Event, cause: UInt32, line: UInt32) {
    self.instant = instant
    self.event = event
    self.cause = cause
    self.line = line
  }
}

/// Everything that happened in a run, with a rolling digest that is the run's identity.
public struct Trace: Sendable {
  /// The entries; an entry's number is its index.
  public private(set) var entries: [TraceEntry] = []
  /// The digest of all entries so far: two runs with the same digest went the same way.
  public private(set) var digest: UInt64 = 0xCBF2_9CE4_8422_2325

  /// Makes an empty trace.
  public init() {
    entries.reserveCapacity(512)
  }

  /// Adds an entry.
  ///
  /// - Parameters:
  ///   - event: what happened.
  ///   - instant: when.
  ///   - cause: the number of the entry behind it, or ``TraceEntry/noCause``.
  ///   - line: the scenario line behind it; nil takes that of the cause.
  /// - Returns: The number of the entry.
  @discardableResult
  public mutating func append(_ event: Event, at instant: Instant, cause: UInt32, line: UInt32? = nil) -> UInt32 {
    let inherited = cause == TraceEntry.noCause ? 0 : entries[Int(cause)].line
    let entry = TraceEntry(instant: instant, event: event, cause: cause, line: line ?? inherited)
    entries.append(entry)
    fold(entry)
    return UInt32(entries.count - 1)
  }

  /// Folds an entry into the digest, slot by slot: FNV-1a over 64-bit words with a final avalanche a word.
  private mutating func fold(_ entry: TraceEntry) {
    let event = entry.event
    func code(_ word: Word?) -> UInt64 { word.map { UInt64($0.rawValue) + 1 } ?? 0 }
    fold(UInt64(bitPattern: entry.instant.nanoseconds))
    fold(UInt64(entry.cause) << 32 | UInt64(entry.line))
    fold(
      UInt64(event.kind.rawValue) | code(event.state) << 8 | code(event.origin) << 17 | code(event.source) << 26
        | code(event.reason) << 35 | code(event.subject) << 44)
    fold(UInt64(event.order) << 32 | UInt64(event.execution))
    fold(UInt64(event.instrument) << 32 | UInt64(event.currency))
    fold(UInt64(event.note) << 32 | UInt64(event.discrepancy))
    if event.person & event.assignee != Event.none { fold(UInt64(event.person) << 32 | UInt64(event.assignee)) }
    fold(event.sequence)
    fold(UInt64(bitPattern: event.number))
    fold(UInt64(bitPattern: event.count))
    fold(event.quantity)
    fold(event.price)
    fold(event.filled)
    fold(event.leaves)
    if !event.fee.isZero { fold(event.fee) }
  }

  private mutating func fold(_ decimal: Decimal) {
    fold(UInt64(truncatingIfNeeded: decimal.units))
    fold(UInt64(truncatingIfNeeded: decimal.units >> 64))
  }

  private mutating func fold(_ word: UInt64) {
    digest = (digest ^ word) &* 0x0000_0100_0000_01B3
    digest ^= digest >> 32
  }
}
