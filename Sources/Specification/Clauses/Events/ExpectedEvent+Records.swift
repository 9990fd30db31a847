import Reconciliation
import Trading

extension JournalRecord {
  /// Whether an event on the bus tells of the record.
  var callsForEvent: Bool {
    switch self {
    case .order(.status), .order(.terms), .order(.intentEnd), .order(.stale), .order(.adopted), .execution,
      .position(.adopted),
      .cash(.adopted),
      .discrepancy(.found), .discrepancy(.resolved), .control(.kind), .control(.stop), .control(.opening),
      .control(.opened), .control(.archived(.end)), .ticket:
      true
    case .order, .discrepancy(.held), .control(.halt), .control(.passReport), .control(.archived),
      .control(.accountSeen), .position(.verified), .cash(.verified):
      false
    }
  }
}

extension ExpectedEvent {
  /// What the event of a record must say, or nil if the record calls for none; the model is as after the record.
  init?(_ entry: borrowing JournalEntry, _ model: borrowing Model) {
    switch entry.record {
    case .order(.status(let change)): self.init(change, model)
    case .order(.terms(let order, let amendment, let source, _)):
      self.init(kind: .orderReplaced)
      event.order = order.index
      event.quantity = amendment.quantity
      event.price = amendment.pricing.limit ?? amendment.pricing.stop ?? .zero
      event.source = source
    case .order(.intentEnd(let order, let intent, let reason)):
      self.init(kind: .orderUnchanged)
      event.order = order.index
      event.subject = intent
      event.reason = reason
    case .order(.stale(let order, let policy)):
      self.init(kind: .orderStale)
      event.order = order.index
      event.source = policy
    case .order(.adopted(let order, let terms, _, _)):
      self.init(kind: .orderAdopted)
      event.order = order.index
      event.reason = terms.side == .buy ? .buy : .sell
      event.quantity = terms.quantity
      event.instrument = terms.instrument.index
      event.price = terms.pricing.told
    case .execution(.counted(let execution, let source, _)): self.init(execution, source, model)
    case .position(.adopted(let adoption)):
      self.init(kind: .positionSynced)
      event.instrument = adoption.instrument.index
      event.quantity = adoption.from
      event.filled = adoption.to
      event.price = adoption.averagePrice
      event.source = adoption.policy
    case .cash(.adopted(let adoption)):
      self.init(kind: .cashSynced)
      event.currency = adoption.currency.index
      event.quantity = adoption.from
      event.filled = adoption.to
      event.source = adoption.policy
    case .discrepancy(.found(let discrepancy)): self.init(discrepancy)
    case .discrepancy(.resolved(let id, let kind, let by)):
      self.init(kind: .reconciliationResolved)
      event.discrepancy = id
      event.subject = kind
      event.source = by
    case .control(.kind(let kind, let clock)):
      self.init(kind: .reconciliationChosen)
      event.subject = kind.word
      event.reason = clock.word
      event.source = .operator
    case .ticket(.opened(let ticket)): self.init(.ticketOpened, ticket)
    case .ticket(.updated(let ticket)): self.init(.ticketUpdated, ticket)
    case .ticket(.stepped(let ticket, let step)): self.init(ticket, step)
    case .control(.stop(let isOn, let person)):
      self.init(kind: isOn ? .engineStopped : .engineReleased)
      event.person = person
    case .control(.opening(.empty, let policy)):
      self.init(kind: .storeEmpty)
      event.reason = policy
    case .control(.opening(.lost, let policy)):
      self.init(kind: .storeLost)
      event.reason = policy
    case .control(.opened(let by, let person)):
      self.init(kind: .storeAccepted)
      event.source = by
      event.person = person
    case .control(.archived(.end(let count))):
      self.init(kind: .ordersArchived)
      event.number = Int64(count)
    case .ticket(.resolved(let id, let discrepancy, let kind, let by)):
      self.init(kind: .ticketResolved)
      event.number = Int64(id)
      event.discrepancy = discrepancy
      event.subject = kind
      event.source = by
    case .order, .discrepancy(.held), .control(.halt), .control(.passReport), .control(.archived),
      .control(.accountSeen), .position(.verified), .cash(.verified):
      return nil
    }
    event.sequence = entry.sequence
  }

