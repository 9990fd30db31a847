import Reconciliation
import Trading

/// What reports outside of passes have told to be executed and the records lack, until a pass has brought it or an
/// answer that is as new as the report has told of the order: an older answer proves nothing (design, section 3, rule 4).
struct HeardGaps: Sendable {
  /// What the pass that has ended in a turn says of them.
  struct Verdict {
    /// Which of its answers are whole and from before what a report had told.
    var outdated: [Word] = []
    /// Whether a gap is left of which it proves nothing.
    var leavesGap = false
    /// Whether that cannot be told, since the store failed.
    var isUnclear = false
  }

  private struct Gap {
    var order: ClientOrderID
    var quantity: Decimal
    var asOf: BrokerSequence
    /// How many passes had started when it was told.
    var passes: Int
    var isSure: Bool
  }

  /// What the turn says of a pass that has ended in it.
  private(set) var verdict: Verdict?
  private var gaps: [Gap] = []
  private var quantities = ToldGaps()
  private var report: OrderReport?
  /// How many passes have started, had when the turn began, and had when its report was looked at.
  private var passes = 0, passesBefore = 0, passesAtReport = 0

  /// A turn begins; a pass for the return of the stream starts before its message is looked at.
  mutating func beginTurn() {
    verdict = nil
    passesBefore = passes
  }

  /// Takes the input of a turn.
  mutating func take(_ input: EngineInput, _ hearsay: Hearsay, _ configuration: EngineConfiguration) {
    switch input {
    case .started: self = HeardGaps()
    case .streamUpdate(.order(let told, _)), .streamUpdate(.execution(_, let told)):
      report = told
      let isBack = !hearsay.isStreamUp && configuration.reconcilesOnReconnect && configuration.isEnabled
      passesAtReport = passes + (isBack && hearsay.pass == nil ? 1 : 0)
    case .response(_, .done(let told)), .response(_, .order(let told?)):
      guard !hearsay.isAnswerRepeated else { return }
      report = told
      passesAtReport = passes
    default: return
    }
  }

  /// A pass starts.
  mutating func beginPass() { passes += 1 }

  /// A turn is over.
  ///
  /// - Parameter pass: the pass that has ended in it, if one has.
  mutating func end(_ pass: JudgedPass?, isBlind: Bool, _ model: Model) {
    if let report {
      self.report = nil
      note(report, isBlind: isBlind, model)
    }
    if let pass, !pass.hasFailed, !pass.isLook { verdict = judge(pass, isBlind: isBlind, model) }
  }

  private mutating func note(_ report: OrderReport, isBlind: Bool, _ model: Model) {
    let look = quantities.look(at: report, isUnsure: isBlind, model)
    guard look != .none else { return }
    gaps.removeAll { $0.order == report.order }
    gaps.append(
      Gap(
        order: report.order, quantity: report.filled, asOf: report.sequence, passes: passesAtReport,
        isSure: look == .new))
  }

  private mutating func judge(_ pass: JudgedPass, isBlind: Bool, _ model: Model) -> Verdict {
    guard !gaps.isEmpty else { return Verdict() }
    gaps.removeAll { gap in
      model.order(gap.order).map { $0.hasFilled(gap.quantity) || $0.hasFilled(moreThan: gap.quantity) } ?? true
    }
    // What was told while the pass ran, the next one asks for.
    let asked = gaps.filter { $0.passes < passesBefore }
    guard let newest = asked.map(\.asOf).max() else { return Verdict() }
    var verdict = Verdict()
    if let executions = pass.executions, executions.isComplete, executions.asOf.isPossible, executions.asOf < newest {
      verdict.outdated.append(.executions)
    }
    if let orders = pass.orders, orders.isComplete, orders.asOf.isPossible, orders.asOf < newest {
      verdict.outdated.append(.orders)
    }
    gaps.removeAll { $0.passes < passesBefore && HeardGaps.isTold($0, pass.orders, model) }
    verdict.leavesGap = gaps.contains { $0.passes < passesBefore }
    verdict.isUnclear = isBlind || asked.contains { !$0.isSure }
    return verdict
  }

  /// Whether an answer about orders is as new as the report of a gap, as a whole or in what it says of the order.
  private static func isTold(_ gap: Gap, _ orders: Snapshot<OrderReport>?, _ model: Model) -> Bool {
    guard let orders else { return false }
    if orders.isComplete, orders.asOf.isPossible, gap.asOf <= orders.asOf { return true }
    guard let order = model.order(gap.order) else { return false }
    return orders.answer.contains { $0.order == gap.order && gap.asOf <= $0.sequence && $0.fits(order) }
  }
}
