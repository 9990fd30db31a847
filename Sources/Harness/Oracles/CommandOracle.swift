import Reconciliation
import Simulation
import Trading

/// What the engine does against what the trader has asked, from commands and requests alone, for engines of any kind.
///
/// The half of `no-unasked-order` that looks at what is in a request, and `no-lost-command`: at the end what was asked
/// last of an order was sent, or is over.
struct CommandOracle: Sendable {
  /// What was asked of one order.
  private struct Wish: Sendable {
    /// The terms under which it was placed, each time.
    var placed: [OrderTerms] = []
    /// What somebody has asked to change of them; what the broker has by itself changed is nobody's to hold against it.
    var quantities: Set<Decimal> = []
    var prices: Set<Decimal> = []
    var isCancelAsked = false
    var isReplaceAsked = false
    /// What was asked and not sent since.
    var isPlaceOpen = false
    var isCancelOpen = false
    var openReplace: Change?
  }

  fileprivate struct Change: Sendable {
    var quantity: Decimal?
    var limit: Decimal?
    var stop: Decimal?
  }

  private var wishes: [UInt32: Wish] = [:]
  /// The orders of which a message has told what is not so.
  private var falsified: Set<UInt32> = []

  init(_ plan: Plan) {
    for order in plan.configuration.opening?.books.orders ?? [] {
      note(.place(order.id, order.terms))
      if order.hasCancelIntent { wishes[order.id.index]?.isCancelAsked = true }
      guard let change = order.replaceIntent else { continue }
      wishes[order.id.index]?.isReplaceAsked = true
      allow(order.id.index, change.quantity, change.pricing.limit, change.pricing.stop)
    }
    // What was asked before the run is not asked of this process.
    noteInterruption()
  }

  private mutating func allow(_ order: UInt32, _ quantity: Decimal?, _ prices: Decimal?...) {
    if let quantity { wishes[order, default: Wish()].quantities.insert(quantity) }
    for case let price? in prices { wishes[order, default: Wish()].prices.insert(price) }
  }

  private mutating func note(_ command: TraderCommand) {
    switch command {
    case .place(let id, let terms):
      wishes[id.index, default: Wish()].placed.append(terms)
      if wishes[id.index]?.placed.count == 1 { wishes[id.index]?.isPlaceOpen = true }
      allow(id.index, terms.quantity, terms.pricing.limit, terms.pricing.stop)
    case .cancel(let id):
      wishes[id.index, default: Wish()].isCancelAsked = true
      (wishes[id.index]?.isCancelOpen, wishes[id.index]?.isPlaceOpen) = (true, false)
    case .replace(let id, let quantity, let limit, let stop):
      wishes[id.index, default: Wish()].isReplaceAsked = true
      wishes[id.index]?.openReplace = Change(quantity: quantity, limit: limit, stop: stop)
      allow(id.index, quantity, limit, stop)
    }
  }

  /// The broker has other terms, by whatever hand: an engine that has heard of them may send them on.
  mutating func noteReplaced(_ event: Event) { allow(event.order, event.quantity, event.price) }

  mutating func noteFalsified(_ event: Event) { falsified.insert(event.order) }

  /// The engine says that it does not do what was asked.
  mutating func noteRefused(_ event: Event) {
    switch event.subject {
    case .place: wishes[event.order]?.isPlaceOpen = false
    case .cancel: wishes[event.order]?.isCancelOpen = false
    case .replace: wishes[event.order]?.openReplace = nil
    default: break
    }
  }

  /// A process that ends, or a store that fails, may take with it what was not yet written.
  mutating func noteInterruption() {
    for order in wishes.keys {
      (wishes[order]?.isPlaceOpen, wishes[order]?.isCancelOpen, wishes[order]?.openReplace) = (false, false, nil)
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
      wishes[id.index]?.isPlaceOpen = false
      settle(id.index, terms.quantity, terms.pricing)
    case .cancel(let id): wishes[id.index]?.isCancelOpen = false
    case .replace(let id, let amendment): settle(id.index, amendment.quantity, amendment.pricing)
    default: break
    }
  }

  private mutating func settle(_ order: UInt32, _ quantity: Decimal, _ pricing: OrderPricing) {
    guard let change = wishes[order]?.openReplace, change.isMet(by: quantity, pricing) else { return }
    wishes[order]?.openReplace = nil
  }

