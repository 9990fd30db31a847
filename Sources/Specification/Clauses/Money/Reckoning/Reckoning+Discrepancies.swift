import Reconciliation
import Trading

extension Reckoning {
  /// The open discrepancy about the same thing, or nil.
  func open(_ discrepancy: Discrepancy, _ sheet: Model) -> UInt32? {
    guard !sheet.discrepancies.isEmpty else { return nil }
    let key = DiscrepancyKey(discrepancy)
    return sheet.discrepancies.first { DiscrepancyKey($0) == key }?.id
  }

  /// A difference is there: it is opened, unless it is open already; the second sight of a fact does nothing (design,
  /// section 3, rule 8).
  @discardableResult
  mutating func note(
    _ discrepancy: Discrepancy, isComparing: Bool, isOptional: Bool = false, _ sheet: inout Model
  ) -> UInt32 {
    if let id = open(discrepancy, sheet) {
      if isComparing { stillOpen.append(id) }
      if discrepancy.order != Event.none { unlisted?[id] = nil }
      if discrepancy.kind == .contradiction { tellMore(discrepancy, id, &sheet) }
      return id
    }
    var opened = discrepancy
    // What is about the account was assessed with it.
    if opened.order != Event.none { opened.impact = worth(of: opened, sheet) }
    opened.level = urgency(of: opened.kind, worth: opened.impact, in: currency(of: opened, sheet))
    opened.found = now
    call(.openings, .opening(opened), isOptional: isOptional)
    opened.id = sheet.discrepancyCount + 1
    write(.discrepancy(.found(opened)), &sheet)
    if isComparing { stillOpen.append(opened.id) }
    if opened.isForPersonAtOnce { openTicket(opened, .tickets, for: opened.reason, isOptional: isOptional, &sheet) }
    return opened.id
  }

  /// An order that executes on after its end is told again at ten times as much as a person was told, or if that was
  /// decided about.
  private mutating func tellMore(_ contradiction: Discrepancy, _ id: UInt32, _ sheet: inout Model) {
    guard let ticket = sheet.tickets.first(where: { $0.discrepancy == id }) else { return }
    let former = Fraction(ticket.broker), executed = Fraction(contradiction.broker)
    guard (executed - former).isPositive,
      ticket.decision != nil || !(executed - former * Fraction(10)).isNegative
    else { return }
    var told = contradiction
    told.id = id
    told.level = urgency(of: told.kind, worth: worth(of: told, sheet), in: currency(of: told, sheet))
    openTicket(told, .tickets, for: told.reason, &sheet)
  }

  /// A difference is gone.
  mutating func close(_ id: UInt32, by: Word = .auto, isOptional: Bool = false, _ sheet: inout Model) {
    guard let discrepancy = sheet.discrepancies.first(where: { $0.id == id }) else { return }
    if let ticket = sheet.tickets.first(where: { $0.discrepancy == id }) {
      let end = TicketRecord.resolved(id: ticket.id, discrepancy: id, kind: ticket.kind, by: by)
      call(.tickets, .record(.ticket(end.withoutNumber)), isOptional: isOptional)
      write(.ticket(end), &sheet)
    }
    call(.closings, .closing(DiscrepancyKey(discrepancy), by: by), isOptional: isOptional)
    write(.discrepancy(.resolved(id: id, kind: discrepancy.kind, by: by)), &sheet)
  }

  /// What a pass looked for and did not see again is gone.
  ///
  /// An answer that lacks rows says nothing about what it lacks (design, section 3, rule 2).
  mutating func closeWhatIsGone(_ answers: JudgedPass, isAccountCompared: Bool, _ sheet: inout Model) {
    if isAccountCompared { countAbsences(sheet) }
    guard !sheet.discrepancies.isEmpty else { return }
    let isWhole =
      answers.orders.map { $0.isWhole && isPossible($0.asOf) && !answers.kind.asksChangesOnly } ?? false
    if isWhole { countUnlisted(answers, sheet) }
    for discrepancy in sheet.discrepancies {
      if discrepancy.kind == .overfill {
        // The surplus was taken back, or amended away.
        guard let order = sheet.order(ClientOrderID(index: discrepancy.order)),
          !order.hasFilled(moreThan: order.largestQuantity)
        else { continue }
        close(discrepancy.id, &sheet)
        continue
      }
      guard discrepancy.isLookedForByEachPass, discrepancy.execution == Event.none,
        !stillOpen.contains(discrepancy.id)
      else { continue }
      if discrepancy.order == Event.none {
        if !isAccountCompared || isLeftOut(discrepancy) || isToldStill(discrepancy, sheet) { continue }
      } else if !isListed(discrepancy, answers), !isWhole || isWaitedFor(discrepancy, sheet) {
        continue
      }
      close(discrepancy.id, &sheet)
    }
  }