  private init(_ change: StatusChange, _ model: borrowing Model) {
    switch change.to {
    case .cancelled: self.init(kind: .orderCancelled)
    case .rejected: self.init(kind: .orderRejected)
    case .expired: self.init(kind: .orderExpired)
    case .pending, .submitted, .unknown, .open, .partial, .filled: self.init(kind: .orderUpdated)
    }
    event.order = change.order.index
    event.origin = Word(change.from)
    event.state = Word(change.to)
    event.source = change.source
    event.reason = change.reason
    event.note = change.note
    guard let slot = model.slot(of: change.order) else { return }
    if let figure = model.orders[slot].filledFigure {
      event.filled = figure
    } else if change.to == .cancelled || change.to == .expired {
      set(filled: model.orders[slot].filled)
    }
  }

  private init(_ execution: Execution, _ source: Word, _ model: borrowing Model) {
    self.init(kind: .orderFilled)
    event.order = execution.order.index
    event.execution = execution.id.index
    event.quantity = execution.quantity
    event.price = execution.price
    event.fee = execution.fee
    event.source = source
    if execution.id.isInferred {
      event.execution = Event.none
      event.kind = .fillInferred
      if let reference = execution.reference, let former = model.execution(reference, of: execution.order)?.execution {
        event.kind = .fillReplaced
        event.quantity = (Fraction(former.quantity) - Fraction(execution.quantity)).figure ?? .zero
        event.price = former.price
      }
    } else if let reference = execution.reference {
      event.kind = execution.isBust ? .executionBusted : .executionCorrected
      event.execution = reference.index
      if execution.isBust, let former = model.execution(reference, of: execution.order)?.execution {
        (event.quantity, event.price, event.fee) = (former.quantity, former.price, former.fee)
      }
    }
    let order = model.order(execution.order)
    set(filled: order?.filled ?? .zero)
    set(leaves: order?.leaves ?? .zero)
    event.state = order.map { Word($0.status) }
  }

  private init(_ discrepancy: Discrepancy) {
    self.init(kind: .reconciliationDiscrepancy)
    event.discrepancy = discrepancy.id
    event.subject = discrepancy.kind
    event.quantity = discrepancy.local
    event.filled = discrepancy.broker
    event.order = discrepancy.order
    event.execution = discrepancy.execution
    event.instrument = discrepancy.instrument
    event.currency = discrepancy.currency
    event.origin = discrepancy.localStatus.map(Word.init)
    event.state = discrepancy.brokerStatus.map(Word.init)
  }

  private init(_ ticket: Ticket, _ step: TicketStep) {
    switch step {
    case .escalated:
      self.init(.ticketEscalated, ticket)
      return
    case .reminded:
      self.init(.ticketReminded, ticket)
      return
    case .acknowledged: self.init(kind: .ticketAcknowledged)
    case .retried: self.init(kind: .ticketRetried)
    case .assigned:
      self.init(kind: .ticketAssigned)
      event.assignee = ticket.assignee
    case .prioritized:
      self.init(.ticketPrioritized, ticket)
      let level = event.state
      event = Event(.ticketPrioritized)
      event.state = level
    case .decided:
      self.init(kind: .ticketDecided)
      event.note = ticket.note
      switch ticket.decision {
      case .acceptBroker: event.reason = .acceptBroker
      case .adopt: event.reason = .adopt
      case .cancel: event.reason = .cancel
      case .acceptLocal: event.reason = .acceptLocal
      case .discard: event.reason = .discard
      case .ignore: event.reason = .ignore
      case .figure(let figure):
        event.reason = .figure
        event.quantity = figure
        event.count = 1
      case nil: break
      }
    }
    event.number = Int64(ticket.id)
    event.discrepancy = ticket.discrepancy
    event.subject = ticket.kind
    event.person = ticket.author
  }

  private init(_ kind: EventKind, _ ticket: Ticket) {
    self.init(kind: kind)
    event.number = Int64(ticket.id)
    event.discrepancy = ticket.discrepancy
    event.subject = ticket.kind
    event.order = ticket.order
    event.execution = ticket.execution
    event.instrument = ticket.instrument
    event.currency = ticket.currency
    event.reason = ticket.reason
    event.quantity = ticket.local
    event.filled = ticket.broker
    switch ticket.level {
    case .informational: event.state = .informational
    case .warning: event.state = .warning
    case .critical: event.state = .critical
    case .emergency: event.state = .emergency
    case nil: break
    }
  }
}
