public import Reconciliation
public import Trading

/// What the input of one turn says about orders, before anything is done about it.
public struct OrderTelling: Sendable {
  /// What came of a request about an order.
  public enum Outcome: Hashable, Sendable {
    /// No request about an order has ended.
    case none
    /// A look-up was answered with the order.
    case found
    /// A look-up was answered with the word that there is no such order.
    case absent
    /// A place, cancel or replace was carried out.
    case done
    /// The broker refused a place, cancel or replace for good.
    case refused(Refusal)
    /// Nothing is known of it, for this reason.
    case unknown(Word)
    /// A gateway refused it for good, for this reason.
    case stopped(Word)
    /// A rate limit stopped it; the broker takes it again after this pause.
    case limited(TimeSpan)
  }

  /// What came of the request that the input ends.
  public var outcome = Outcome.none
  /// The request, if it was about an order.
  public var request: SentRequest?
  /// The order that the request was about, by its place in the model.
  public var slot: Int?
  /// The order as it was before the turn.
  public var before: ModelOrder?
  /// What a look-up that found nothing proves.
  public var absence: AbsenceVerdict?

  /// The report that the input carries, if it carries one.
  public var report: OrderReport?
  /// The channel of the report.
  public var source = Word.response
  /// The execution that the report came with.
  public var execution: Execution?
  /// The orders of a pass that ends with this input.
  public var rows: ArraySlice<OrderReport> = []
  /// Whether a pass ends with this input.
  public var endsPass = false
  /// Whether the pass that ends has all its answers.
  public var isPassWhole = false
  /// As of when the orders of the pass hold, if they are all there: from what they lack something can be concluded.
  public var rowsAsOf: BrokerSequence?

  /// The kind of the request that has ended.
  public var kind: Word? { request?.request.content.kind }
}

extension OrderTelling {
  /// Tells what a response says; a response that fits its request in neither kind nor order is no answer to it.
  mutating func take(_ response: Response, to settled: SentRequest?) {
    let content = settled?.request.content
    let kind = content?.kind
    let isOrder = kind == .place || kind == .cancel || kind == .replace
    // What is asked about an order of somebody else is asked about none here, whatever it says of one.
    request = content?.order == nil || content?.stranger != nil ? nil : settled
    switch response {
    case .order(nil):
      outcome = kind == .query ? .absent : .unknown(.invalid)
    case .order(let report?):
      self.report = report
      if kind == .query, report.order == content?.order { source = .query }
      outcome = source == .query ? .found : .unknown(.invalid)
    case .done(let report):
      self.report = report
      outcome = isOrder && report.order == content?.order ? .done : .unknown(.invalid)
    case .refused(let refusal): outcome = isOrder ? .refused(refusal) : .unknown(.invalid)
    case .orders, .executions, .account: outcome = .unknown(.invalid)
    }
    if request == nil { outcome = .none }
  }

  /// Tells what a failure on the way says (reference, brokers, section 6.2): a 4xx is somebody's refusal, but for the
  /// ones that speak of time and load; a reset, a 5xx and a 408 say nothing; a 429 what the broker promises of it.
  mutating func take(_ failure: TransportFailure, of settled: SentRequest?, _ promises: BrokerGuarantees) {
    guard let settled, settled.request.content.order != nil, settled.request.content.stranger == nil else { return }
    request = settled
    switch failure {
    case .reset: outcome = .unknown(.reset)
    case .gateway(status: 429):
      outcome = promises.rateLimitPause.map { .limited($0) } ?? .unknown(.rateLimited)
    case .gateway(status: 408): outcome = .unknown(.serverError)
    case .gateway(let status) where status > 499: outcome = .unknown(.serverError)
    case .gateway:
      // A look-up is a question: whoever refuses it has told nothing of the order.
      outcome = settled.request.content.kind == .query ? .unknown(.refusedByBroker) : .stopped(.refusedByBroker)
    }
  }
}
