import Reconciliation
import Trading

extension Reckoning {
  /// What becomes of one figure that differs.
  mutating func settle(
    _ one: AccountDifference, _ account: AccountReport, _ spent: inout [(currency: CurrencyID, amount: Fraction)],
    _ halves: inout HalfTrades, _ sheet: inout Model
  ) {
    let id = note(one.assessed, isComparing: true, &sheet)
    let policy: Word
    switch fate(of: one, id, halves, sheet) {
    case .waits:
      if one.isOfQuantity { halves.waiting.append(one.currency) }
      return
    case .isKept: return
    case .isForPerson: return leave(one, id, .mismatch, &halves, &sheet)
    case .isToldOf:
      if one.isOfQuantity { halves.waiting.append(one.currency) }
      let ticket = sheet.tickets.first { $0.discrepancy == id }
      let level = urgency(of: one.discrepancy.kind, worth: one.impact, in: one.currency)
      // Worse by a level is news, and nothing else as long as it moves.
      if ticket == nil || (ticket?.level?.rawValue ?? 0) < (level?.rawValue ?? 0) { tell(one, id, .moving, &sheet) }
      return
    case .isTakenOver(let word): policy = word
    }
    let given = policy == .operator ? decision(on: one, id, sheet)?.figure : nil
    let price = price(of: one, account, policy, given)
    let before = spent.first { $0.currency == one.currency }?.amount ?? .zero
    let charge = charge(one, policy, before: before)
    if charge.isPositive {
      let sum = before + charge
      if let limit = configuration.sumExceeded(pass: sum, day: chargedToday(one.currency) + sum, in: one.currency) {
        call(.holds, .holding(DiscrepancyKey(one.discrepancy), limit: limit))
        write(.discrepancy(.held(id: id, limit: limit)), &sheet)
        return leave(one, id, limit, &halves, &sheet)
      }
      guard canHold(one, account, price, nil) else { return leave(one, id, .mismatch, &halves, &sheet) }
      spent.removeAll { $0.currency == one.currency }
      spent.append((one.currency, before + charge))
    }
    guard canHold(one, account, price, given) else { return leave(one, id, .mismatch, &halves, &sheet) }
    let counted = policy == .undone ? refund(one, sheet) : charge.figure ?? .zero
    let isWhollyTaken = takeOver(one, account, policy, counted, given, price, &sheet)
    sights?.removeAll { $0.figure == one.figure }
    if !(one.isOfCash && halves.takenOver.contains(one.currency)) { tellOfTaking(one, id, policy, &sheet) }
    // Two prices that were weighed are not one.
    guard isWhollyTaken else { return }
    close(id, by: policy == .operator ? .operator : .auto, &sheet)
    if one.isOfQuantity { halves.takenOver.append(one.currency) }
  }

  /// Whether the books can hold the broker's position at its price: what it cost has to fit as well.
  private func canHold(
    _ one: AccountDifference, _ account: AccountReport, _ price: Decimal, _ given: Decimal?
  ) -> Bool {
    switch one.figure {
    case .quantity(let instrument), .price(let instrument):
      let quantity = given ?? account.positions[Int(instrument.index)].quantity
      return quantity.isZero || (Fraction(quantity) * Fraction(price)).fitsDecimal
    case .cash: return true
    }
  }

  /// At which price a position is taken over: whoever decides about one without a price takes the market's.
  private mutating func price(
    of one: AccountDifference, _ account: AccountReport, _ policy: Word, _ given: Decimal?
  ) -> Decimal {
    switch one.figure {
    case .quantity(let instrument), .price(let instrument):
      let report = account.positions[Int(instrument.index)]
      let usual = policy == .operator && report.averagePrice.isZero ? report.mark : report.averagePrice
      return priceTaken(one, report, given ?? report.quantity, usual, policy)
    case .cash: return .zero
    }
  }

  /// Whether the pass has not shown that a discrepancy about an order is gone.
  private func isThere(_ discrepancy: Discrepancy) -> Bool {
    if stillOpen.contains(discrepancy.id) { return true }
    guard let orders = pass.orders, !orders.isWhole || !isPossible(orders.asOf) || pass.kind.asksChangesOnly else {
      return false
    }
    return !orders.answer.contains { $0.order.index == discrepancy.order }
  }

