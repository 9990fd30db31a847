public import Reconciliation
public import Trading

/// Which messages a network rule hits.
public struct MessageFilter: Hashable, Sendable {
  /// `requests`, `responses` or `stream`.
  public var channel: Word
  /// The kinds; empty for all.
  public var kinds: [Word]
  /// The index of the order a message must be about; nil for any.
  public var order: UInt32?

  /// Makes a filter.
  public init(channel: Word, kinds: [Word] = [], order: UInt32? = nil) {
    self.channel = channel
    self.kinds = kinds
    self.order = order
  }

  func matches(_ label: MessageLabel) -> Bool {
    channel == label.channel && (kinds.isEmpty || kinds.contains(label.kind)) && (order == nil || order == label.order)
  }
}

/// A fault of the network that is in force.
struct MessageRule: Sendable {
  /// Its index in the ledger.
  var fault: Int
  /// Which messages it hits.
  var filter: MessageFilter
  /// What it does to them, and what it keeps of them.
  var effect: any MessageFault
}

/// The network between engine and broker: three channels, constant latency, and rules that break it.
struct SimulatedNetwork: Sendable {
  var rules: [MessageRule] = []
  /// The faults that cut everything; nothing passes while one of them is active.
  var cuts: [Int] = []
  var latency: TimeSpan
  /// Latencies fixed for single messages, by channel and ordinal.
  var pins: [LatencyPin]
  var sent: [UInt64] = [0, 0, 0]

  init(latency: TimeSpan, pins: [LatencyPin]) {
    self.latency = latency
    self.pins = pins
  }

  func isCut(_ faults: FaultLedger, at now: Instant) -> Bool {
    !cuts.isEmpty && cuts.contains { faults.isActive($0, at: now) }
  }

  /// The latency of the next message of a channel.
  mutating func nextLatency(of channel: Word) -> TimeSpan {
    let index = channel == .requests ? 0 : channel == .responses ? 1 : 2
    sent[index] += 1
    guard !pins.isEmpty else { return latency }
    return pins.first { $0.channel == channel && $0.ordinal == sent[index] }?.latency ?? latency
  }
}

/// A latency fixed for one message of a channel.
public struct LatencyPin: Hashable, Sendable {
  /// The channel.
  public var channel: Word
  /// Which message of the channel, counted from 1.
  public var ordinal: UInt64
  /// The latency.
  public var latency: TimeSpan

  /// Makes a pin.
  public init(channel: Word, ordinal: UInt64, latency: TimeSpan) {
    self.channel = channel
    self.ordinal = ordinal
    self.latency = latency
  }
}
