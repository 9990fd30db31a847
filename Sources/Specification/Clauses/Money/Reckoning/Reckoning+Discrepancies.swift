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
      return id
    }
    var opened = discrepancy
    // What is about the account was assessed with it.
    if opened.order != Event.none { opened.impact = worth(of: opened, sheet) }
    opened.level = urgency(of: opened.kind, worth: opened.impact)
    opened.found = now
    call(.openings, .opening(opened), isOptional: isOptional)
    opened.id = sheet.discrepancyCount + 1
    write(.discrepancy(.found(opened)), &sheet)
    if isComparing { stillOpen.append(opened.id) }
    if opened.isForPersonAtOnce { openTicket(opened, .tickets, for: opened.reason, isOptional: isOptional, &sheet) }
    return opened.id
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
    guard !sheet.discrepancies.isEmpty else { return }
    let isWhole =
      answers.orders.map { $0.isComplete && isPossible($0.asOf) && !answers.kind.asksChangesOnly } ?? false
    for discrepancy in sheet.discrepancies
    where discrepancy.isLookedForByEachPass && discrepancy.execution == Event.none
      && !stillOpen.contains(discrepancy.id)
    {
      if discrepancy.order == Event.none {
        if !isAccountCompared { continue }
      } else if !isWhole,
        answers.orders?.answer.contains(where: { report in
          report.order.index == discrepancy.order
            && discrepancy.brokerOrder.map { $0 == report.brokerOrder } ?? true
        }) != true
      {
        continue
      }
      close(discrepancy.id, &sheet)
    }
  }
}

extension Discrepancy {
  /// Whether a pass looks for it anew each time; an execution or a report that was put aside is for a person.
  var isLookedForByEachPass: Bool {
    switch kind {
    case .duplicateExecution, .overfill, .invalidReport, .contradiction: false
    default: true
    }
  }
}
