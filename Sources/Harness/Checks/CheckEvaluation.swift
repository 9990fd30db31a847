package import Reconciliation
package import ScenarioLanguage
package import Simulation
package import Trading

/// What checks look at, read in place and specialized for the real engine: a check is evaluated after every step.
extension CaseRun: StateView {
  package var names: Names { plan.names }

  package var isConverged: Bool {
    @_specialize(where Engine == ReconciliationEngine)
    get { world.isConverged }
  }

  package var engineState: EngineStateWord {
    @_specialize(where Engine == ReconciliationEngine)
    get { world.engineState }
  }

  package var discrepancies: (open: Int, found: Int)? {
    @_specialize(where Engine == ReconciliationEngine)
    get {
      guard world.isRunning else { return nil }
      return (world.incarnation.books.discrepancies.count, Int(world.incarnation.books.discrepancyCount))
    }
  }

  package var tickets: (open: Int, opened: Int)? {
    @_specialize(where Engine == ReconciliationEngine)
    get {
      guard world.isRunning else { return nil }
      return (world.incarnation.books.tickets.count { $0.status != .decided }, Int(world.incarnation.books.ticketCount))
    }
  }

  @_specialize(where Engine == ReconciliationEngine)
  package func ticket(_ number: UInt32) -> TicketView? {
    guard world.isRunning, number <= world.incarnation.books.ticketCount else { return nil }
    guard let ticket = world.incarnation.books.ticket(number) else { return TicketView(status: .resolved) }
    let status: TicketStatusName =
      switch ticket.status {
      case .open: .open
      case .acknowledged: .acknowledged
      case .decided: .decided
      }
    let present = world.incarnation.books.restated(ticket)
    let assignee = ticket.assignee == Event.none ? nil : names.texts[Int(ticket.assignee)]
    return TicketView(
      status: status, level: ticket.level, assignee: assignee, figures: (present.local, present.broker),
      details:
        "\(ticket.title(naming: names)): \(present.details); \(ticket.suggestions.map(\.text).joined(separator: ", "))")
  }

  package var health: HealthView? {
    guard world.isRunning, let health = world.incarnation.liveHealth, let passes = world.incarnation.livePasses else {
      return nil
    }
    return HealthView(health, passes)
  }

  package func features(of instrument: InstrumentID) -> FeatureView? {
    guard world.isRunning, let features = world.incarnation.liveFeatures(of: instrument, at: world.now),
      let snapshot = world.incarnation.liveSnapshot(of: instrument, at: world.now)
    else { return nil }
    return FeatureView(features, snapshot)
  }

  package func pass(_ choice: PassChoice) -> PassReport? {
    guard world.isRunning else { return nil }
    if let number = choice.number { return world.incarnation.passReport(number) }
    return choice.kind.map { world.incarnation.lastPass(of: $0.kind) } ?? world.incarnation.lastPass
  }

  @_specialize(where Engine == ReconciliationEngine)
  package func order(_ order: NamedOrder, _ side: BookSide) -> OrderView? { world.view(of: order, side) }

  @_specialize(where Engine == ReconciliationEngine)
  package func orderCount(_ side: BookSide, where isCounted: (OrderView) -> Bool) -> Int? {
    switch side {
    case .local:
      world.isRunning
        ? world.incarnation.books.orders.count { isCounted(OrderView($0, in: world.incarnation.books)) } : nil
    case .broker: world.broker.orders.indices.count { isCounted(OrderView(world.broker, slot: $0)) }
    }
  }

  @_specialize(where Engine == ReconciliationEngine)
  package func position(_ instrument: InstrumentID, _ side: BookSide) -> PositionView? {
    world.view(of: instrument, side)
  }

  @_specialize(where Engine == ReconciliationEngine)
  package func balance(_ currency: CurrencyID, _ side: BookSide) -> Decimal? { world.balance(currency, side) }
}

extension World {
  /// The state of the engine as a check names it.
  var engineState: EngineStateWord {
    if case .refusing = container { return .halted }
    guard isRunning else { return .down }
    switch incarnation.condition {
    case .starting: return .starting
    case .ready: return .ready
    case .degraded: return .degraded
    case .halted: return .halted
    }
  }

  func view(of order: NamedOrder, _ side: BookSide) -> OrderView? {
    switch side {
    case .local:
      isRunning
        ? incarnation.books.order(order.id).flatMap { isNamed(order, $0) ? OrderView($0, in: incarnation.books) : nil }
        : nil
    case .broker: broker.slot(of: order).map { OrderView(broker, slot: $0) }
    }
  }

  /// Whether the engine's order is the one that a name means: of several under one client order id, the one whose number
  /// at the broker it has.
  private func isNamed(_ order: NamedOrder, _ known: ManagedOrder) -> Bool {
    guard let number = known.brokerOrder else { return order.hand == nil }
    return broker.isNamed(order, number, of: known.id)
  }

  func balance(_ currency: CurrencyID, _ side: BookSide) -> Decimal? {
    switch side {
    case .local: isRunning ? incarnation.books.cash[Int(currency.index)] : nil
    case .broker: broker.cash[Int(currency.index)]
    }
  }
}
