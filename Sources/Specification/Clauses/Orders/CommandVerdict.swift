import Reconciliation
import Trading

/// What has to become of a command about an order.
enum CommandVerdict {
  /// The turn has no such command.
  case none
  /// It cannot be told: the engine may be ahead of its records.
  case unclear
  /// It is refused; where several reasons hold, any of them may be named.
  case refused(reasons: [Word])
  /// It is recorded so.
  case recorded(OrderRecord)
  /// The broker is asked about the order.
  case asked
}

/// A command about an order, and what has to become of it (issues 6 and 7; `trueup list events`, `order.refused`).
struct CommandReading {
  var order = ClientOrderID(index: 0)
  var request = Word.place
  var verdict = CommandVerdict.none

  /// Reads the input of the turn; the model is as before it.
  init(_ scene: borrowing Scene) {
    switch scene.turn.input {
    case .command(.place(let order, let terms)):
      self.order = order
      verdict = CommandReading.place(order, terms, scene)
    case .command(.cancel(let order)):
      self.order = order
      request = .cancel
      verdict = isUnclear(scene) ? .unclear : CommandReading.cancel(scene.model.order(order), order, scene)
    case .command(.replace(let order, let quantity, let limit, let stop)):
      self.order = order
      request = .replace
      let change = (quantity, limit, stop)
      verdict =
        isUnclear(scene)
        ? .unclear
        : CommandReading.replace(scene.model.order(order), order, change, scene)
    case .operatorCommand(.query(let order), _):
      self.order = order
      request = .query
      verdict = isUnclear(scene) ? .unclear : CommandReading.query(order, scene)
    default: break
    }
  }

  /// While the store fails nobody knows where an order stands; that there is none is known, since none is accepted.
  private func isUnclear(_ scene: Scene) -> Bool { scene.isBlind && scene.model.slot(of: order) != nil }

  private static func place(_ order: ClientOrderID, _ terms: OrderTerms, _ scene: Scene) -> CommandVerdict {
    var reasons: [Word] = []
    if scene.model.slot(of: order) != nil || scene.model.isArchived(order) { reasons.append(.duplicateKey) }
    reasons += refusals(of: terms, leaves: Fraction(terms.quantity), at: nil, scene)
    if terms.quantity <= .zero || Int(terms.instrument.index) >= scene.configuration.instruments.count {
      reasons.append(.invalid)
    }
    // An id far outside what is numbered in sequence is refused as well; where that begins no document says.
    if order.index >> 24 != 0 { reasons.append(.invalid) }
    return reasons.isEmpty ? .recorded(.accepted(order, terms)) : .refused(reasons: reasons)
  }

  private static func cancel(_ known: ModelOrder?, _ order: ClientOrderID, _ scene: Scene) -> CommandVerdict {
    guard let known else { return gone(order, scene) }
    switch known.status {
    case .filled, .cancelled, .rejected, .expired: return .refused(reasons: [.terminal])
    case .pending:
      return .recorded(
        .status(StatusChange(order: order, from: .pending, to: .cancelled, source: .trader, reason: .unsent)))
    case .submitted, .unknown, .open, .partial:
      return known.hasCancelIntent ? .refused(reasons: [.inFlight]) : .recorded(.cancelIntent(order))
    }
  }

  private static func replace(
    _ known: ModelOrder?, _ order: ClientOrderID, _ change: (quantity: Decimal?, limit: Decimal?, stop: Decimal?),
    _ scene: Scene
  ) -> CommandVerdict {
    guard let known else { return gone(order, scene) }
    if [.filled, .cancelled, .rejected, .expired].contains(known.status) { return .refused(reasons: [.terminal]) }
    var reasons: [Word] = []
    if known.hasCancelIntent || known.replaceIntent != nil && !isUnsent(order, scene) { reasons.append(.inFlight) }
    // A wish that the broker has not seen gives way to a later one, which goes on from it.
    let quantity = change.quantity ?? known.replaceIntent?.quantity ?? known.terms.quantity
    let former = known.replaceIntent?.pricing ?? known.terms.pricing
    if Fraction(quantity) <= known.filled { reasons.append(.belowFilled) }
    guard let pricing = pricing(former, limit: change.limit, stop: change.stop) else {
      if quantity > known.terms.quantity { reasons += refusals(of: known, quantity, scene) }
      return .refused(reasons: reasons + [.invalid])
    }
    let amendment = Amendment(quantity: quantity, pricing: pricing)
    if amendment.isMore(than: known.terms) { reasons += refusals(of: known, quantity, scene) }
    guard reasons.isEmpty else { return .refused(reasons: reasons) }
    // What an order has already cannot be seen to come about, and what is wanted already is wanted.
    if let wish = known.replaceIntent {
      if wish == amendment { return .refused(reasons: [.unchanged]) }
      if quantity == known.terms.quantity, pricing == known.terms.pricing {
        return .recorded(.intentEnd(order, .replace, reason: .unsent))
      }
    } else if quantity == known.terms.quantity, pricing == known.terms.pricing {
      return .refused(reasons: [.unchanged])
    }
    if known.status == .pending { return .recorded(.terms(order, amendment, source: .trader, sequence: .zero)) }
    return .recorded(.replaceIntent(order, amendment))
  }

