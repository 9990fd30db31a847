import Trading

extension JournalRecord {
  /// The event that tells the bus of the record, if it tells of anything.
  ///
  /// Derived from the record and the books after it, live and during recovery alike: an event is published if
  /// and only if its record is durable.
  func event(in books: Books, sequence: UInt64) -> Event? {
    var event: Event
    switch self {
    case .order(.status(let change)):
      event = Event(change.to.eventKind)
      event.order = change.order.index
      event.state = Word(change.to)
      event.origin = Word(change.from)
      event.source = change.source
      event.reason = change.reason
      event.note = change.note
      event.filled = books.order(change.order)?.filled ?? .zero
    case .execution(.counted(let execution, let source, _)):
      event = Event(.orderFilled)
      event.order = execution.order.index
      event.execution = execution.id.index
      event.quantity = execution.quantity
      event.price = execution.price
      event.fee = execution.fee
      event.source = source
      if execution.isInferred {
        event.tellInferred(execution, in: books)
      } else if let reference = execution.reference {
        // Told is the execution that all know, not the report about it.
        event.kind = execution.isBust ? .executionBusted : .executionCorrected
        event.execution = reference.index
        if execution.isBust, let former = books.execution(reference, of: execution.order)?.execution {
          event.quantity = former.quantity
          event.price = former.price
          event.fee = former.fee
        }
      }
      if let order = books.order(execution.order) {
        event.filled = order.filled
        event.leaves = order.leaves
        event.state = Word(order.status)
      }
    case .order(.terms(let order, let amendment, let source, _)):
      event = Event(.orderReplaced)
      event.order = order.index
      event.quantity = amendment.quantity
      event.price = amendment.pricing.limit ?? amendment.pricing.stop ?? .zero
      event.source = source
    case .order(.intentEnd(let order, let intent, let reason)):
      event = Event(.orderUnchanged)
      event.order = order.index
      event.subject = intent
      event.reason = reason
    case .order(.stale(let order, let policy)):
      event = Event(.orderStale)
      event.order = order.index
      event.source = policy
    case .order(.adopted(let order, let terms, _, _)):
      event = Event(.orderAdopted)
      event.order = order.index
      event.reason = Word(terms.side)
      event.quantity = terms.quantity
      event.instrument = terms.instrument.index
      event.price = terms.pricing.limit ?? terms.pricing.stop ?? .zero
    case .control(.archived(.end(let count))):
      event = Event(.ordersArchived)
      event.number = Int64(count)
    case .position(.adopted(let adoption)):
      event = Event(.positionSynced)
      event.instrument = adoption.instrument.index
      event.quantity = adoption.from
      event.filled = adoption.to
      event.price = adoption.averagePrice
      event.source = adoption.policy
    case .cash(.adopted(let adoption)):
      event = Event(.cashSynced)
      event.currency = adoption.currency.index
      event.quantity = adoption.from
      event.filled = adoption.to
      event.source = adoption.policy
    case .discrepancy(.found(let discrepancy)):
      event = Event(.reconciliationDiscrepancy)
      event.discrepancy = discrepancy.id
      event.subject = discrepancy.kind
      event.order = discrepancy.order
      event.execution = discrepancy.execution
      event.instrument = discrepancy.instrument
      event.currency = discrepancy.currency
      event.quantity = discrepancy.local
      event.filled = discrepancy.broker
      event.origin = discrepancy.localStatus.map { Word($0) }
      event.state = discrepancy.brokerStatus.map { Word($0) }
    case .discrepancy(.resolved(let id, let kind, let by)):
      event = Event(.reconciliationResolved)
      event.discrepancy = id
      event.subject = kind
      event.source = by
    case .control(.kind(let kind, let clock)):
      event = Event(.reconciliationChosen)
      event.subject = kind.word
      event.reason = clock.word
      event.source = .operator
    case .ticket(.opened(let ticket)): event = Event(.ticketOpened, of: ticket)
    case .ticket(.updated(let ticket)): event = Event(.ticketUpdated, of: ticket)
    case .ticket(.stepped(let ticket, let step)): event = Event(step.eventKind, of: ticket, step)
    case .control(.stop(let isOn, let person)):
      event = Event(isOn ? .engineStopped : .engineReleased)
      event.person = person
    case .control(.opening(let opening, let policy)):
      event = Event(opening == .empty ? .storeEmpty : .storeLost)
      event.reason = policy
    case .control(.opened(let by, let person)):
      event = Event(.storeAccepted)
      event.source = by
      event.person = person
    case .ticket(.resolved(let id, let discrepancy, let kind, let by)):
      event = Event(.ticketResolved)
      event.number = Int64(id)
      event.discrepancy = discrepancy
      event.subject = kind
      event.source = by
    case .order(.accepted), .order(.attempt), .order(.cancelIntent), .order(.replaceIntent), .discrepancy(.held),
      .control(.halt), .control(.passReport), .control(.archived), .control(.accountSeen), .position(.verified),
      .cash(.verified):
      return nil
    }
    event.sequence = sequence
    return event
  }
}

