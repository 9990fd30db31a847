import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// `one-order-per-intent` and `no-false-terminal`.
///
/// An order is sent again only after a look-up, made when the request sent last had lapsed, said that the broker does
/// not know it (design, section 3, rule 6), and the broker accepts it once. Where the profile promises that a 429 stops
/// a request, the order may be sent again when the pause after it is over, and no sooner. An order that counts as ended
/// must not work at the broker (rules 1 and 2). Where the network itself doubled the place request, or a look-up denied
/// an order that is there, no engine could prevent a second acceptance or know that the order works: it is not judged.
/// Nor is what an engine does whose disk has forgotten what it had said to keep.
struct OneOrderPerIntentOracle: Sendable {
  private struct Intent: Sendable {
    var sentAt: Instant?
    var lookedUpAt: Instant?
    var isProvenAbsent = false
    /// When a gateway answered the request sent last with a 429.
    var stoppedAt: Instant?
    var acceptances = 0
    var isBeyondProof = false
  }

  /// By index of a client order id.
  private var intents: [Intent] = []
  /// How long after it was sent a place request can still be carried out.
  var requestTimeout: TimeSpan
  /// How long a 429 forbids a repeat; nil where it proves nothing.
  private let pause: TimeSpan?

  init(_ plan: Plan) {
    requestTimeout = plan.configuration.engine.requestTimeout
    pause = plan.configuration.profile.guarantees.rateLimitPause
  }

  private mutating func change<Result>(_ order: UInt32, _ body: (inout Intent) -> Result) -> Result {
    let index = Int(order)
    if intents.count <= index { intents += Array(repeating: Intent(), count: index + 1 - intents.count) }
    return body(&intents[index])
  }

  mutating func noteDuplicate(_ entry: TraceEntry) {
    guard entry.event.subject == .place, entry.event.source == .requests, entry.event.order != Event.none else {
      return
    }
    change(entry.event.order) { $0.isBeyondProof = true }
  }

  mutating func noteFalsified(_ event: Event) {
    // A look-up that tells of another's order under the id says as much.
    let denies =
      event.reason == .absent
      || event.subject == .query && (event.reason == .wrongInstrument || event.reason == .wrongSide)
    guard denies, event.order != Event.none else { return }
    change(event.order) { $0.isBeyondProof = true }
  }

  mutating func noteGatewayAnswer(_ entry: TraceEntry) {
    guard entry.event.subject == .place, entry.event.number == 429, entry.event.order != Event.none else { return }
    change(entry.event.order) { $0.stoppedAt = entry.instant }
  }

  mutating func noteLookUp(_ entry: TraceEntry) {
    change(entry.event.order) { $0.lookedUpAt = entry.instant }
  }

  mutating func noteAbsent(_ entry: TraceEntry) {
    let timeout = requestTimeout
    change(entry.event.order) { intent in
      guard let sent = intent.sentAt, let looked = intent.lookedUpAt, looked >= sent + timeout else { return }
      intent.isProvenAbsent = true
    }
  }

  mutating func observeSend(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let (previous, isProven, stopped) = change(entry.event.order) { intent in
      defer {
        intent.sentAt = entry.instant
        intent.isProvenAbsent = false
        intent.stoppedAt = nil
      }
      return (intent.sentAt, intent.isProvenAbsent, intent.stoppedAt)
    }
    guard let previous, !isProven else { return nil }
    let name = names.text(of: .order(entry.event.order), for: .order)
    if let pause, let stopped {
      guard entry.instant < stopped + pause else { return nil }
      return Violation(
        oracle: .oneOrderPerIntent,
        message: "order \(name) was stopped by a rate limit at \(stopped) and sent again at \(entry.instant), "
          + "before the pause of \(pause) was over",
        instant: entry.instant, entry: number)
    }
    return Violation(
      oracle: .oneOrderPerIntent,
      message: "order \(name) was sent at \(previous) and again at \(entry.instant) "
        + "without a look-up that proves it absent in between",
      instant: entry.instant, entry: number)
  }

  mutating func observeAcceptance(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let (count, isBeyondProof) = change(entry.event.order) { intent in
      // What somebody places beside the engine is no intent of it, whatever id it has.
      if entry.event.source != .hand { intent.acceptances += 1 }
      return (intent.acceptances, intent.isBeyondProof)
    }
    guard count > 1, !isBeyondProof else { return nil }
    let name = names.text(of: .order(entry.event.order), for: .order)
    return Violation(
      oracle: .oneOrderPerIntent, message: "the broker accepted \(count) orders for the one intent \(name)",
      instant: entry.instant, entry: number)
  }

  /// An order was published as ended: the broker must agree.
  func observeEnd<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let index = entry.event.order
    // Where absence cannot be proven the engine has to give an order up in the end, and says so.
    guard world.configuration.engine.guarantees.honoursDeadlines, !world.storeHasLied,
      Int(index) >= intents.count || !intents[Int(index)].isBeyondProof,
      world.isRunning, let order = world.incarnation.books.order(ClientOrderID(index: index)), order.status.isTerminal,
      let slot = world.broker.slot(of: order.id), world.broker.orders[slot].status.isWorking,
      !order.isAnother(world.broker.orders[slot])
    else { return nil }
    return Violation(
      oracle: .noFalseTerminal,
      message: "order \(names.text(of: .order(index), for: .order)) counts as \(about: Word(order.status).text), "
        + "but it works at the broker (\(words: OrderView(world.broker, slot: slot).summary))",
      instant: entry.instant, entry: number)
  }
}
