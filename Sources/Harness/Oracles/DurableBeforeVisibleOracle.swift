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
  /// By index of a client order id: the newest records that a place, a cancel and a replace of the order rest on.
  private var intents: [Intents] = []

  private struct Intents: Sendable {
    var attempt: UInt64?
    var cancel: UInt64?
    var replace: UInt64?
  }

  mutating func noteStart(_ sequence: UInt64) {
    durable = sequence
    written = sequence
    for index in intents.indices {
      if (intents[index].attempt ?? 0) > sequence { intents[index].attempt = nil }
      if (intents[index].cancel ?? 0) > sequence { intents[index].cancel = nil }
      if (intents[index].replace ?? 0) > sequence { intents[index].replace = nil }
    }
  }

  mutating func noteAppended(_ event: Event) {
    if event.sequence == written + 1 { written = event.sequence }
    guard event.subject == .attempt || event.subject == .cancelIntent || event.subject == .replaceIntent else { return }
    let index = Int(event.order)
    if intents.count <= index { intents += Array(repeating: Intents(), count: index + 1 - intents.count) }
    switch event.subject {
    case .attempt: intents[index].attempt = event.sequence
    case .cancelIntent: intents[index].cancel = event.sequence
    default: intents[index].replace = event.sequence
    }
  }

  mutating func noteSynced(_ sequence: UInt64) {
    durable = max(durable, min(sequence, written))
  }

  func observe(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    guard entry.event.sequence > durable else { return nil }
    return Violation(
      oracle: .durableBeforeVisible,
      message: "\(about: entry.event.kind.name) was published with record \(entry.event.sequence), "
        + "but only records up to \(durable) are durable",
      notes: ["entry    #\(number) \(names.line(of: entry))"], instant: entry.instant, entry: number)
  }

  func observeSend(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let index = Int(entry.event.order)
    let known = index < intents.count ? intents[index] : Intents()
    let intent =
      switch entry.event.kind {
      case .cancelSent: known.cancel
      case .replaceSent: known.replace
      default: known.attempt
      }
    if let intent, intent <= durable { return nil }
    // An intent from before the run is part of the opening state.
    if intent == nil, entry.event.kind != .orderSent { return nil }
    let name = names.text(of: .order(entry.event.order), for: .order)
    let record: Message =
      intent.map { "its record \($0) is not durable (only up to \(durable))" } ?? "no record of it exists"
    return Violation(
      oracle: .durableBeforeVisible,
      message: "\(about: entry.event.kind.name) went out for order \(name), but \(record)",
      instant: entry.instant, entry: number)
  }
}
