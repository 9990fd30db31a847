public import Trading

extension ReconciliationEngine {
  /// The figures of a position at an instant, for a model, with the reason if they cannot be relied on; nil for an
  /// instrument that is not among those of the configuration.
  public func features(of instrument: InstrumentID, at now: Instant) -> PositionFeatures? {
    guard Int(instrument.index) < books.positions.count else { return nil }
    let (position, terms) = (books.positions[Int(instrument.index)], configuration.instruments[Int(instrument.index)])
    let row = core.seen[instrument]
    let orders = self.orders(of: instrument)
    let most = PositionValue.most(position.quantity, with: orders)
    return PositionFeatures(
      instrument: instrument, instant: now, doubt: validation(at: now).doubt(about: instrument, row),
      side: position.isFlat ? .flat : position.quantity.isNegative ? .short : .long, quantity: position.quantity,
      averagePrice: position.averagePrice, realizedProfit: position.realizedProfit,
      unrealizedProfit: row?.mark.flatMap {
        PositionValue.profit(position.quantity, cost: position.cost, at: $0, terms)
      },
      marketValue: row?.mark.flatMap { PositionValue.value(position.quantity, at: $0, terms) },
      exposure: row?.mark.flatMap { mark in most.flatMap { PositionValue.value($0, at: mark, terms) } },
      opened: PositionValue.opened(
        from: position.baseline.quantity, since: position.past.opened,
        books.stepsSinceBaseline(Int(instrument.index)), asOf: position.baselineAsOf), seen: row?.seen)
  }

  /// A position as its most authoritative source has it: the books where the broker agreed with them, else the broker,
  /// and the books alone where that has told nothing since the start.
  public func snapshot(of instrument: InstrumentID, at now: Instant) -> PositionSnapshot? {
    let sources: [PositionSnapshot.Source] = [.reconciled, .broker, .local]
    return sources.lazy.compactMap { self.snapshot(of: instrument, from: $0, at: now) }.first
  }

  /// A position as one source has it; nil if that has none.
  public func snapshot(
    of instrument: InstrumentID, from source: PositionSnapshot.Source, at now: Instant
  ) -> PositionSnapshot? {
    guard Int(instrument.index) < books.positions.count else { return nil }
    let row = core.seen[instrument]
    let position = books.positions[Int(instrument.index)]
    let validation = validation(at: now)
    let fresh = row.map { validation.freshness(since: $0.seen) }
    switch source {
    case .local:
      let confidence = row.map { $0.isAlike ? fresh ?? 0 : 0 } ?? 500
      return snapshot(source, instrument, position.quantity, position.averagePrice, nil, confidence)
    case .broker:
      guard let row, let fresh else { return nil }
      let average = row.report.averagePrice.isPositive ? row.report.averagePrice : nil
      return snapshot(source, instrument, row.report.quantity, average, row, fresh)
    case .reconciled:
      let isOpen = [.differs, .unverified].contains(validation.doubt(about: instrument, row))
      guard let row, let fresh, row.isAlike, !isOpen else { return nil }
      return snapshot(source, instrument, position.quantity, position.averagePrice, row, fresh)
    }
  }

  private func snapshot(
    _ source: PositionSnapshot.Source, _ instrument: InstrumentID, _ quantity: Decimal, _ average: Decimal?,
    _ row: SeenAccount.Row?, _ confidence: Int
  ) -> PositionSnapshot {
    let terms = configuration.instruments[Int(instrument.index)]
    let mark = core.seen[instrument]?.mark
    let orders = orders(of: instrument)
    let profit = mark.flatMap { mark -> Decimal? in
      guard !quantity.isZero else { return .zero }
      return average.flatMap { try? PositionValue.profit(quantity, cost: .product(quantity, $0), at: mark, terms) }
    }
    return PositionSnapshot(
      source: source, instrument: instrument, asOf: row?.asOf, seen: row?.seen, quantity: quantity,
      averagePrice: quantity.isZero ? nil : average,
      marketValue: mark.flatMap { PositionValue.value(quantity, at: $0, terms) }, unrealizedProfit: profit,
      relatedOrders: orders.filter(\.status.isWorking).map(\.id),
      pendingOrders: orders.filter { !$0.status.isWorking || $0.hasCancelIntent || $0.replaceIntent != nil }.map(\.id),
      confidence: confidence)
  }

  private func validation(at now: Instant) -> FeatureValidation {
    FeatureValidation(books: books, configuration: configuration, condition: condition, now: now)
  }

  private func orders(of instrument: InstrumentID) -> [ManagedOrder] {
    // Without a closure, which would copy all of the engine to have its books.
    var orders: [ManagedOrder] = []
    for slot in books.working.slots where books.orders[slot].terms.instrument == instrument {
      orders.append(books.orders[slot])
    }
    return orders
  }
}
