import Reconciliation
import Trading

/// What is called for about an order of somebody else that a person wants cancelled, or ours.
extension Reckoning {
  /// The place of an order that a person wants cancelled still; where that cannot be told the turn is not judged.
  private mutating func wanted(_ number: BrokerOrderID) -> Int? {
    guard let place = strangers.asked.firstIndex(where: { $0.number == number && $0.isWanted }) else { return nil }
    if strangers.asked[place].isVague || isBlind { isUnclear = true }
    return place
  }

  /// An order that is adopted is nobody else's: that ends the difference.
  mutating func endAdopted(by command: OperatorCommand, _ model: inout Model) {
    guard let (ticket, _) = strangers.adoption(by: command, model) else { return }
    // While the store takes no records nobody adopts.
    if !isBlind { readAgain() }
    model.tryOut { close(ticket.discrepancy, by: .operator, &$0) }
  }

  /// An answer about the order, which is evidence of it as any other.
  mutating func take(_ report: OrderReport, of number: BrokerOrderID, source: Word, _ model: inout Model) {
    model.tryOut { sheet in
      observe(report, source: source, isComparing: false, &sheet)
      guard let place = wanted(number), sheet.isCancelled(strangers.asked[place].discrepancy) else { return }
      if report.brokerOrder != number {
        fail(place, isCancel: source == .response)
      } else if !report.status.isTerminal {
        strangers.asked[place].isOpen = false
        (strangers.asked[place].questions, strangers.asked[place].absences) = (0, 0)
        strangers.asked[place].askedAgainFrom = .origin
        // The last repeat was as vain as the first one.
        let tries = strangers.asked[place].cancels - strangers.asked[place].limited
        if tries > configuration.maximumRetries { reopen(strangers.asked[place], for: .exhausted, &sheet) }
      }
    }
  }

  /// Whoever tells that it has ended: it is gone, or the person has to decide about what it has executed.
  mutating func endStranger(by report: OrderReport, _ sheet: inout Model) {
    guard let place = wanted(report.brokerOrder) else { return }
    strangers.asked[place].absences = 0
    let one = strangers.asked[place]
    // A list may have it twice, and then it has been said already.
    guard report.status.isTerminal, sheet.isCancelled(one.discrepancy) else { return }
    if report.filled > .zero {
      reopen(one, for: .terminal, executed: report.filled, &sheet)
    } else {
      close(one.discrepancy, by: .operator, &sheet)
    }
  }

  /// The broker knows no order of that number.
  mutating func noteAbsent(_ number: BrokerOrderID, _ model: inout Model) {
    guard let place = wanted(number) else { return }
    strangers.asked[place].absences += 1
    let one = strangers.asked[place]
    guard one.absences >= configuration.missingConfirmations else { return waitToAsk(place) }
    model.tryOut { sheet in
      if sheet.tickets.contains(where: { $0.discrepancy == one.discrepancy && $0.broker > .zero }) {
        reopen(one, for: .absent, &sheet)
      } else {
        close(one.discrepancy, by: .operator, &sheet)
      }
    }
  }

  /// A request about such an order has brought nothing; without an input its answer was none.
  mutating func failStranger(_ request: Request?, _ input: EngineInput?, _ model: inout Model) {
    guard let request, let number = request.content.stranger, let place = wanted(number) else { return }
    let isCancel = request.content.kind == .cancel
    guard case .requestFailed(_, .gateway(let status))? = input else { return fail(place, isCancel: isCancel) }
    if status == 429, let pause = configuration.guarantees.rateLimitPause {
      strangers.asked[place].limitedUntil = now + pause
      if isCancel { strangers.asked[place].limited += 1 }
    } else if isCancel, (400..<500).contains(status), status != 408, status != 429 {
      let one = strangers.asked[place]
      model.tryOut { reopen(one, for: .refusedByBroker, &$0) }
    } else {
      fail(place, isCancel: isCancel)
    }
  }

  private mutating func fail(_ place: Int, isCancel: Bool) {
    if isCancel { strangers.asked[place].isOpen = true } else { waitToAsk(place) }
  }

  private mutating func waitToAsk(_ place: Int) {
    strangers.asked[place].askedAgainFrom =
      WaitBounds(configuration, attempt: strangers.asked[place].questions, from: now).earliest
  }

  /// The person has to decide again, and is told why.
  private mutating func reopen(
    _ one: AskedStranger, for reason: Word, executed: Decimal = .zero, _ sheet: inout Model
  ) {
    guard var ticket = sheet.tickets.first(where: { $0.discrepancy == one.discrepancy }) else { return }
    ticket.decision = nil
    ticket.isAcknowledged = false
    (ticket.author, ticket.note) = (Event.none, Event.none)
    (ticket.told, ticket.raised) = (now, now)
    ticket.reason = reason
    if executed > ticket.broker { ticket.broker = executed }
    let record = TicketRecord.updated(ticket)
    call(.tickets, .record(.ticket(record.withoutNumber)))
    write(.ticket(record), &sheet)
  }

  /// What a pass tells while the store fails is known, and what the engine makes of it is not.
  mutating func hearStrangers(of pass: JudgedPass, _ model: Model) {
    for place in strangers.asked.indices { strangers.asked[place].isVague = true }
    guard let orders = pass.orders else { return }
    for report in orders.answer where pass.symbols.isEmpty || pass.symbols.contains(report.instrument.index) {
      strangers.hear(report, model, configuration)
    }
  }
}

extension Model {
  /// Whether a person wants the order cancelled that a discrepancy is about.
  fileprivate func isCancelled(_ discrepancy: UInt32) -> Bool {
    tickets.contains { $0.discrepancy == discrepancy && $0.decision == .cancel }
  }
}
