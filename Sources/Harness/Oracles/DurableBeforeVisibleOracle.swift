import Reconciliation
import Simulation
import Trading

/// `durable-before-visible`: nothing is sent or published that a restart would forget (design, section 3, rule 5).
///
/// Reads what the store did, not what the engine says about it. A store that reports a sync and keeps nothing is
/// beyond what an engine can see, so what the store reported counts.
struct DurableBeforeVisibleOracle: Sendable {
  private var durable: UInt64 = 0
  /// All records up to this one were written: a sync beyond a hole makes nothing behind the hole durable.
  private var written: UInt64 = 0
  /// By index of a client order id: the newest record that a request for the order rests on.
  private var intents: [UInt64?] = []

  mutating func noteStart(_ sequence: UInt64) {
    durable = sequence
    written = sequence
    for index in intents.indices where (intents[index] ?? 0) > sequence { intents[index] = nil }
  }

  mutating func noteAppended(_ event: Event) {
    if event.sequence == written + 1 { written = event.sequence }
    switch event.subject {
    case .attempt, .cancelIntent, .replaceIntent: break
    default: return
    }
    let index = Int(event.order)
    if intents.count <= index { intents += Array(repeating: nil, count: index + 1 - intents.count) }
    intents[index] = event.sequence
  }

  mutating func noteSynced(_ sequence: UInt64) {
    durable = max(durable, min(sequence, written))
  }

  func observe(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    guard entry.event.sequence > durable else { return nil }
    return Violation(
      oracle: .durableBeforeVisible,
      message: "\(entry.event.kind.name) was published with record \(entry.event.sequence), "
        + "but only records up to \(durable) are durable",
      notes: ["entry    #\(number) \(names.line(of: entry))"], instant: entry.instant, entry: number)
  }

  func observeSend(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let index = Int(entry.event.order)
    let intent = index < intents.count ? intents[index] : nil
    if let intent, intent <= durable { return nil }
    // An intent from before the run is part of the opening state.
    if intent == nil, entry.event.kind != .orderSent { return nil }
    let name = names.text(of: .order(entry.event.order), for: .order)
    let record = intent.map { "its record \($0) is not durable (only up to \(durable))" } ?? "no record of it exists"
    return Violation(
      oracle: .durableBeforeVisible, message: "\(entry.event.kind.name) went out for order \(name), but \(record)",
      instant: entry.instant, entry: number)
  }
}