extension Event {
  /// Tells of an execution that nobody has reported, or how much of it counts no more.
  fileprivate mutating func tellInferred(_ execution: Execution, in books: Books) {
    self.execution = Event.none
    kind = .fillInferred
    guard let reference = execution.reference,
      let former = books.execution(reference, of: execution.order)?.execution
    else { return }
    kind = .fillReplaced
    quantity = (try? former.quantity - execution.quantity) ?? former.quantity
    price = former.price
  }
}

extension Ledger {
  /// The event that tells the bus of a record of an account, if it tells of anything.
  func event(of record: JournalRecord, in account: AccountID, sequence: UInt64) -> Event? {
    guard account != self.account else { return record.event(in: books, sequence: sequence) }
    return self[account].flatMap { record.event(in: $0, sequence: sequence) }
  }
}

extension OrderStatus {
  /// The event that tells of an order reaching this status without an execution.
  fileprivate var eventKind: EventKind {
    switch self {
    case .cancelled: .orderCancelled
    case .rejected: .orderRejected
    case .expired: .orderExpired
    case .pending, .submitted, .unknown, .open, .partial, .filled: .orderUpdated
    }
  }
}

extension Event {
  /// The event of a ticket that a person is told of.
  fileprivate init(_ kind: EventKind, of ticket: Ticket) {
    self.init(kind)
    number = Int64(ticket.id)
    discrepancy = ticket.discrepancy
    subject = ticket.kind
    order = ticket.order
    execution = ticket.execution
    instrument = ticket.instrument
    currency = ticket.currency
    reason = ticket.reason
    state = ticket.level?.word
    quantity = ticket.local
    filled = ticket.broker
  }

  /// The event of a step on the way of a ticket.
  fileprivate init(_ kind: EventKind, of ticket: Ticket, _ step: TicketStep) {
    self.init(kind, of: ticket)
    guard !step.isTold else { return }
    person = ticket.author
    (order, execution, instrument, currency) = (Event.none, Event.none, Event.none, Event.none)
    (quantity, filled, reason) = (.zero, .zero, nil)
    switch step {
    case .assigned: assignee = ticket.assignee
    case .decided:
      note = ticket.note
      reason = ticket.decision?.word
      if let figure = ticket.decision?.figure { (quantity, count) = (figure, 1) }
    case .acknowledged, .prioritized, .escalated, .reminded, .retried: break
    }
    if step != .prioritized { state = nil }
  }
}

extension TicketStep {
  /// The event that tells of the step.
  fileprivate var eventKind: EventKind {
    switch self {
    case .acknowledged: .ticketAcknowledged
    case .assigned: .ticketAssigned
    case .prioritized: .ticketPrioritized
    case .escalated: .ticketEscalated
    case .reminded: .ticketReminded
    case .retried: .ticketRetried
    case .decided: .ticketDecided
    }
  }
}