  private enum Fate { case waits, isKept, isForPerson, isToldOf, isTakenOver(Word) }

  /// What becomes of a figure that differs, but for the sums of pass and day.
  private mutating func fate(
    of one: AccountDifference, _ id: UInt32, _ halves: HalfTrades, _ sheet: Model
  ) -> Fate {
    if decision(on: one, id, sheet) != nil { return .isTakenOver(.operator) }
    if isLeft(one, id, sheet) {
      // Whoever has decided that it stays waits for no other look at it.
      sights?.removeAll { $0.figure == one.figure }
      return .isKept
    }
    if sheet.held.contains(id) {
      guard let times = count(one) else {
        isUnclear = true
        return .waits
      }
      return times >= configuration.driftConfirmations ? .isForPerson : .waits
    }
    // The other half of trades that were just taken over, in its currency, is explained by nothing else, unless it is the
    // other half of one that was not.
    let isOtherHalf =
      one.isOfCash && halves.takenOver.contains(one.currency) && !halves.forPerson.contains(one.currency)
      && !halves.waiting.contains(one.currency)
    if !isOtherHalf {
      guard let isExplained = isExplained(one, sheet) else {
        isUnclear = true
        return .waits
      }
      if isExplained { return .waits }
    }
    guard let times = count(one, isOtherHalf: isOtherHalf) else {
      isUnclear = true
      return .waits
    }
    let isSeen = times >= configuration.driftConfirmations
    if !isSeen {
      if isOtherHalf { return .waits }
      guard let goesOn = countRun(one) else {
        isUnclear = true
        return .waits
      }
      if !goesOn { return .waits }
    }
    let policy = sheet.opening == nil ? policy(for: one) : .review
    var isGrave = false
    if let from = configuration.reviewFrom,
      let level = urgency(of: one.discrepancy.kind, worth: one.impact, in: one.currency)
    {
      isGrave = level >= from
    }
    if policy == .internalAuthoritative, !isGrave { return isSeen ? .isKept : .waits }
    if !isSeen { return isKeptAsWeighed(one, policy, isGrave, sheet) ? .waits : .isToldOf }
    guard one.isWhole else { return .isForPerson }
    let fate =
      fateOfReversal(one, sheet)
      ?? (isGrave || one.isWithoutTrade ? .isForPerson : policyFate(of: one, policy, sheet))
    // A balance is not taken over without the position that it has paid for.
    guard case .isTakenOver(let word) = fate else { return fate }
    // It may be how the account lags behind what is traded without a pause.
    if !isOtherHalf, word != .undone, !isStarting, isRecent(one, executed) { return .isForPerson }
    guard one.isOfCash, !isOtherHalf else { return fate }
    return halves.forPerson.contains(one.currency)
      ? .isForPerson : halves.waiting.contains(one.currency) ? .waits : fate
  }

  /// Whether a price would be left as it was weighed once, if it stood still.
  private func isKeptAsWeighed(_ one: AccountDifference, _ policy: DriftPolicy, _ isGrave: Bool, _ sheet: Model) -> Bool
  {
    guard one.isWhole, fateOfReversal(one, sheet) == nil, !isGrave, !one.isWithoutTrade,
      case .isKept = policyFate(of: one, policy, sheet)
    else { return false }
    return true
  }

  /// What a person has decided about a figure that still differs by the same.
  private func decision(on one: AccountDifference, _ id: UInt32, _ sheet: Model) -> TicketDecision? {
    guard let ticket = sheet.tickets.first(where: { $0.discrepancy == id }) else { return nil }
    let told = Fraction(ticket.broker) - Fraction(ticket.local)
    guard told == Fraction(one.discrepancy.broker) - Fraction(one.discrepancy.local) else { return nil }
    switch ticket.decision {
    case .acceptBroker: return ticket.decision
    case .figure(let figure):
      // What has executed since is no part of what was decided about, and stays.
      let since = Fraction(one.discrepancy.local) - Fraction(ticket.local)
      return (Fraction(figure) + since).figure.map(TicketDecision.figure)
    case .acceptLocal, .discard, .ignore, .adopt, .cancel, nil: return nil
    }
  }

