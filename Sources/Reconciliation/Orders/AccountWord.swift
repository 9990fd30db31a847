import Trading

/// What the account says of an order that lists and look-ups do not show: they may lag behind it by seconds.
enum AccountWord {
  /// Nothing: it does not differ on the order's side.
  case silent
  /// It differs on the order's side, and nobody has decided about that.
  case differs
  /// It did, and that was decided without regard to the order: the figure was taken over since, or is left as it is by
  /// the policy.
  case settled
}

extension Books {
  /// What the account says of an order, as of the last one that could be compared.
  ///
  /// By how much it differs does not matter: a difference may be of several orders at once, of a part of one, or of one
  /// and of something else. Sending an order twice is worse than to hold one back, and the person who is told of the
  /// difference ends that. But what a person had been told of before the order was taken, and what lies as far apart still,
  /// is no execution of it.
  ///
  /// - Parameter seen: the last account that was compared.
  func accountWord(on order: ManagedOrder, _ seen: SeenAccount, _ policy: DriftPolicy) -> AccountWord {
    var word = AccountWord.silent
    for discrepancy in discrepancies {
      let ticket = ticket(ofDiscrepancy: discrepancy.id)
      if let ticket, ticket.isLeft || ticket.isOfBefore(order, seen) { continue }
      var present = discrepancy
      // What a person is told is kept up; a difference that was found once may lie on the other side by now.
      if let ticket { (present.local, present.broker) = (ticket.local, ticket.broker) }
      guard present.isLike(order) else { continue }
      if ticket != nil || policy != .internalAuthoritative { return .differs }
      word = .settled
    }
    return wasTakenOver(order) ? .settled : word
  }

  /// Whether what the account showed on the order's side since it was accepted is part of the books.
  private func wasTakenOver(_ order: ManagedOrder) -> Bool {
    let index = Int(order.terms.instrument.index)
    // Where nothing was ever taken over the books hold what they were opened with and what has executed since.
    guard adoptedAsOf[index] > .zero else { return false }
    let baseline = positions[index].baselineQuantity
    return pastDiscrepancies.contains { past in
      // What has ended otherwise, say since its executions came, has moved no baseline.
      past.resolved >= order.acceptedAt && past.discrepancy.isLike(order)
        && order.isAhead(baseline, of: past.discrepancy.local)
    }
  }
}

extension ManagedOrder {
  /// Whether an execution of the order leads from one quantity towards another.
  fileprivate func isAhead(_ quantity: Decimal, of other: Decimal) -> Bool {
    terms.side == .buy ? quantity > other : quantity < other
  }
}

extension Discrepancy {
  /// Whether the account differs in the quantity of an order's instrument, in the direction of the order.
  fileprivate func isLike(_ order: ManagedOrder) -> Bool {
    (kind == .missingPosition || kind == .quantityMismatch) && self.order == Event.none && execution == Event.none
      && instrument == order.terms.instrument.index && order.isAhead(broker, of: local)
  }
}

extension Ticket {
  /// Whether a person has decided that the broker's figure is not taken over.
  fileprivate var isLeft: Bool { decision == .acceptLocal || decision == .ignore }

  /// Whether its figures are from before an order was taken, and lie as far apart in the last account still.
  fileprivate func isOfBefore(_ order: ManagedOrder, _ seen: SeenAccount) -> Bool {
    // A reminder moves the one, an escalation the other; new figures both.
    guard isAboutFigure, min(told, raised) < order.acceptedAt, let apart = try? broker - local else { return false }
    return seen.differences[.position(order.terms.instrument)]?.difference == apart
  }
}
