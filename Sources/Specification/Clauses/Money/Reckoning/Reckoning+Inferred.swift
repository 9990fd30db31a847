import Reconciliation
import Trading

extension Reckoning {
  /// A gap that has lasted calls for an execution that nobody has told, if the settings or a person say so (setting
  /// `inferred-fills`; edge case 11).
  mutating func conclude(
    _ id: ClientOrderID, _ told: ToldQuantity, _ discrepancy: UInt32, reason: Word?, isSure: Bool, _ sheet: inout Model
  ) {
    guard rowGaps.isProven(reason, of: id), let order = sheet.order(id) else { return }
    let ticket = sheet.tickets.first { $0.discrepancy == discrepancy }
    let isAccepted =
      ticket?.decision == .acceptBroker
      && ticket.map { Fraction($0.broker) - Fraction($0.local) } == Fraction(told.quantity) - order.filled
    guard isAccepted || configuration.inferredFills == .afterConfirmations,
      let execution = inferred(told, order, isAccepted: isAccepted, sheet)
    else { return }
    let source = isAccepted ? Word.operator : .policy
    let isInBaseline = execution.sequence <= sheet.instruments[Int(execution.instrument.index)].adoptedAsOf
    let record = JournalRecord.execution(
      .counted(execution, source: source, origin: isInBaseline ? .absorbed : .reported))
    call(.executions, .record(record), isOptional: !isSure)
    call(.fills, .fill(FillLine(.fillApplied, execution, source: source)), isOptional: !isSure)
    write(record, &sheet)
    close(discrepancy, by: isAccepted ? .operator : .auto, isOptional: !isSure, &sheet)
  }

  /// What a person is told of a gap: that he may accept it, if it is known at which price.
  func reason(_ reason: Word?, _ told: ToldQuantity, _ order: ModelOrder, _ model: Model) -> Word? {
    guard reason == .mismatch, configuration.inferredFills != .off,
      inferred(told, order, isAccepted: true, model) != nil
    else { return reason }
    return .inferable
  }

  private func inferred(
    _ told: ToldQuantity, _ order: ModelOrder, isAccepted: Bool, _ sheet: Model
  ) -> Execution? {
    guard told.asOf > .zero, let brokerOrder = told.brokerOrder, order.lacks(told.quantity),
      told.quantity <= order.largestQuantity, let quantity = (Fraction(told.quantity) - order.filled).figure
    else { return nil }
    let instrument = sheet.instruments[Int(order.terms.instrument.index)]
    var price = residual(told, order, tick: instrument.terms.tick)
    if price == nil, isAccepted {
      switch order.terms.pricing {
      case .market: break
      case .limit(let limit), .stopLimit(_, let limit): price = limit
      case .stop(let stop): price = stop
      }
    }
    guard let price else { return nil }
    if !isAccepted {
      let figures = [instrument.adoptedAsOf, sheet.balances[Int(instrument.terms.currency.index)].adoptedAsOf]
      guard figures.allSatisfy({ $0 <= told.knownUpTo || told.asOf <= $0 }), !isBeyondLimits(price, order) else {
        return nil
      }
    }
    return Execution(
      id: ExecutionID(inference: sheet.inferred(of: order.id).records), order: order.id, brokerOrder: brokerOrder,
      instrument: order.terms.instrument, side: order.terms.side, quantity: quantity, price: price, executedAt: now,
      sequence: told.asOf)
  }

  /// The price of what lacks by the broker's average, which is rounded: if there is one on the tick that it fits, that.
  private func residual(_ told: ToldQuantity, _ order: ModelOrder, tick: Decimal) -> Decimal? {
    let missing = Fraction(told.quantity) - order.filled
    guard told.average > .zero,
      let exact = (Fraction(told.average) * Fraction(told.quantity) - order.value).divided(by: missing),
      let price = exact.figure, price > .zero
    else { return nil }
    guard let ticks = Fraction(price).divided(by: Fraction(tick))?.figure else { return price }
    let whole = (ticks.units + Decimal.scale / 2) / Decimal.scale
    let near = Fraction(Int(clamping: whole)) * Fraction(tick)
    guard near.isPositive, let figure = near.figure,
      (order.value + near * missing).divided(by: Fraction(told.quantity))?.figure == told.average
    else { return price }
    return figure
  }

  /// Whether a price is worse than each limit that the order has, had or is to have.
  func isBeyondLimits(_ price: Decimal, _ order: ModelOrder) -> Bool {
    let terms = [order.amendment] + order.formerWishes + [order.openTerms].compactMap { $0 }
    let limits = terms.compactMap(\.pricing.limit)
    guard limits.count == terms.count, let bound = order.terms.side == .buy ? limits.max() : limits.min() else {
      return false
    }
    return order.terms.side == .buy ? bound < price : price < bound
  }

  /// A real execution takes the place of what was inferred from what the broker has told since: of the first of that
  /// first, and what is left costs what is left.
  mutating func replaceInferred(by execution: Execution, _ source: Word, _ sheet: inout Model) {
    guard execution.reference == nil else { return }
    let shares = sheet.inferred(of: execution.order).standing.filter { execution.sequence <= $0.sequence }
    takeBack(Fraction(execution.quantity), of: shares, at: execution.price, source, &sheet)
  }

  /// The broker counts less than is counted here: what was inferred last is not so.
  mutating func withdrawInferred(_ report: OrderReport, _ source: Word, _ sheet: inout Model) {
    guard sheet.hasInferred, let order = sheet.order(report.order), order.hasFilled(moreThan: report.filled) else {
      return
    }
    let shares = sheet.inferred(of: report.order).standing
    takeBack(order.filled - Fraction(report.filled), of: shares.reversed(), at: nil, source, &sheet)
  }

  private mutating func takeBack(
    _ quantity: Fraction, of shares: [Execution], at real: Decimal?, _ source: Word, _ sheet: inout Model
  ) {
    var left = quantity
    for share in shares where left.isPositive {
      let whole = Fraction(share.quantity)
      let taken = left < whole ? left : whole
      left = left - taken
      var rest = share
      rest.id = ExecutionID(inference: sheet.inferred(of: share.order).records)
      rest.reference = share.id
      rest.quantity = (whole - taken).figure ?? .zero
      if let real,
        let price = (whole * Fraction(share.price) - taken * Fraction(real)).divided(by: whole - taken),
        let figure = price.figure, figure > .zero
      {
        rest.price = figure
      }
      let adopted = sheet.instruments[Int(share.instrument.index)].adoptedAsOf
      call(
        .executions,
        .execution(.counted(rest, source: source, origin: rest.sequence <= adopted ? .absorbed : .reported)), &sheet)
      call(.fills, .fill(FillLine(.fillApplied, rest, source: source)))
    }
  }
}