  /// Whether a person has decided that a figure stays as it is, and it differs by the same still.
  private func isLeft(_ one: AccountDifference, _ id: UInt32, _ sheet: Model) -> Bool {
    guard let ticket = sheet.tickets.first(where: { $0.discrepancy == id }),
      ticket.decision == .ignore || ticket.decision == .acceptLocal
    else { return false }
    let told = Fraction(ticket.broker) - Fraction(ticket.local)
    return told == Fraction(one.discrepancy.broker) - Fraction(one.discrepancy.local)
  }

  /// What becomes of a correction that the broker shows to have been none: the figure is where it was before.
  private func fateOfReversal(_ one: AccountDifference, _ sheet: Model) -> Fate? {
    let correction = sheet.unverified.first { correction in
      switch correction.figure {
      case .position(let instrument): one.figure == .quantity(instrument)
      case .cash(let currency): one.figure == .cash(currency)
      }
    }
    guard let correction else { return nil }
    let change = Fraction(correction.to) - Fraction(correction.from)
    let back = Fraction(one.discrepancy.local) - Fraction(one.discrepancy.broker)
    guard change == back, !change.isZero, tradesTakenBack.contains(one.currency) else { return nil }
    return correction.policy == .operator ? .isForPerson : .isTakenOver(.undone)
  }

  private func policy(for one: AccountDifference) -> DriftPolicy {
    if case .price = one.figure {
      configuration.pricePolicy ?? configuration.driftPolicy
    } else {
      configuration.driftPolicy
    }
  }

  private func policyFate(of one: AccountDifference, _ policy: DriftPolicy, _ sheet: Model) -> Fate {
    switch policy {
    case .review: return .isForPerson
    case .internalAuthoritative: return .isKept
    case .adoptBroker: return .isTakenOver(.adoptBroker)
    case .latestTimestamp: return one.isLater ? .isTakenOver(.latestTimestamp) : .isForPerson
    case .weightedAverage:
      guard case .price(let instrument) = one.figure else { return .isForPerson }
      // Once is enough: the broker will never show what both sides come to.
      let wasWeighed = sheet.unverified.contains {
        $0.figure == .position(instrument) && $0.policy == .weightedAverage
      }
      return wasWeighed ? .isKept : .isTakenOver(.weightedAverage)
    case .withinLimit:
      guard let impact = one.impact, let most = configuration.allowance(in: one.currency), impact <= most else {
        return .isForPerson
      }
      return .isTakenOver(.withinLimit)
    }
  }

  /// Both prices, each by its share of the volume; nil if that is no decimal.
  private func weighed(
    _ one: AccountDifference, _ quantity: Decimal, _ instrument: ModelInstrument, upTo asOf: BrokerSequence
  ) -> Decimal? {
    let (here, there) = (one.discrepancy.local, one.discrepancy.broker)
    let volume = instrument.volumeSinceBaseline(upTo: asOf, isShort: quantity.isNegative)
    let whole = Fraction(quantity).magnitude
    if volume.isZero { return there }
    guard volume < whole else { return here }
    guard let first = (Fraction(here) * volume).figure, let second = (Fraction(there) * (whole - volume)).figure,
      let sum = (Fraction(first) + Fraction(second)).figure
    else { return nil }
    return Fraction(sum).divided(by: whole)?.figure
  }

  /// A figure is left to a person, and so is the balance that goes with it.
  private mutating func leave(
    _ one: AccountDifference, _ id: UInt32, _ reason: Word, _ halves: inout HalfTrades, _ sheet: inout Model
  ) {
    if one.isOfQuantity { halves.forPerson.append(one.currency) }
    tell(one, id, reason, &sheet)
  }