  /// Whether the broker has seen no request for the terms that the trader wants: of a wish from before the start that is
  /// not known.
  private static func isUnsent(_ order: ClientOrderID, _ scene: Scene) -> Bool {
    guard let slot = scene.model.slot(of: order) else { return false }
    let heard = scene.dialogue.orders[slot]
    return heard.replaceRecord > 0 && heard.replace == 0 && heard.replaces == heard.unseenReplaces
  }

  /// Why an order may not become one of a quantity, or go sooner.
  private static func refusals(of known: ModelOrder, _ quantity: Decimal, _ scene: Scene) -> [Word] {
    let most = max(quantity, known.replaceIntent == nil ? known.largestQuantity : known.terms.quantity)
    return refusals(
      of: known.terms, leaves: Fraction(most) - known.filled, at: scene.model.slot(of: known.id), scene)
  }

  /// Why so much may not be ordered.
  private static func refusals(of terms: OrderTerms, leaves: Fraction, at slot: Int?, _ scene: Scene) -> [Word] {
    var reasons: [Word] = []
    // While the store fails nobody knows from outside whether the emergency stop is on.
    if scene.isBlind || scene.model.isHalted { reasons.append(.halted) }
    if scene.isBlind || scene.model.isStopped { reasons.append(.stopped) }
    // While the store fails nobody knows which tickets there are, and nothing is ordered in any case.
    if scene.model.isBlocked(terms.instrument, scene.configuration),
      scene.isBlind || !scene.model.isExit(terms, leaves: leaves, at: slot)
    {
      reasons.append(.blocked)
    }
    return reasons
  }

  /// The pricing with a new limit or stop; none if the order has no such price.
  private static func pricing(_ old: OrderPricing, limit: Decimal?, stop: Decimal?) -> OrderPricing? {
    if limit != nil, old.limit == nil { return nil }
    if stop != nil, old.stop == nil { return nil }
    switch (limit ?? old.limit, stop ?? old.stop) {
    case (nil, nil): return .market
    case (let limit?, nil): return .limit(limit)
    case (nil, let stop?): return .stop(stop)
    case (let limit?, let stop?): return .stopLimit(stop: stop, limit: limit)
    }
  }

  /// Of what was there and is in the books no more it is known that it has ended.
  private static func gone(_ order: ClientOrderID, _ scene: Scene) -> CommandVerdict {
    .refused(reasons: [scene.model.isArchived(order) ? .terminal : .noSuchOrder])
  }

  private static func query(_ order: ClientOrderID, _ scene: Scene) -> CommandVerdict {
    guard let slot = scene.model.slot(of: order) else { return gone(order, scene) }
    switch scene.model.orders[slot].status {
    case .filled, .cancelled, .rejected, .expired: return .refused(reasons: [.terminal])
    case .pending: return .refused(reasons: [.unsent])
    case .submitted: return .refused(reasons: [.inFlight])
    case .unknown, .open, .partial:
      return scene.dialogue.orders[slot].lookUp == 0 ? .asked : .refused(reasons: [.inFlight])
    }
  }
}

extension Amendment {
  /// Whether it is an order in all but name: more than is on order, or a price that a market reaches sooner.
  func isMore(than terms: OrderTerms) -> Bool {
    let sign = Fraction(terms.side == .buy ? 1 : -1)
    if Fraction(quantity) > Fraction(terms.quantity) { return true }
    if let limit = pricing.limit, let former = terms.pricing.limit,
      ((Fraction(limit) - Fraction(former)) * sign).isPositive
    {
      return true
    }
    guard let stop = pricing.stop, let former = terms.pricing.stop else { return false }
    return ((Fraction(stop) - Fraction(former)) * sign).isNegative
  }
}
