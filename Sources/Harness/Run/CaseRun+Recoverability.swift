import Reconciliation
import Simulation
import Trading

/// The recoverability ledger (design, section 5): whether any channel can still tell the engine the truth.
extension CaseRun {
  /// Whether what the broker holds follows from what the engine opened with and from executions it can ask for.
  ///
  /// A trade by phone or an adjustment shows in the account alone. In paper mode the account is not compared, and
  /// under a policy with a limit a person may have to decide; where the account must be taken over as it is, it can
  /// always be learnt. An order that only the setup of the broker has is one that the engine never heard of.
  var isTruthLearnable: Bool {
    let opening = plan.configuration.opening?.books
    let hasForeignOrder =
      plan.hasForeignOrder
      || plan.openings.contains { item in
        if case .order(let order, _, _) = item { opening?.slot(of: order.id) == nil } else { false }
      }
    // An execution that only the engine's setup has is one that no channel takes back.
    let hasForeignExecution =
      opening?.executions.contains { booked in
        !world.broker.executions.contains {
          $0.id == booked.execution.id && $0.order == booked.execution.order
        }
      } ?? false
    // A second order under one client order id is nobody's, and so are its executions.
    let hasSecondOrder = Set(world.broker.orders.lazy.map(\.order)).count < world.broker.orders.count
    // What is told of an order that has left the books is told to a person.
    let books = world.incarnation.books
    let hasArchivedNews =
      world.broker.executions.contains { books.isArchived($0.order) && !books.hasCounted($0) }
      || world.broker.orders.contains { books.isArchived($0.order) && $0.status.isWorking }
    if hasArchivedNews { return false }
    if hasForeignOrder || hasForeignExecution || wasGivenUpForALie || hasSecondOrder { return false }
    let engine = world.configuration.engine
    let adoptsAll = engine.driftPolicy == .adoptBroker && engine.pricePolicy ?? .adoptBroker == .adoptBroker
    if engine.mode == .live, adoptsAll, engine.reviewFrom == nil, !isLeftToPerson { return true }
    // A price that was weighed is neither side's.
    if engine.pricePolicy == .weightedAverage, world.trace.entries.contains(where: { $0.event.kind == .positionSynced })
    {
      return false
    }
    if hasAdoptedFalsehood { return false }
    // What was taken back of executions that the setup has is undone in the figures that hold it, which tell no more.
    if world.broker.executions.contains(where: { $0.reference != nil }) { return false }
    var positions = engine.instruments.indices.map { index in
      let position = opening?.positions[index] ?? .flat
      return AverageCost(
        quantity: position.quantity, averagePrice: position.averagePrice ?? .zero, profit: position.exactProfit,
        multiplier: engine.instruments[index].multiplier)
    }
    var cash = opening?.cash ?? Array(repeating: .zero, count: engine.currencyCount)
    for execution in world.broker.executions where opening?.booked(execution) == nil {
      let index = Int(execution.instrument.index)
      let instrument = engine.instruments[index]
      let currency = Int(instrument.currency.index)
      guard let notional = try? instrument.notional(quantity: execution.quantity, price: execution.price),
        positions[index].add(execution.side, quantity: execution.quantity, price: execution.price),
        let balance = try? cash[currency] - execution.side.signed(notional) - execution.fee
      else { return false }
      cash[currency] = balance
    }
    let explainsPositions = positions.indices.allSatisfy { index in
      let position = world.broker.positions[index]
      return positions[index].quantity == position.quantity.units && positions[index].averages(position.averagePrice)
    }
    return explainsPositions && cash == world.broker.cash
  }

  /// Whether a person has to decide about a figure of the account, whatever the policy.
  ///
  /// Half a trade is nobody's to take over; whether it was right to leave it the specification says.
  private var isLeftToPerson: Bool {
    world.incarnation.books.tickets.contains { ticket in
      ticket.order == Event.none && ticket.execution == Event.none
        && (ticket.decision == nil || ticket.decision == .ignore || ticket.decision == .acceptLocal)
    }
  }