  /// Of what a policy takes over that is worth as much as what is critical, or nobody knows how much, a person is told
  /// under the name of the policy.
  private mutating func tellOfTaking(_ one: AccountDifference, _ id: UInt32, _ policy: Word, _ sheet: inout Model) {
    switch policy {
    case .adoptBroker, .latestTimestamp, .withinLimit: break
    default: return
    }
    if let impact = one.impact, let critical = configuration.criticalWorth(in: one.currency), impact < critical {
      return
    }
    tell(one, id, policy, &sheet)
  }

  /// A person is told of a difference, once as long as it is the same.
  private mutating func tell(_ one: AccountDifference, _ id: UInt32, _ reason: Word, _ sheet: inout Model) {
    var discrepancy = one.discrepancy
    discrepancy.id = id
    discrepancy.level = urgency(of: discrepancy.kind, worth: one.impact, in: one.currency)
    openTicket(discrepancy, .tellings, for: reason, &sheet)
  }

  /// Whether an order that is known to lack executions explains a quantity of its instrument, or any balance; nil if it
  /// cannot be told how long it has been known.
  ///
  /// It does for a few passes: those that could have brought them, and did not.
  private func isExplained(_ one: AccountDifference, _ sheet: Model) -> Bool? {
    let open = sheet.discrepancies.filter { discrepancy in
      // An order of which the pass itself has told the rest lacks nothing any more.
      guard discrepancy.isGap, isThere(discrepancy), let order = sheet.order(ClientOrderID(index: discrepancy.order))
      else { return false }
      switch one.figure {
      case .quantity(let instrument): return order.terms.instrument == instrument
      case .cash: return true
      case .price: return false
      }
    }
    guard !open.isEmpty else { return false }
    guard let lacking else { return nil }
    return open.contains { lacking[$0.id, default: 0] < configuration.maximumRetries }
  }

  /// What counts against the limits: a balance by as much as it is more than the positions before it in the pass.
  private func charge(_ one: AccountDifference, _ policy: Word, before: Fraction) -> Fraction {
    guard policy == .withinLimit, let impact = one.impact else { return .zero }
    guard one.isOfCash else { return Fraction(impact) }
    let rest = Fraction(impact) - before
    return rest.isNegative ? .zero : rest
  }

  /// What was undone leaves the day as if it had never been charged, if that was on the same day.
  private func refund(_ one: AccountDifference, _ sheet: Model) -> Decimal {
    for correction in sheet.unverified {
      switch (correction.figure, one.figure) {
      case (.position(let mine), .quantity(let other)) where mine == other: break
      case (.cash(let mine), .cash(let other)) where mine == other: break
      default: continue
      }
      return isOfToday(correction.taken) ? -correction.charge : .zero
    }
    return .zero
  }

  /// Whether the broker's figure is what is in the books then.
  private mutating func takeOver(
    _ one: AccountDifference, _ account: AccountReport, _ policy: Word, _ charge: Decimal, _ given: Decimal?,
    _ usual: Decimal, _ sheet: inout Model
  ) -> Bool {
    switch one.figure {
    case .quantity(let instrument), .price(let instrument):
      let report = account.positions[Int(instrument.index)]
      let now = sheet.instruments[Int(instrument.index)].position.quantity.figure
      guard let local = here.isEmpty ? now : here[Int(instrument.index)] else { return true }
      let quantity = given ?? report.quantity
      var price = quantity.isZero ? Decimal.zero : usual
      if policy == .weightedAverage {
        price = weighed(one, quantity, sheet.instruments[Int(instrument.index)], upTo: account.asOf) ?? price
      }
      call(
        .adoptions,
        .position(
          .adopted(
            PositionAdoption(
              instrument: instrument, from: local, to: quantity, averagePrice: price, asOf: account.asOf,
              policy: policy, charge: charge))), &sheet)
      return policy != .weightedAverage || price == one.discrepancy.broker
    case .cash(let currency):
      call(
        .adoptions,
        .cash(
          .adopted(
            CashAdoption(
              currency: currency, from: one.discrepancy.local, to: given ?? account.cash[Int(currency.index)],
              asOf: account.asOf, policy: policy, charge: charge))), &sheet)
      return true
    }
  }
}
