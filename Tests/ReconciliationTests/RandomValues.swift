import TestSupport
import Trading

@testable import Reconciliation

/// Random values of everything that a journal holds.
extension SeededGenerator {
  mutating func index() -> UInt32 {
    Int.random(in: 0..<8, using: &self) == 0 ? .max : UInt32.random(in: 0...1_000_000, using: &self)
  }

  mutating func sequence() -> BrokerSequence {
    BrokerSequence(UInt64.random(in: 0...UInt64.max, using: &self) >> UInt64.random(in: 0...63, using: &self))
  }

  mutating func instant() -> Instant { Instant(nanoseconds: Int64.random(in: .min ... .max, using: &self)) }
  mutating func word() -> Word { Word.allCases.randomElement(using: &self) ?? .pending }
  mutating func status() -> OrderStatus { OrderStatus.allCases.randomElement(using: &self) ?? .pending }
  mutating func flag() -> Bool { Bool.random(using: &self) }
  mutating func order() -> ClientOrderID { ClientOrderID(index: index()) }
  mutating func instrument() -> InstrumentID { InstrumentID(index: index()) }
  mutating func side() -> Side { flag() ? .buy : .sell }
  mutating func origin() -> ExecutionOrigin { flag() ? .reported : .absorbed }
  mutating func cause() -> EntryCause { EntryCause.allCases.randomElement(using: &self) ?? .start }

  mutating func pricing() throws -> OrderPricing {
    switch Int.random(in: 0..<4, using: &self) {
    case 0: .market
    case 1: .limit(try decimal())
    case 2: .stop(try decimal())
    default: .stopLimit(stop: try decimal(), limit: try decimal())
    }
  }

  mutating func terms() throws -> OrderTerms {
    OrderTerms(
      instrument: instrument(), side: side(), quantity: try decimal(), pricing: try pricing(),
      timeInForce: TimeInForce.allCases.randomElement(using: &self) ?? .day)
  }

  mutating func amendment() throws -> Amendment { Amendment(quantity: try decimal(), pricing: try pricing()) }

  mutating func execution() throws -> Execution {
    Execution(
      id: ExecutionID(index: index()), order: order(), brokerOrder: BrokerOrderID(index: index()),
      instrument: instrument(), side: side(), quantity: try decimal(), price: try decimal(), executedAt: instant(),
      sequence: sequence(), fee: flag() ? try decimal() : .zero)
  }

  mutating func rawReport() throws -> RawReport {
    guard flag() else {
      return .order(
        OrderReport(
          order: order(), brokerOrder: BrokerOrderID(index: index()), instrument: instrument(), side: side(),
          terms: try amendment(), status: status(), filled: try decimal(), averagePrice: try decimal(),
          sequence: sequence(), note: index()))
    }
    var execution = try execution()
    execution.reference = flag() ? ExecutionID(index: index()) : nil
    return .execution(execution)
  }

  mutating func discrepancy() throws -> Discrepancy {
    var discrepancy = Discrepancy(
      word(), order: index(), execution: index(), instrument: index(), currency: index(), local: try decimal(),
      broker: try decimal(), localStatus: flag() ? status() : nil, brokerStatus: flag() ? status() : nil)
    discrepancy.id = index()
    discrepancy.impact = flag() ? try decimal() : nil
    discrepancy.level = Level.allCases.randomElement(using: &self)
    discrepancy.reason = flag() ? word() : nil
    discrepancy.found = instant()
    discrepancy.brokerOrder = flag() ? BrokerOrderID(index: index()) : nil
    discrepancy.report = flag() ? try rawReport() : nil
    return discrepancy
  }

  mutating func ticket() throws -> Ticket {
    var ticket = Ticket(try discrepancy(), id: index(), reason: flag() ? word() : nil, at: instant())
    ticket.told = instant()
    if flag() { ticket.level = nil }
    ticket.raised = instant()
    ticket.isAcknowledged = flag()
    ticket.assignee = index()
    ticket.hasGivenLevel = flag()
    ticket.author = index()
    ticket.note = index()
    if flag() { ticket.attempts = index() }
    let decisions: [TicketDecision?] = [
      nil, .acceptBroker, .acceptLocal, .figure(try decimal()), .discard, .ignore, .adopt, .cancel,
    ]
    ticket.decision = decisions.randomElement(using: &self) ?? nil
    return ticket
  }

  mutating func passReport() -> PassReport {
    var report = PassReport(
      number: index(), trigger: word(), kind: PassKind.allCases.randomElement(using: &self) ?? .full, isLook: flag())
    report.status = PassReport.Status.allCases.randomElement(using: &self) ?? .failed
    report.started = flag() ? instant() : nil
    report.ended = flag() ? instant() : nil
    report.orders = Int(index())
    report.executions = Int(index())
    report.positions = Int(index())
    report.found = Int(index())
    report.resolved = Int(index())
    report.corrections = Int(index())
    if flag() { report.warnings = [PassReport.Remark(word(), word()), PassReport.Remark(word(), word())] }
    if flag() { report.errors = [PassReport.Remark(word(), word())] }
    return report
  }

