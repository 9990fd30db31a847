import Reconciliation
import Trading

/// What has to become of a ticket, by a command or by time.
enum TicketVerdict: Hashable {
  case refused(Word)
  case stepped(Ticket, TicketStep)

  /// What a command about a ticket calls for; nil for any other command.
  init?(
    _ command: OperatorCommand, by person: OperatorID?, at now: Instant, _ model: Model, _ strangers: StrangersHeard
  ) {
    let number: UInt32
    switch command {
    case .acknowledge(let id), .assign(let id, _), .resolve(let id, _, _), .prioritize(let id, _): number = id
    case .pass, .choose, .halt, .resume, .query, .stop, .release: return nil
    }
    guard var ticket = model.tickets.first(where: { $0.id == number }) else {
      self = .refused(.noSuchTicket)
      return
    }
    let isDecided = ticket.decision != nil
    ticket.author = person?.index ?? Event.none
    ticket.note = Event.none
    switch command {
    case .acknowledge where isDecided, .assign where isDecided, .prioritize where isDecided:
      self = .refused(.terminal)
    case .acknowledge where ticket.isAcknowledged: self = .refused(.unchanged)
    case .acknowledge:
      ticket.isAcknowledged = true
      self = .stepped(ticket, .acknowledged)
    case .assign(_, let assignee):
      if ticket.assignee == assignee.index {
        self = .refused(.unchanged)
      } else {
        ticket.assignee = assignee.index
        self = .stepped(ticket, .assigned)
      }
    case .prioritize(_, let level):
      if ticket.hasGivenLevel, ticket.level == level {
        self = .refused(.unchanged)
      } else {
        ticket.hasGivenLevel = true
        ticket.level = level
        ticket.raised = now
        self = .stepped(ticket, .prioritized)
      }
    case .resolve(_, let decision, let note):
      if !TicketVerdict.can(decision, ticket) {
        self = .refused(.invalid)
      } else if decision == .adopt, let reason = strangers.refusal(ofAdopting: ticket, model) {
        self = .refused(reason)
      } else if ticket.decision == decision {
        self = .refused(.unchanged)
      } else if case .figure(let figure) = decision, ticket.isBetweenLots(figure, model) {
        self = .refused(.invalid)
      } else if case .figure(let figure) = decision, ticket.isOutdated(figure, model) {
        self = .refused(.stale)
      } else {
        if case .figure = decision, let (here, there) = ticket.presentFigures(model) {
          ticket.local = here
          ticket.broker = there
        }
        ticket.decision = decision
        ticket.note = note
        self = .stepped(ticket, .decided)
      }
    case .pass, .choose, .halt, .resume, .query, .stop, .release: return nil
    }
  }

  /// Whether a report was put aside that can be thrown away.
  static func canDiscard(_ ticket: Ticket) -> Bool {
    switch ticket.kind {
    case .duplicateExecution, .invalidReport, .contradiction: true
    case .unknownOrder: ticket.broker > .zero
    default: false
    }
  }

  private static func can(_ decision: TicketDecision, _ ticket: Ticket) -> Bool {
    // Of an account that cannot be compared no figure is right or wrong.
    let isOfAccount = ticket.order == Event.none && ticket.execution == Event.none && ticket.kind != .timingConflict
    switch decision {
    // Of an order the quantity can be accepted if it is known at which price.
    // That the broker has gone back is all that can be said of accounts that are older than one before.
    case .acceptBroker:
      return isOfAccount || ticket.reason == .inferable || ticket.kind == .timingConflict && ticket.reason == .older
    case .figure: return isOfAccount && ticket.kind != .priceDiscrepancy
    case .discard: return canDiscard(ticket)
    case .acceptLocal, .ignore: return true
    case .adopt, .cancel: return ticket.kind == .unknownOrder
    }
  }

  /// When time calls for something about a ticket, and for what.
  static func due(
    _ ticket: Ticket, _ model: Model, _ configuration: EngineConfiguration
  ) -> (at: Instant, step: TicketStep)? {
    if ticket.isAcknowledged || ticket.decision != nil { return nil }
    var found: (at: Instant, step: TicketStep)?
    // A limit holds it back, and it may be tried so many times more.
    if model.held.contains(ticket.discrepancy), ticket.attempts < configuration.ticketRetries {
      found = (ticket.tried + configuration.ticketRetryInterval, .retried)
    }
    if let every = configuration.remindEvery {
      let at = ticket.told + every
      if found.map({ at <= $0.at }) ?? true { found = (at, .reminded) }
    }
    if let time = configuration.escalationTime, ticket.level != .emergency {
      let at = ticket.raised + time
      // What is both at once is told once, as the graver one.
      if found.map({ at <= $0.at }) ?? true { found = (at, .escalated) }
    }
    return found
  }
}

extension Ticket {
  /// Both sides' figures of the instant: what has executed since a person was told changes both alike.
  fileprivate func presentFigures(_ model: Model) -> (here: Decimal, there: Decimal)? {
    let now: Decimal?
    if instrument != Event.none {
      now = model.instruments[Int(instrument)].position.quantity.figure
    } else {
      now = currency == Event.none ? nil : model.balances[Int(currency)].figure
    }
    guard let now, let there = (Fraction(broker) - Fraction(local) + Fraction(now)).figure else { return nil }
    return (now, there)
  }

  /// Whether an instrument comes in no such quantity.
  fileprivate func isBetweenLots(_ figure: Decimal, _ model: Model) -> Bool {
    guard instrument != Event.none else { return false }
    let lot = model.instruments[Int(instrument)].terms.lot
    return lot.units != 0 && figure.units.quotientAndRemainder(dividingBy: lot.units).remainder != 0
  }

  /// Whether a figure is one of those that a person was told of, and neither of those there are now, or as near or nearer
  /// to the middle of the former: then it cannot be said which of the two it was meant to put right.
  fileprivate func isOutdated(_ figure: Decimal, _ model: Model) -> Bool {
    guard let (here, there) = presentFigures(model), here != local else { return false }
    if [local, broker].contains(figure), ![here, there].contains(figure) { return true }
    let twice = Fraction(figure) + Fraction(figure)
    let toThose = (twice - Fraction(local) - Fraction(broker)).magnitude
    let toThese = (twice - Fraction(here) - Fraction(there)).magnitude
    return !(toThese < toThose)
  }
}