  private func isListed(_ discrepancy: Discrepancy, _ answers: JudgedPass) -> Bool {
    answers.orders?.answer.contains { report in
      report.order.index == discrepancy.order && discrepancy.brokerOrder.map { $0 == report.brokerOrder } ?? true
    } ?? false
  }

  /// One more whole list lacks the orders of which persons were told, or some of them.
  private mutating func countUnlisted(_ answers: JudgedPass, _ sheet: Model) {
    let absent = sheet.discrepancies.filter { discrepancy in
      discrepancy.order != Event.none && discrepancy.execution == Event.none && discrepancy.isLookedForByEachPass
        && !stillOpen.contains(discrepancy.id) && !isListed(discrepancy, answers)
        && sheet.tickets.contains { $0.discrepancy == discrepancy.id }
    }
    if absent.isEmpty {
      unlisted = [:]
    } else if let counted = unlisted {
      unlisted = Dictionary(uniqueKeysWithValues: absent.map { ($0.id, counted[$0.id, default: 0] + 1) })
    } else {
      isUnclear = true
    }
  }

  /// Whether an order of which a person was told may be there still, though a whole list lacks it: until
  /// `missing-confirmations` in a row do, and for good where somebody else's has executed.
  private func isWaitedFor(_ discrepancy: Discrepancy, _ sheet: Model) -> Bool {
    guard let ticket = sheet.tickets.first(where: { $0.discrepancy == discrepancy.id }) else { return false }
    if discrepancy.kind == .unknownOrder, ticket.broker > .zero { return true }
    return unlisted.map { $0[discrepancy.id, default: 0] < configuration.missingConfirmations } ?? true
  }

  /// One more account does not show, or shows, what persons were told of.
  private mutating func countAbsences(_ sheet: Model) {
    let absent = sheet.discrepancies.filter { discrepancy in
      discrepancy.isOfAccount && !stillOpen.contains(discrepancy.id)
        && sheet.tickets.contains { $0.discrepancy == discrepancy.id }
    }
    if absent.isEmpty {
      absences = [:]
    } else if let counted = absences {
      absences = Dictionary(uniqueKeysWithValues: absent.map { ($0.id, counted[$0.id, default: 0] + 1) })
    } else {
      isUnclear = true
    }
  }

  /// Whether a figure that a person was told of has not been found right often enough.
  ///
  /// It takes as many accounts in a row as it took to tell it; what nobody was told of ends with the first.
  private func isToldStill(_ discrepancy: Discrepancy, _ sheet: Model) -> Bool {
    guard sheet.tickets.contains(where: { $0.discrepancy == discrepancy.id }) else { return false }
    return absences.map { $0[discrepancy.id, default: 0] < configuration.driftConfirmations } ?? true
  }
}

extension Discrepancy {
  /// Whether it is about a figure of the account.
  fileprivate var isOfAccount: Bool { order == Event.none && execution == Event.none }

  /// Whether an order is known to lack executions.
  var isGap: Bool { kind == .quantityMismatch && order != Event.none }

  /// Whether a pass looks for it anew each time; an execution or a report that was put aside is for a person.
  var isLookedForByEachPass: Bool {
    switch kind {
    case .duplicateExecution, .overfill, .invalidReport, .contradiction: false
    default: true
    }
  }
}

extension Discrepancy {
  /// Whether it is about a report, or about the order of somebody else that reports tell of.
  var isOfReport: Bool { [.invalidReport, .duplicateExecution, .unknownOrder].contains(kind) }
}

extension Model {
  /// Whether a person has thrown away just this report, or all reports of an order of somebody else.
  func hasDiscarded(_ discrepancy: Discrepancy) -> Bool {
    discarded.contains { former in
      guard DiscrepancyKey(former) == DiscrepancyKey(discrepancy) else { return false }
      return former.kind == .unknownOrder || (former.broker, former.reason) == (discrepancy.broker, discrepancy.reason)
    }
  }
}
