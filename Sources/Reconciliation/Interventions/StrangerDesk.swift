import Trading

/// What is known of orders that somebody else has placed, and what is asked about those that a person wants cancelled.
///
/// That a cancel is wanted is in the books, as the decision about a ticket; what is in flight for it a restart forgets,
/// and asks before it sends another one.
struct StrangerDesk: Sendable {
  /// The newest report of each since the start, by the broker's number.
  private var reports: [BrokerOrderID: OrderReport] = [:]
  /// What is in flight for each that a person wants cancelled, in the order of their tickets.
  var tracking: [StrangerTracking] = []
  /// Those that the last pass found to be cancelled still, by the number of the discrepancy.
  var waiting: [UInt32: OrderWaiting] = [:]

  /// A report is about an order that is none here.
  ///
  /// What has ended without an execution is nobody's business any more.
  mutating func hear(_ report: OrderReport, _ core: Core) {
    guard core.books.slot(of: report.order) == nil, isBelievable(report, core) else { return }
    if let known = reports[report.brokerOrder], known.sequence > report.sequence { return }
    reports[report.brokerOrder] = OrderDetector.isOfConcern(report) ? report : nil
  }

  /// Whether a report is the newest that was heard of its order.
  func isNewest(_ report: OrderReport) -> Bool { reports[report.brokerOrder] == report }

  /// Whether a report is newer than all that was heard of its order, or answers what was asked about it.
  func isNews(_ report: OrderReport, source: Word) -> Bool {
    reports[report.brokerOrder].map { $0.sequence < report.sequence } ?? (source == .response || source == .query)
  }

  private func isBelievable(_ report: OrderReport, _ core: Core) -> Bool {
    Int(report.instrument.index) < core.configuration.instruments.count && report.terms.quantity.isPositive
      && !report.filled.isNegative && report.sequence.isCredible && report.order.index < ManagedOrder.indexLimit
  }

  /// Forgets the reports of what nobody has to decide about any more.
  mutating func forgetWhatIsGone(_ core: Core) {
    guard !reports.isEmpty else { return }
    let open = Set(core.books.discrepancies.compactMap(\.brokerOrder))
    reports = reports.filter { open.contains($0.key) }
  }

  /// Why an order of somebody else cannot be adopted, or nil.
  ///
  /// Its client order id is not its own, its terms were not told since the start, or the store takes no records.
  func refusal(of command: OperatorCommand, _ core: Core) -> Word? {
    guard let ticket = ticket(adoptedBy: command, core) else { return nil }
    // What the engine takes on has to be durable, or a restart would not know of it.
    guard !core.journal.isFailing else { return .halted }
    guard core.books.isAlone(ClientOrderID(index: ticket.order)) else { return .duplicateKey }
    return adopted(by: command, core) == nil ? .stale : nil
  }

  /// The newest report of the order that a command adopts.
  func adopted(by command: OperatorCommand, _ core: Core) -> OrderReport? {
    guard let ticket = ticket(adoptedBy: command, core),
      let number = core.books.strangersNumber(ofDiscrepancy: ticket.discrepancy)
    else { return nil }
    return reports[number]
  }

  private func ticket(adoptedBy command: OperatorCommand, _ core: Core) -> Ticket? {
    guard case .resolve(let id, .adopt, _) = command, let ticket = core.books.ticket(id),
      TicketDecision.adopt.suits(ticket)
    else { return nil }
    return ticket
  }
}

/// What is in flight for one order of somebody else that a person wants cancelled; forgotten by a restart.
struct StrangerTracking: Sendable {
  let number: BrokerOrderID
  let order: ClientOrderID
  var discrepancy: UInt32
  /// Whether the person wants it still; what is on its way is waited for all the same.
  var isWanted = true
  /// The request without an answer so far.
  var request: RequestID?
  /// Whether a cancel was decided and waits for its record to be durable.
  var isSending = false
  /// Whether nothing may be sent before the broker has said how the order stands.
  var needsLookUp: Bool
  /// How many cancels were sent, and how many of them a rate limit stopped.
  var cancels = 0
  var limitedCancels = 0
  /// How many look-ups in a row brought nothing, and how many of them said that there is no such order.
  var lookUps = 0
  var absences = 0
  /// Before this instant the cancel is not repeated.
  var repeatsAt = Instant.origin
  /// Before this instant a rate limit lets nothing through.
  var limitedUntil = Instant.origin
  /// Whether its timer is set.
  var waits = false
}

extension OrderReport {
  /// The record that makes the order one of ours.
  ///
  /// No report tells for how long the order works: here, until the broker says that it has ended.
  var adoption: OrderRecord {
    .adopted(
      order,
      OrderTerms(
        instrument: instrument, side: side, quantity: terms.quantity, pricing: terms.pricing,
        timeInForce: .goodTilCancelled), number: brokerOrder, sequence: sequence)
  }
}
