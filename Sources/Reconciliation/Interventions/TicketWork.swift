import Trading

/// What comes of what a person does about a ticket.
enum TicketWork {
  /// It is done.
  case done(TicketStep)
  /// It cannot be done, for this reason.
  case refused(Word)
}

extension Ticket {
  /// A person has seen it.
  mutating func acknowledge() -> TicketWork {
    guard status != .decided else { return .refused(.terminal) }
    guard status == .open else { return .refused(.unchanged) }
    isAcknowledged = true
    return .done(.acknowledged)
  }

  /// A person makes it somebody's.
  mutating func assign(to person: OperatorID) -> TicketWork {
    guard status != .decided else { return .refused(.terminal) }
    guard assignee != person.index else { return .refused(.unchanged) }
    assignee = person.index
    return .done(.assigned)
  }

  /// A person gives it another level.
  mutating func prioritize(_ level: Level, at now: Instant) -> TicketWork {
    guard status != .decided else { return .refused(.terminal) }
    guard self.level != level || !hasGivenLevel else { return .refused(.unchanged) }
    self.level = level
    hasGivenLevel = true
    // Who says how urgent it is has looked at it: what is left undone is counted from here.
    raised = now
    return .done(.prioritized)
  }

  /// A person decides what becomes of it.
  ///
  /// - Parameter books: those that it is in.
  mutating func decide(_ decision: TicketDecision, note: UInt32, _ books: Books) -> TicketWork {
    guard decision.suits(self) else { return .refused(.invalid) }
    guard self.decision != decision else { return .refused(.unchanged) }
    if let figure = decision.figure {
      guard books.canBe(figure, self) else { return .refused(.invalid) }
      // A figure is what there is now, and what executes from here on is added to it.
      let present = books.restated(self)
      guard present.isNearer(figure, than: self) else { return .refused(.stale) }
      self = present
    }
    self.decision = decision
    self.note = note
    return .done(.decided)
  }

  /// Whether a person who gives a figure has seen these figures, and not those of a former instant: one that was told
  /// then and is neither side's now is of then.
  private func isNearer(_ figure: Decimal, than former: Ticket) -> Bool {
    guard local != former.local else { return true }
    guard figure != former.broker && figure != former.local || figure == broker || figure == local else { return false }
    func distance(_ ticket: Ticket) -> Decimal? {
      guard let first = try? figure - ticket.local, let second = try? figure - ticket.broker else { return nil }
      return try? (first + second).magnitude
    }
    guard let here = distance(self), let there = distance(former) else { return false }
    return here < there
  }
}
