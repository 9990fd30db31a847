import Reconciliation
import Trading

/// The answers of a pass so far.
struct JudgedPass: Sendable {
  /// How many are still to come.
  var awaited = 0
  /// Whether the answer of this turn lets it ask for the rest.
  var isProbed = false
  var kind = PassKind.full
  /// Whether it changes nothing, and which instruments it looks at; all, if none is named.
  var isLook = false
  var symbols: Set<UInt32> = []
  var hasFailed = false
  var orders: Snapshot<OrderReport>?
  var executions: Snapshot<Execution>?
  var account: AccountReport?

  /// Whether the answers about orders and executions do not say all that the broker has.
  var isCutShort: Bool { (orders?.isCutShort ?? false) || (executions?.isCutShort ?? false) }
}

/// A figure of the account that differs from the broker's.
struct DriftSight: Sendable {
  enum Figure: Hashable, Sendable {
    case quantity(InstrumentID)
    case price(InstrumentID)
    case cash(CurrencyID)
  }

  var figure: Figure
  /// The broker's figure less the one here.
  var difference: Fraction
  /// In how many passes in a row it was counted.
  var count: Int
  /// When the first of them was.
  var first: Instant
  /// When the last of them began.
  var passBegan: Instant
}

extension Reckoning {
  /// Takes an answer of the broker.
  mutating func take(_ response: Response, to request: Request?, _ model: inout Model) {
    guard let request else { return takeLate(response, &model) }
    let order = request.content.order
    switch (request.content, response) {
    case (.orders, .orders(let page)), (.changedOrders, .orders(let page)):
      guard !page.standsStill(at: request.cursor) else { return fail(request, &model) }
      pass.orders = page.following(pass.orders).withoutRepeats
    case (.executions, .executions(let page)):
      guard !page.standsStill(at: request.cursor) else { return fail(request, &model) }
      pass.executions = page.following(pass.executions)
    case (.account, .account(let report)): pass.account = report
    case (.query, .order(let report)):
      guard let report else { return }
      guard report.order == order else { return takeLate(response, &model) }
      return take(report, source: .query, &model)
    case (.place, .done(let report)), (.cancel, .done(let report)), (.replace, .done(let report)):
      return take(report, source: .response, &model)
    case (.place, .refused), (.cancel, .refused), (.replace, .refused): return
    case (.queryStranger(let number, _), .order(let report?)) where report.order == order:
      return take(report, of: number, source: .query, &model)
    case (.cancelStranger(let number, _), .done(let report)) where report.order == order:
      return take(report, of: number, source: .response, &model)
    case (.queryStranger(let number, _), .order(nil)): return noteAbsent(number, &model)
    default:
      // The answer to another question is none.
      takeLate(response, &model)
      failStranger(request, nil, &model)
      return fail(request, &model)
    }
    // A page that is not the last one is no answer yet.
    if request.goesOn(after: response) == nil { noteAnswer(&model) }
  }

  /// An answer that nobody waits for any more is still evidence of its order.
  private mutating func takeLate(_ response: Response, _ model: inout Model) {
    switch response {
    case .done(let report), .order(let report?): take(report, source: .response, &model)
    case .order, .refused, .orders, .executions, .account: break
    }
  }

  /// A request got no answer.
  mutating func fail(_ request: Request?, _ model: inout Model) {
    guard let request, request.content.order == nil else { return }
    pass.hasFailed = true
    noteAnswer(&model)
  }

  private mutating func noteAnswer(_ model: inout Model) {
    pass.awaited -= 1
    if pass.awaited == 0, !pass.isProbed { finishPass(&model) }
  }

  private mutating func take(_ report: OrderReport, source: Word, _ model: inout Model) {
    let isNews = source != .stream || isLater(report, model)
    model.tryOut { observe(report, source: source, isComparing: false, isNews: isNews, &$0) }
  }

  /// Whether a message of the stream tells of a later change of its order: the stream tells of each once, and what it
  /// repeats is no sign of life.
  private func isLater(_ report: OrderReport, _ model: Model) -> Bool {
    model.slot(of: report.order).map { report.sequence > model.orders[$0].sequence } ?? true
  }

  /// Takes a message of the stream.
  mutating func take(_ update: StreamUpdate, _ model: inout Model) {
    switch update {
    case .heartbeat: break
    case .order(let report, _): take(report, source: .stream, &model)
    case .execution(let execution, let report):
      let isNews = isLater(report, model)
      if isBlind { unsureExecutions.insert(execution) }
      model.tryOut { sheet in
        takeTerms(report, source: .stream, isComparing: false, &sheet)
        reckon(execution, source: .stream, with: report, &sheet)
        observe(report, source: .stream, isComparing: false, isNews: isNews, &sheet)
      }
    }
  }
}
