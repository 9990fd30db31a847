import Reconciliation
import Trading

/// What was said since the start about orders that somebody else has placed, and what was asked about those that a person
/// wants cancelled.
struct StrangersHeard: Sendable {
  /// The newest report of each that works or has executed, by its number at the broker.
  private var reports: [BrokerOrderID: OrderReport] = [:]
  /// What was asked about those that a person wants cancelled, or has wanted while something was on its way.
  var asked: [AskedStranger] = []

  /// A report is about an order that is none here.
  mutating func hear(_ report: OrderReport, _ model: Model, _ configuration: EngineConfiguration) {
    let isAbsurd =
      report.instrument.index >= configuration.instruments.count || report.terms.quantity <= .zero
      || report.filled < .zero || !report.sequence.isPossible || report.order.index >> 24 != 0
    guard !isAbsurd, model.slot(of: report.order) == nil, !model.isOver(report) else { return }
    if let newest = reports[report.brokerOrder]?.sequence, report.sequence < newest { return }
    let isOver = report.filled.isZero && report.status.isTerminal
    reports[report.brokerOrder] = isOver ? nil : report
  }

  /// Whether a report is of after all that was heard of its order; of one that nobody has heard of only an answer is.
  func hasNothingSince(_ report: OrderReport, isAnswer: Bool) -> Bool {
    guard let newest = reports[report.brokerOrder] else { return isAnswer }
    return newest.sequence < report.sequence
  }

  /// Whether nothing newer was heard of the order.
  func isNewest(_ report: OrderReport) -> Bool { reports[report.brokerOrder] == report }

  /// What nobody has to decide about is forgotten.
  mutating func forgetWhatIsGone(_ model: Model) {
    for number in reports.keys where !model.discrepancies.contains(where: { $0.brokerOrder == number }) {
      reports[number] = nil
    }
  }

  /// What the broker has told last of the order that a ticket is about.
  func report(about ticket: Ticket, _ model: Model) -> OrderReport? {
    model.discrepancies.first { $0.id == ticket.discrepancy }?.brokerOrder.flatMap { reports[$0] }
  }

  /// Why the order that a ticket is about cannot become one of ours: its id is not its own, or nobody knows its terms.
  func refusal(ofAdopting ticket: Ticket, _ model: Model) -> Word? {
    let namesakes = model.discrepancies.filter { ($0.kind, $0.order) == (.unknownOrder, ticket.order) }
    if namesakes.count > 1 || model.slot(of: ClientOrderID(index: ticket.order)) != nil
      || model.isArchived(ClientOrderID(index: ticket.order))
    {
      return .duplicateKey
    }
    return report(about: ticket, model) == nil ? .stale : nil
  }

  /// The record that a command calls for, if it adopts an order that can be.
  func adoption(by command: OperatorCommand, _ model: Model) -> (ticket: Ticket, record: OrderRecord)? {
    guard case .resolve(let id, .adopt, _) = command, let ticket = model.tickets.first(where: { $0.id == id }),
      ticket.kind == .unknownOrder, refusal(ofAdopting: ticket, model) == nil,
      let report = report(about: ticket, model)
    else { return nil }
    // That it works until it ends is all that can be said of its time.
    let terms = OrderTerms(
      instrument: report.instrument, side: report.side, quantity: report.terms.quantity,
      pricing: report.terms.pricing, timeInForce: .goodTilCancelled)
    return (ticket, .adopted(report.order, terms, number: report.brokerOrder, sequence: report.sequence))
  }
}

/// One order of somebody else that a person wants cancelled, and what was asked about it.
struct AskedStranger: Sendable {
  let number: BrokerOrderID
  var discrepancy: UInt32
  /// Whether the person wants it still.
  var isWanted = true
  /// The record that says so, or that a start has recovered.
  var record: UInt64
  /// The number of the request without an answer, and whether that is a question.
  var request: UInt32?
  /// Whether the next request has to be a question: what has become of the last cancel is not known.
  var isOpen: Bool
  /// How many cancels were sent, how many of them a rate limit stopped, and when the last one was sent.
  var cancels = 0, limited = 0
  var cancelledAt = Instant.origin
  /// How many questions in a row were in vain, and how many of the answers knew no such order.
  var questions = 0, absences = 0
  /// Before these instants it is not asked again, and nothing is sent.
  var askedAgainFrom = Instant.origin
  var limitedUntil = Instant.origin
  /// When its timer is set for.
  var timer: Instant?
  /// The last record there was when a cancel had to be sent.
  var dueAfter: UInt64?
  /// Whether something was heard of it while the store failed.
  var isVague = false

  init(number: BrokerOrderID, discrepancy: UInt32, record: UInt64, isOpen: Bool) {
    (self.number, self.discrepancy, self.record, self.isOpen) = (number, discrepancy, record, isOpen)
  }
}

extension StrangersHeard {
  /// Tickets have changed, or a start has recovered them.
  mutating func review(_ model: Model, record: UInt64, isStart: Bool) {
    let wanted = model.tickets.filter { $0.decision == .cancel }.map(\.discrepancy)
    for place in asked.indices where asked[place].isWanted {
      asked[place].isWanted = wanted.contains(asked[place].discrepancy)
    }
    asked.removeAll { !$0.isWanted && $0.request == nil }
    for discrepancy in model.discrepancies where wanted.contains(discrepancy.id) {
      guard let number = discrepancy.brokerOrder else { continue }
      let former = asked.firstIndex { $0.number == number }
      if let former, asked[former].isWanted { continue }
      var one = AskedStranger(number: number, discrepancy: discrepancy.id, record: record, isOpen: isStart)
      if let former {
        one.request = asked[former].request
        one.isOpen = true
        asked[former] = one
      } else {
        asked.append(one)
      }
    }
  }

  /// A request about such an order is sent.
  mutating func note(_ request: Request, at now: Instant, _ configuration: EngineConfiguration) {
    guard let place = asked.firstIndex(where: { $0.number == request.content.stranger }) else { return }
    asked[place].request = request.id.number
    asked[place].dueAfter = nil
    if request.content.kind == .cancel {
      asked[place].cancels += 1
      asked[place].cancelledAt = now
    } else {
      asked[place].questions += 1
    }
  }

  /// A request has ended.
  mutating func settle(_ request: Request?) {
    guard let request, let place = asked.firstIndex(where: { $0.request == request.id.number }) else { return }
    asked[place].request = nil
    if !asked[place].isWanted { asked.remove(at: place) }
  }
}
