import Reconciliation
import Simulation
import Trading

extension CommandOracle {
  /// `no-unasked-order`: how a request is not what the trader has asked for; nil if it is.
  func wrong(_ content: Request.Content, _ mayCancelStale: Bool, _ names: Names) -> Message? {
    guard let order = content.order else { return nil }
    let name = names.text(of: .order(order.index), for: .order)
    let wish = wishes[order.index] ?? TraderWish()
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
      let isAsked =
        wish.placed.isEmpty
        || wish.placed.contains { placed in
          var terms = placed
          (terms.quantity, terms.pricing) = (amendment.quantity, amendment.pricing)
          return placed.isSame(as: terms, within: wish.quantities, wish.prices)
        }
      if isAsked || falsified.contains(order.index) { return nil }
      return
        "a replace of order \(name) to \(amendment.quantity)\(priceText(amendment.pricing)) was sent, and no trader "
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
    _ world: World<Engine>, at instant: Instant, _ names: Names, isExcused: (ManagedOrder) -> Bool
  ) -> Violation? {
    for (order, wish) in wishes.sorted(by: { $0.key < $1.key }) where !falsified.contains(order) {
      if world.incarnation.books.isArchived(ClientOrderID(index: order)) { continue }
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
      // What was asked of it ended with its last execution, and is not asked anew when one of them is taken back.
      if what != "place", world.hasCompleted(order) { continue }
      return Violation(
        oracle: .noLostCommand,
        message: "the trader has asked for a \(about: what) of order \(names.text(of: .order(order), for: .order)), "
          + "and it was neither sent nor refused by the end of the run",
        instant: instant)
    }
    return nil
  }
}

extension World {
  /// Whether an order of the trader has executed in full at some time.
  fileprivate func hasCompleted(_ order: UInt32) -> Bool {
    trace.entries.contains { entry in
      entry.event.kind == .brokerFilled && entry.event.order == order && entry.event.leaves == .zero
    }
  }
}
