import Reconciliation
import Simulation
import Trading

/// `no-unasked-order`: whatever is sent about an order goes back to a trader who wants it, or to a policy that is named.
///
/// An order that was refused is not asked for; what was asked for before the run, the setup says.
struct UnaskedOrderOracle: Sendable {
  /// The orders that a trader wants, by index; those whose acceptance is written stay so whatever is refused later.
  private var wanted: Set<UInt32> = []
  private var accepted: Set<UInt32> = []
  /// The orders of which a trader wants no more, or another quantity or price.
  private var cancelled: Set<UInt32> = []
  private var replaced: Set<UInt32> = []
  /// The discrepancies about orders of somebody else that a person wants cancelled.
  private var strangers: Set<UInt32> = []
  private var isBusFailing = false

  /// Whether the settings let the engine cancel what is stale.
  var mayCancelStale: Bool

  init(_ plan: Plan) {
    mayCancelStale = plan.configuration.engine.staleOrders == .cancel
    for order in plan.configuration.opening?.books.orders.map(\.id.index) ?? [] {
      wanted.insert(order)
      accepted.insert(order)
    }
  }

  mutating func noteCommand(_ event: Event) {
    switch event.kind {
    case .traderPlace: wanted.insert(event.order)
    case .traderCancel: cancelled.insert(event.order)
    case .traderReplace: replaced.insert(event.order)
    default: break
    }
  }

  mutating func noteAppended(_ event: Event) {
    if event.subject == .accepted { accepted.insert(event.order) }
    // A policy cancels an order.
    if event.subject == .staleOrder, mayCancelStale { cancelled.insert(event.order) }
  }

  /// What is refused, and is no second wish for an order that there is, is not to be sent.
  mutating func noteRefused(_ event: Event) {
    guard event.subject == .place, event.reason != .duplicateKey, !accepted.contains(event.order) else { return }
    wanted.remove(event.order)
  }

  /// While the bus fails it is not told what persons have decided.
  mutating func noteBus(isFailing: Bool) { isBusFailing = isFailing }

  /// A person has decided about a ticket; what was decided before counts no more.
  mutating func noteDecision(_ event: Event) {
    if event.reason == .cancel { strangers.insert(event.discrepancy) } else { strangers.remove(event.discrepancy) }
  }

  /// A cancel or a look-up of an order of somebody else is sent.
  func observeStranger(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    guard !strangers.contains(entry.event.discrepancy), !isBusFailing else { return nil }
    return Violation(
      oracle: .noUnaskedOrder,
      message: "\(words: entry.event.kind.name) of order \(names.text(of: .order(entry.event.order), for: .order)) "
        + "was sent, and no person has decided that it is to be cancelled",
      instant: entry.instant, entry: number)
  }

  func observeSend(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let event = entry.event
    let (isWanted, what): (Bool, String) =
      switch event.kind {
      case .cancelSent: (cancelled.contains(event.order), "a cancel of order")
      case .replaceSent: (replaced.contains(event.order), "a replace of order")
      default: (wanted.contains(event.order), "order")
      }
    guard !isWanted else { return nil }
    return Violation(
      oracle: .noUnaskedOrder,
      message:
        "\(words: what) \(names.text(of: .order(event.order), for: .order)) was sent, and neither a trader nor a policy has asked for it",
      instant: entry.instant, entry: number)
  }
}
