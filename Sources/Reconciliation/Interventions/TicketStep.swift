public import Trading

/// A step on the way of a ticket that is open.
///
/// Journals hold the raw values.
public enum TicketStep: UInt8, Hashable, Sendable, CaseIterable {
  /// A person has seen it.
  case acknowledged = 1
  /// It is somebody's to decide.
  case assigned = 2
  /// A person has given it another level.
  case prioritized = 3
  /// Nobody has seen to it in time, and its level has risen.
  case escalated = 4
  /// Nobody has seen to it so far, and a person is told again.
  case reminded = 5
  /// A person has decided what becomes of it.
  case decided = 6

  /// What a limit holds back is tried again, since nobody has seen to it.
  case retried = 7

  /// Whether a person has taken the step.
  public var isByPerson: Bool {
    switch self {
    case .acknowledged, .assigned, .prioritized, .decided: true
    case .escalated, .reminded, .retried: false
    }
  }

  /// Whether a person is told of the difference again.
  var isTold: Bool { self == .escalated || self == .reminded }
}

/// What a person can decide about a difference.
public enum TicketDecision: Hashable, Sendable {
  /// The broker's figure is right: it is taken over with the next account that shows the same difference.
  case acceptBroker
  /// The figure here is right: it stays, and nobody is told as long as the difference is the same.
  case acceptLocal
  /// Neither is right: this one is taken, with the next account that shows the same difference.
  case figure(Decimal)
  /// A report that was put aside is thrown away for good.
  case discard
  /// The difference stays, and nobody is told as long as it is the same.
  case ignore
  /// An order of somebody else is one of ours from here on.
  case adopt
  /// An order of somebody else is to be cancelled, by its number at the broker.
  case cancel

  /// The word for the decision.
  public var word: Word {
    switch self {
    case .acceptBroker: .acceptBroker
    case .acceptLocal: .acceptLocal
    case .figure: .figure
    case .discard: .discard
    case .ignore: .ignore
    case .adopt: .adopt
    case .cancel: .cancel
    }
  }

  /// The figure that a person gives.
  public var figure: Decimal? { if case .figure(let figure) = self { figure } else { nil } }

  /// Whether the books change by it, once an account shows the same difference.
  var changesBooks: Bool {
    switch self {
    case .acceptBroker, .figure: true
    case .acceptLocal, .discard, .ignore, .adopt, .cancel: false
    }
  }

  /// Whether it can be decided so about a difference of a kind.
  func suits(_ ticket: Ticket) -> Bool {
    switch self {
    case .acceptLocal, .ignore: true
    case .discard: ticket.isOfReport
    case .adopt, .cancel: ticket.kind == .unknownOrder
    case .acceptBroker: ticket.isAboutFigure || ticket.reason == .inferable || ticket.isOfOlderAccount
    case .figure: ticket.isAboutFigure && ticket.kind != .priceDiscrepancy
    }
  }
}

/// How far a ticket is.
public enum TicketStatus: Hashable, Sendable, CaseIterable {
  /// Nobody has seen to it.
  case open
  /// A person has seen it.
  case acknowledged
  /// A person has decided, and the difference is still there.
  case decided

  /// The word for the status.
  public var word: Word {
    switch self {
    case .open: .open
    case .acknowledged: .acknowledged
    case .decided: .decided
    }
  }
}
