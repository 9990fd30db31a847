import Reconciliation
import Simulation
import Trading

/// What the engine does against what the trader has asked, from commands and requests alone, for engines of any kind.
///
/// The half of `no-unasked-order` that looks at what is in a request, and `no-lost-command`: at the end what was asked
/// last of an order was sent, or is over.
struct CommandOracle: Sendable {
  private(set) var wishes: [UInt32: TraderWish] = [:]
  /// The orders of which a message has told what is not so.
  private(set) var falsified: Set<UInt32> = []

  init(_ plan: Plan) {
    guard let books = plan.configuration.opening?.books else { return }
    for order in books.orders {
      note(.place(order.id, order.terms))
      if order.hasCancelIntent { change(order.id.index) { $0.isCancelAsked = true } }
      guard let amendment = order.replaceIntent else { continue }
      change(order.id.index) { $0.isReplaceAsked = true }
      allow(order.id.index, amendment.quantity, amendment.pricing.limit, amendment.pricing.stop)
    }
    // What was asked before the run is not asked of this process.
    noteInterruption()
  }

  private mutating func change(_ order: UInt32, _ body: (inout TraderWish) -> Void) {
    body(&wishes[order, default: TraderWish()])
  }

  private mutating func allow(_ order: UInt32, _ quantity: Decimal?, _ prices: Decimal?...) {
    if let quantity { wishes[order, default: TraderWish()].quantities.insert(quantity) }
    for case let price? in prices { wishes[order, default: TraderWish()].prices.insert(price) }
  }

  private mutating func note(_ command: TraderCommand) {
    switch command {
    case .place(let id, let terms):
      change(id.index) { wish in
        // A second order under the same id is refused, or is none.
        wish.isPlaceOpen = wish.isPlaceOpen || wish.placed.isEmpty
        wish.placed.append(terms)
      }
      allow(id.index, terms.quantity, terms.pricing.limit, terms.pricing.stop)
    case .cancel(let id):
      change(id.index) { wish in
        (wish.isCancelAsked, wish.isCancelOpen, wish.isPlaceOpen) = (true, true, false)
      }
    case .replace(let id, let quantity, let limit, let stop):
      change(id.index) { wish in
        wish.isReplaceAsked = true
        wish.openReplace = TraderWish.Change(quantity: quantity, limit: limit, stop: stop)
      }
      allow(id.index, quantity, limit, stop)
    }
  }

  /// The broker has other terms, by whatever hand: an engine that has heard of them may send them on.
  mutating func noteReplaced<Engine: SimulatedEngine>(_ event: Event, _ world: World<Engine>) {
    guard let slot = world.broker.slot(of: ClientOrderID(index: event.order)) else { return }
    let terms = world.broker.orders[slot].terms
    allow(event.order, terms.quantity, terms.pricing.limit, terms.pricing.stop)
  }

  /// A list may tell of any order.
  mutating func noteFalsified(_ event: Event) {
    if event.order == Event.none { falsified.formUnion(wishes.keys) } else { falsified.insert(event.order) }
  }

  /// The engine says that it does not do what was asked.
  mutating func noteRefused(_ event: Event) {
    switch event.subject {
    // That there is one says nothing against that one.
    case .place where event.reason == .duplicateKey: break
    case .place: change(event.order) { $0.isPlaceOpen = false }
    case .cancel: change(event.order) { $0.isCancelOpen = false }
    case .replace: change(event.order) { $0.openReplace = nil }
    default: break
    }
  }

  /// The engine says that a wish came to nothing: one that was taken back before it was sent is met.
  mutating func noteUnchanged(_ event: Event) {
    guard event.subject == .replace, event.reason == .unsent else { return }
    change(event.order) { $0.openReplace = nil }
  }

  /// A process that ends, or a store that fails, may take with it what was not yet written.
  mutating func noteInterruption() {
    for order in Array(wishes.keys) {
      change(order) { ($0.isPlaceOpen, $0.isCancelOpen, $0.openReplace) = (false, false, nil) }
    }
  }

  /// Looks at what has passed since the last call.
  ///
  /// - Returns: The first request that is not what the trader has asked.
  mutating func observe<Engine: SimulatedEngine>(
    _ world: inout World<Engine>, mayCancelStale: Bool, _ names: Names
  ) -> Violation? {
    var found: Message?
    for dealing in world.takeDealings() {
      switch dealing {
      case .asked(let command): note(command)
      case .sent(let content):
        found = found ?? wrong(content, mayCancelStale, names)
        noteSent(content)
      }
    }
    guard let found, !world.storeHasLied else { return nil }
    let entries = world.trace.entries.count
    return Violation(
      oracle: .noUnaskedOrder, message: found, instant: world.now, entry: entries == 0 ? nil : UInt32(entries - 1))
  }

  private mutating func noteSent(_ content: Request.Content) {
    switch content {
    case .place(let id, let terms):
      change(id.index) { $0.isPlaceOpen = false }
      settle(id.index, terms.quantity, terms.pricing)
    case .cancel(let id): change(id.index) { $0.isCancelOpen = false }
    case .replace(let id, let amendment): settle(id.index, amendment.quantity, amendment.pricing)
    default: break
    }
  }

  private mutating func settle(_ order: UInt32, _ quantity: Decimal, _ pricing: OrderPricing) {
    guard let change = wishes[order]?.openReplace, change.isMet(by: quantity, pricing) else { return }
    self.change(order) { $0.openReplace = nil }
  }
}
