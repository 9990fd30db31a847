import Reconciliation
import Trading

/// What speaks for an order that answers do not have: a position that differs as if it had executed.
enum OrderDoubt: Hashable, Sendable {
  /// The position differs still, and it is open what becomes of that.
  case open
  /// What has become of it tells nothing about the order: it is in the books by now, or is left by the policy.
  case closed
}

extension Model {
  /// The doubt about an order that the broker is said not to have; nil if there is none (brokers show what has executed
  /// in the account, while lists and look-ups lag behind).
  ///
  /// - Parameter apart: by how much positions differed in the last account that a pass has compared; nil if that is not
  ///   known. What lies apart by what a person was told before the order was accepted is not by the order.
  func doubt(
    of order: ModelOrder, apart: [InstrumentID: Fraction]?, _ configuration: EngineConfiguration
  ) -> OrderDoubt? {
    let isSale = order.terms.side == .sell
    func leads(from one: Fraction, to other: Fraction) -> Bool {
      let way = other - one
      return !way.isZero && way.isNegative == isSale
    }
    func speaks(_ one: Discrepancy, as told: Ticket? = nil) -> Bool {
      guard [Word.quantityMismatch, .missingPosition].contains(one.kind), one.order == Event.none,
        one.instrument == order.terms.instrument.index
      else { return false }
      // A person is told how a figure differs now.
      return leads(from: Fraction(told?.local ?? one.local), to: Fraction(told?.broker ?? one.broker))
    }
    var isLeftByPolicy = false
    for discrepancy in discrepancies {
      let told = tickets.first { $0.discrepancy == discrepancy.id }
      guard speaks(discrepancy, as: told) else { continue }
      guard let ticket = told else {
        guard configuration.driftPolicy == .internalAuthoritative else { return .open }
        isLeftByPolicy = true
        continue
      }
      let wasTold = ticket.told < order.acceptedAt || ticket.raised < order.acceptedAt
      if wasTold, apart?[order.terms.instrument] == Fraction(ticket.broker) - Fraction(ticket.local) { continue }
      switch ticket.decision {
      case .ignore, .acceptLocal: continue
      case .acceptBroker, .figure, .discard, .adopt, .cancel, nil: return .open
      }
    }
    if isLeftByPolicy { return .closed }
    // The reckoning of the position has begun anew beyond what the books held when it was seen to differ.
    let instrument = instruments[Int(order.terms.instrument.index)]
    // It has not as long as no account was taken over: one from before the first change shows no execution at all.
    if instrument.adoptedAsOf == .zero { return nil }
    let isInBooks = past.contains { one in
      one.resolved >= order.acceptedAt && speaks(one.discrepancy)
        && leads(from: Fraction(one.discrepancy.local), to: instrument.begun)
    }
    return isInBooks ? .closed : nil
  }
}