  /// Whether an order that no answer has may be what the account shows beyond the books, and the person who was told of
  /// that has not decided: until then nobody can say that it is not there.
  ///
  /// The side is left to the specification: what was found on one side may lie on the other by now.
  func isInDoubt(_ order: ManagedOrder) -> Bool {
    guard isDenied(order) else { return false }
    return world.incarnation.books.tickets.contains { ticket in
      ticket.instrument == order.terms.instrument.index && ticket.order == Event.none
        && ticket.execution == Event.none && ticket.kind != .priceDiscrepancy && ticket.status != .decided
    }
  }

  /// Whether the broker was not asked often enough yet about an order that no answer has, while a position was shown
  /// that may hold it: as many answers more as there are repeats have to lack it then, behind those in the time in which it
  /// might still have arrived.
  func isAskedAboutStill(_ order: ManagedOrder) -> Bool {
    let engine = plan.configuration.engine
    guard isDenied(order),
      ends - lastDisturbance
        < plan.timeToBeAsked(times: engine.missingConfirmations + engine.maximumRetries + 2, under: engine)
    else { return false }
    // Taken over it was, or it is left as it is by a policy: either way the account has shown a position, and what it
    // showed before the order may be more of it by now.
    let isShown = world.incarnation.books.discrepancies.contains { discrepancy in
      discrepancy.instrument == order.terms.instrument.index && discrepancy.order == Event.none
        && (discrepancy.kind == .missingPosition || discrepancy.kind == .quantityMismatch)
    }
    if isShown { return true }
    return world.trace.entries.contains { entry in
      let event = entry.event
      guard event.instrument == order.terms.instrument.index, entry.instant >= order.acceptedAt else { return false }
      return event.kind == .positionSynced
        || event.kind == .reconciliationDiscrepancy && event.order == Event.none
          && (event.subject == .missingPosition || event.subject == .quantityMismatch)
    }
  }

  /// Whether no answer has an order: it is not known whether it arrived, or what is to end or change it finds none.
  private func isDenied(_ order: ManagedOrder) -> Bool {
    order.status == .unknown
      || (order.hasCancelIntent || order.replaceIntent != nil)
        && !world.broker.orders.contains { $0.order == order.id }
  }

  /// Whether the engine asks the broker for what it was not told: by the clock, or in a whole pass that has begun since
  /// anything went wrong.
  var isAskedFor: Bool {
    let engine = world.configuration.engine
    if engine.orderInterval != nil || engine.fullInterval != nil { return true }
    let disturbance = max(world.faults.lastFired, world.lastStart)
    var begun: Instant?
    for entry in world.trace.entries where entry.instant >= disturbance {
      if entry.event.kind == .reconcileStarted { begun = entry.instant }
      if entry.event.kind == .reconcileFinished, entry.event.state != .failed, begun != nil { return true }
    }
    return false
  }

  /// Whether a look-up denied an order that was there, and the engine gave an order up since the broker lacked it: in
  /// what way it ended there it will never say.
  private var wasGivenUpForALie: Bool {
    let events = world.trace.entries.lazy.map(\.event)
    return events.contains { $0.kind == .messageFalsified && $0.reason == .absent }
      && events.contains { [.orderCancelled, .orderRejected].contains($0.kind) && $0.reason == .absent }
  }

  /// Whether the network doubled a place request: no engine can prevent that it is carried out twice, nor say which of
  /// the two orders is the one that was meant.
  var wasPlaceDoubled: Bool {
    world.trace.entries.contains { $0.event.kind == .messageDuplicated && $0.event.subject == .place }
  }

  /// Whether the engine took over a figure in a run in which the broker lied about the account: what is wrong since
  /// then may be above the limit, and for a person to put right.
  private var hasAdoptedFalsehood: Bool {
    let events = world.trace.entries.lazy.map(\.event)
    return events.contains { $0.kind == .brokerMisreported && $0.subject == .account }
      && events.contains { $0.kind == .positionSynced || $0.kind == .cashSynced }
  }
}