  private func wrong(_ content: Request.Content, _ mayCancelStale: Bool, _ names: Names) -> Message? {
    guard let order = content.order else { return nil }
    let name = names.text(of: .order(order.index), for: .order)
    let wish = wishes[order.index] ?? Wish()
    switch content {
    case .place(_, let terms):
      if wish.placed.isEmpty {
        return "order \(name) was sent, and no trader has placed it"
      }
      if wish.placed.contains(where: { $0.isSame(as: terms, within: wish.quantities, wish.prices) }) { return nil }
      return falsified.contains(order.index)
        ? nil : unlike("order \(name) was sent as", terms, wish.placed, names)
    case .cancel:
      return wish.isCancelAsked || mayCancelStale
        ? nil : "a cancel of order \(name) was sent, and no trader has asked for it"
    case .replace(_, let amendment):
      guard wish.isReplaceAsked else { return "a replace of order \(name) was sent, and no trader has asked for it" }
      let isAsked = wish.placed.isEmpty || wish.placed.contains { placed in
        var terms = placed
        (terms.quantity, terms.pricing) = (amendment.quantity, amendment.pricing)
        return placed.isSame(as: terms, within: wish.quantities, wish.prices)
      }
      if isAsked || falsified.contains(order.index) { return nil }
      return "a replace of order \(name) to \(amendment.quantity)\(priceText(amendment.pricing)) was sent, and no trader "
        + "has asked for that quantity or price"
    default: return nil
    }
  }

  private func unlike(_ start: Message, _ terms: OrderTerms, _ placed: [OrderTerms], _ names: Names) -> Message {
    let asked = placed.last.map { text(of: $0, names) } ?? ""
    return start + " \(text(of: terms, names)), and the trader has asked for \(asked)"
  }

  private func text(of terms: OrderTerms, _ names: Names) -> String {
    "\(Word(terms.side).text) \(terms.quantity) \(names.name(.instrument, terms.instrument.index))"
      + priceText(terms.pricing)
  }

  private func priceText(_ pricing: OrderPricing) -> String {
    (pricing.stop.map { " stop \($0)" } ?? "") + (pricing.limit.map { " limit \($0)" } ?? "")
  }

  /// `no-lost-command`: what was asked and neither sent nor refused, of an order that is not over.
  ///
  /// - Parameter isExcused: whether the engine waits for a person about the order.
  func judge<Engine: SimulatedEngine>(
    _ world: borrowing World<Engine>, at instant: Instant, _ names: Names, isExcused: (ManagedOrder) -> Bool
  ) -> Violation? {
    for (order, wish) in wishes.sorted(by: { $0.key < $1.key }) where !falsified.contains(order) {
      let believed = world.incarnation.books.order(ClientOrderID(index: order))
      if let believed, believed.status.isTerminal || isExcused(believed) { continue }
      let slot = world.broker.slot(of: ClientOrderID(index: order))
      let report = slot.map { world.broker.orders[$0] }
      let works = report?.status.isWorking ?? false
      let what: String
      if wish.isPlaceOpen, report == nil {
        what = "place"
      } else if wish.isCancelOpen, works {
        what = "cancel"
      } else if let change = wish.openReplace, !wish.isCancelAsked, works, let terms = report?.terms,
        !change.isMet(by: terms.quantity, terms.pricing)
      {
        what = "replace"
      } else {
        continue
      }
      return Violation(
        oracle: .noLostCommand,
        message: "the trader has asked for a \(about: what) of order \(names.text(of: .order(order), for: .order)), "
          + "and it was neither sent nor refused by the end of the run",
        instant: instant)
    }
    return nil
  }
}

extension CommandOracle.Change {
  /// Whether terms have all that was asked to change.
  fileprivate func isMet(by quantity: Decimal, _ pricing: OrderPricing) -> Bool {
    self.quantity.map { $0 == quantity } ?? true && limit.map { $0 == pricing.limit } ?? true
      && stop.map { $0 == pricing.stop } ?? true
  }
}

extension OrderTerms {
  /// Whether other terms are these, with a quantity and prices of those that were asked for.
  fileprivate func isSame(as other: OrderTerms, within quantities: Set<Decimal>, _ prices: Set<Decimal>) -> Bool {
    guard instrument == other.instrument, side == other.side, timeInForce == other.timeInForce,
      quantities.contains(other.quantity), pricing.isSameKind(as: other.pricing)
    else { return false }
    return [other.pricing.limit, other.pricing.stop].allSatisfy { $0.map(prices.contains) ?? true }
  }
}

extension OrderPricing {
  /// Whether both have a limit or neither, and a stop or neither.
  fileprivate func isSameKind(as other: OrderPricing) -> Bool {
    (limit == nil) == (other.limit == nil) && (stop == nil) == (other.stop == nil)
  }
}