  /// A record of one kind.
  mutating func record(_ kind: Word) throws -> JournalRecord? {
    switch kind {
    case .accepted: .order(.accepted(order(), try terms()))
    case .attempt: .order(.attempt(order(), number: Int.random(in: .min ... .max, using: &self), after: sequence()))
    case .status:
      .order(
        .status(
          StatusChange(
            order: order(), from: status(), to: status(), brokerOrder: flag() ? BrokerOrderID(index: index()) : nil,
            source: word(), reason: flag() ? word() : nil, note: index(), sequence: sequence())))
    case .execution: .execution(.counted(try execution(), source: word(), origin: origin()))
    case .cancelIntent: .order(.cancelIntent(order()))
    case .replaceIntent: .order(.replaceIntent(order(), try amendment()))
    case .intentEnd: .order(.intentEnd(order(), word(), reason: word()))
    case .terms: .order(.terms(order(), try amendment(), source: word(), sequence: sequence()))
    case .passReport: .control(.passReport(passReport()))
    case .accountSeen: .control(.accountSeen(asOf: sequence()))
    case .staleOrder: .order(.stale(order(), policy: word()))
    case .adopted:
      .order(.adopted(order(), try terms(), number: BrokerOrderID(index: index()), sequence: sequence()))
    case .position:
      .position(
        .adopted(
          PositionAdoption(
            instrument: instrument(), from: try decimal(), to: try decimal(), averagePrice: try decimal(),
            asOf: sequence(), policy: word(), charge: flag() ? try decimal() : .zero)))
    case .cash:
      .cash(
        .adopted(
          CashAdoption(
            currency: CurrencyID(index: index()), from: try decimal(), to: try decimal(), asOf: sequence(),
            policy: word(), charge: flag() ? try decimal() : .zero)))
    case .verified: flag() ? .position(.verified(instrument())) : .cash(.verified(CurrencyID(index: index())))
    case .discrepancy: .discrepancy(.found(try discrepancy()))
    case .resolution: .discrepancy(.resolved(id: index(), kind: word(), by: word()))
    case .held: .discrepancy(.held(id: index(), limit: word()))
    case .halted: .control(.halt(flag(), by: flag() ? index() : Event.none))
    case .chosen:
      .control(
        .kind(
          PassKind.allCases.randomElement(using: &self) ?? .full,
          for: PassClock.allCases.randomElement(using: &self) ?? .poll))
    case .ticket: .ticket(.opened(try ticket()))
    case .ticketUpdate: .ticket(.updated(try ticket()))
    case .ticketStep:
      .ticket(.stepped(try ticket(), TicketStep.allCases.randomElement(using: &self) ?? .acknowledged))
    case .stopped: .control(.stop(flag(), by: index()))
    case .opening:
      .control(
        flag()
          ? .opened(by: word(), person: index())
          : .opening(flag() ? .empty : .lost, policy: word()))
    case .archived:
      if flag() {
        .control(.archived(.order(try managed(order()))))
      } else {
        .control(.archived(flag() ? .execution(try execution(), origin()) : .end(count: index())))
      }
    case .ticketEnd: .ticket(.resolved(id: index(), discrepancy: index(), kind: word(), by: word()))
    default: nil
    }
  }

  /// An order with random contents.
  mutating func managed(_ id: ClientOrderID) throws -> ManagedOrder {
    var order = ManagedOrder(id: id, terms: try terms())
    order.status = status()
    order.filled = try decimal()
    order.value = try amount()
    order.brokerOrder = flag() ? BrokerOrderID(index: index()) : nil
    order.sequence = sequence()
    order.acceptedAt = instant()
    order.sentAfter = sequence()
    order.changedAt = instant()
    order.attempts = Int.random(in: 0...9, using: &self)
    order.isKeyTaken = flag()
    order.hasCancelIntent = flag()
    order.replaceIntent = flag() ? try amendment() : nil
    if flag() { order.replaceIntent = nil }
    return order
  }

  /// Books with random contents of every kind, for two instruments and two currencies.
  mutating func books() throws -> Books {
    var books = Books(instruments: Fixture.instruments, currencyCount: 2)
    // The second has left the books.
    for index in 0..<UInt32.random(in: 0...4, using: &self) where index != 1 {
      let order = try managed(ClientOrderID(index: index * 3))
      books.add(order)
      if flag() { books.supersededTerms[order.id.index] = [try amendment(), try amendment()] }
    }
    for _ in 0..<Int.random(in: 0...4, using: &self) {
      books.log.append(try execution(), .absorbed)
    }
    if flag() {
      books.archived.announce(try managed(ClientOrderID(index: 3)))
      books.archived.end(with: [try execution(), try execution()])
      books.log.noteKnown(upTo: books.archived.newest)
    }
    for index in 0..<2 {
      let asOf = sequence()
      try books.positions[index].adopt(
        quantity: Decimal(Int.random(in: -999...999, using: &self)), averagePrice: Decimal(7), asOf: asOf,
        executionCount: books.executions.count)
      books.adoptedAsOf[index] = asOf
      books.cash[index] = try decimal()
      books.cashAsOf[index] = sequence()
    }
    for _ in 0..<Int.random(in: 0...3, using: &self) { books.discrepancies.append(try discrepancy()) }
    books.discrepancyCount = index()
    books.spending = CorrectionSpending(day: Int64(index()) - 9, amounts: flag() ? [try decimal(), try decimal()] : [])
    books.heldDiscrepancies = flag() ? [index()] : []
    for _ in 0..<Int.random(in: 0...2, using: &self) {
      books.pastDiscrepancies.append(PastDiscrepancy(try discrepancy(), resolved: instant(), by: word()))
      books.tickets.append(try ticket())
    }
    books.ticketCount = index()
    books.isStopped = flag()
    if flag() { books.passReports = [passReport()] }
    if flag() { books.accountAsOf = sequence() }
    books.opening = flag() ? .lost : nil
    return books
  }
}
