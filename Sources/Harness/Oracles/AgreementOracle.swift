import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// `older-never-overwrites-newer`: what the engine and the broker agreed on does not part again while nothing changes
/// at the broker, and a position is not taken over while an execution that it contains is still to be read.
///
/// A broker that claims to be complete and is not can talk an engine out of the truth, so after such a lie this oracle
/// is silent. An answer that is old or cut short and says so is no lie.
struct AgreementOracle: Sendable {
  private let isWatching: Bool
  private var wasLiedTo = false
  /// The executions that were put aside.
  private var putAside: Set<UInt32> = []
  /// Whether the store fails: then a record is seen long after what it says was done.
  private var isStoreFailing = false
  /// By index of a client order id: the broker's change as of which both sides agreed.
  private var agreed: [BrokerSequence?] = []
  /// By instrument: as of which change the position was last seen to be taken over.
  private var adoptedAsOf: [BrokerSequence]

  init(_ plan: Plan) {
    // Where a client order id can mean two orders there is no one truth to agree with.
    isWatching = plan.configuration.engine.guarantees.allowsResend
    adoptedAsOf = Array(repeating: .zero, count: plan.configuration.engine.instruments.count)
  }

  mutating func noteStart<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    // A restart may forget what was not durable, and so fall behind.
    for index in agreed.indices { agreed[index] = nil }
    isStoreFailing = false
    if world.isRunning { adoptedAsOf = world.incarnation.books.adoptedAsOf }
  }

  mutating func noteStore(isFailing: Bool) { isStoreFailing = isFailing }

  mutating func noteMisreport(_ event: Event) {
    if event.reason == .empty || event.reason == .omits { wasLiedTo = true }
  }

  /// A look-up denied an order that is there, or a message said something that may be believed.
  mutating func noteFalsified(_ event: Event) {
    if event.reason == .absent || event.reason == .contents { wasLiedTo = true }
  }

  /// An execution was put aside: a person was told of it, and it is not read again.
  mutating func notePutAside(_ event: Event) { putAside.insert(event.execution) }

  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard !wasLiedTo, world.isRunning else { return nil }
    switch entry.event.subject {
    case .position: return observeAdoption(entry, number, &world, names)
    case .status, .terms, .execution: return isWatching ? observeOrder(entry, number, &world, names) : nil
    default: return nil
    }
  }

  private mutating func observeOrder<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let id = ClientOrderID(index: entry.event.order)
    guard let order = world.incarnation.books.order(id), let slot = world.broker.slot(of: id),
      !world.broker.hasTwins(of: id)
    else { return nil }
    let report = world.broker.orders[slot]
    let index = Int(entry.event.order)
    if agreed.count <= index { agreed += Array(repeating: nil, count: index + 1 - agreed.count) }
    let agrees =
      order.status == report.status && order.filled == report.filled
      && (order.amendment == report.terms || !report.status.isWorking)
    if agrees {
      agreed[index] = report.sequence
      return nil
    }
    // An execution that should not count is for `exec-once` to name.
    guard agreed[index] == report.sequence, entry.event.subject != .execution else { return nil }
    return Violation(
      oracle: .olderNeverOverwritesNewer,
      message: "order \(names.text(of: .order(id.index), for: .order)) agreed with the broker and is now "
        + "\(words: OrderView(order).summary), though the broker still has \(words: OrderView(world.broker, slot: slot).summary)",
      instant: entry.instant, entry: number)
  }

  private mutating func observeAdoption<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let books = world.incarnation.books
    for index in adoptedAsOf.indices where adoptedAsOf[index] != books.adoptedAsOf[index] {
      let asOf = books.adoptedAsOf[index]
      adoptedAsOf[index] = asOf
      if isStoreFailing { continue }
      let symbol = names.instruments[index]
      if let unread = world.broker.executions.first(where: { execution in
        Int(execution.instrument.index) == index && execution.sequence <= asOf
          && !putAside.contains(execution.id.index)
          && books.order(execution.order).map { $0.brokerOrder ?? execution.brokerOrder } == execution.brokerOrder
          && !books.hasCounted(execution)
      }) {
        return Violation(
          oracle: .noUnapprovedCorrection,
          message: "position \(symbol) was taken over although "
            + "\(names.text(of: .execution(unread.id.index), for: .exec)), which explains it, was still to be read",
          instant: entry.instant, entry: number)
      }
    }
    return nil
  }
}
