import Reconciliation
import Trading

/// What reports outside of passes have told to be executed and the records lack, until a pass has brought it or an
/// answer that is as new as the report has told of the order: an older answer proves nothing (design, section 3, rule 4).
///
/// What whole answers as new as the report leave open is a difference, of which no channel tells more.
struct HeardGaps: Sendable {
  /// What the pass that has ended in a turn says of them.
  struct Verdict {
    /// The gaps that have outlasted it.
    var lasting: [Lasting] = []
    /// Which of its answers are whole and from before what a report had told.
    var outdated: [Word] = []
    /// Whether a gap is left of which it proves nothing.
    var leavesGap = false
    /// Whether that cannot be told, since the store failed.
    var isUnclear = false
  }

  /// A gap of which no answer of a pass has told.
  struct Lasting {
    var order: ClientOrderID
    var told: ToldQuantity
    /// Why a person is to know of it by now.
    var reason: Word?
    var isSure: Bool
  }

  private struct Gap {
    var order: ClientOrderID
    var told: ToldQuantity
    /// How many passes had started when it was told.
    var passes: Int
    var isSure: Bool
    /// How many passes have left it, and how many of those as new as the report.
    var passesSince = 0, proofs = 0
    /// Whether it is known as a difference, which it remains.
    var isDifference = false

    var quantity: Decimal { told.quantity }
    var asOf: BrokerSequence { told.asOf }
  }

  /// What the turn says of a pass that has ended in it.
  private(set) var verdict: Verdict?
  private var gaps: [Gap] = []
  private var quantities = ToldGaps()
  private var report: OrderReport?
  /// How many passes have started, had when the turn began, and had when its report was looked at.
  private var passes = 0, passesBefore = 0, passesAtReport = 0

  init() {}

  /// What the records have as a difference of an order is known still, whatever its lists say.
  private init(known model: Model) {
    for gap in model.discrepancies where gap.isGap {
      let told = model.tickets.first { $0.discrepancy == gap.id }?.broker ?? gap.broker
      let order = ClientOrderID(index: gap.order)
      guard let here = model.order(order), !here.hasFilled(told), !here.hasFilled(moreThan: told) else { continue }
      gaps.append(
        Gap(order: order, told: ToldQuantity(quantity: told), passes: 0, isSure: true, isDifference: true))
    }
  }

  /// A turn begins; a pass for the return of the stream starts before its message is looked at.
  mutating func beginTurn() {
    verdict = nil
    passesBefore = passes
  }

  /// Takes the input of a turn.
  mutating func take(_ input: EngineInput, _ hearsay: Hearsay, _ model: Model, _ configuration: EngineConfiguration) {
    switch input {
    case .started: self = HeardGaps(known: model)
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
  /// - Parameter known: up to which change at the broker all that was executed of the order of its report is counted.
  mutating func end(isBlind: Bool, known: (ClientOrderID) -> BrokerSequence, _ model: Model) {
    guard let report else { return }
    self.report = nil
    note(report, isBlind: isBlind, known: known(report.order), model)
  }

  /// A pass has ended in the turn; the model is as after its executions.
  ///
  /// - Parameter known: up to which change at the broker all executions are known.
  mutating func end(
    _ pass: JudgedPass, known: BrokerSequence, isBlind: Bool, _ model: Model, _ configuration: EngineConfiguration
  ) {
    if !pass.hasFailed, !pass.isLook { verdict = judge(pass, known: known, isBlind: isBlind, model, configuration) }
  }

  private mutating func note(_ report: OrderReport, isBlind: Bool, known: BrokerSequence, _ model: Model) {
    let look = quantities.look(at: report, isUnsure: isBlind, model)
    guard look != .none else { return }
    let isDifference = gaps.contains { $0.order == report.order && $0.isDifference }
    gaps.removeAll { $0.order == report.order }
    gaps.append(
      Gap(
        order: report.order, told: ToldQuantity(report, knownUpTo: known), passes: passesAtReport,
        isSure: look == .new, isDifference: isDifference))
  }

  private mutating func judge(
    _ pass: JudgedPass, known: BrokerSequence, isBlind: Bool, _ model: Model, _ configuration: EngineConfiguration
  ) -> Verdict {
    guard !gaps.isEmpty else { return Verdict() }
    gaps.removeAll { gap in
      model.order(gap.order).map { $0.hasFilled(gap.quantity) || $0.hasFilled(moreThan: gap.quantity) } ?? true
    }
    // What was told while the pass ran, the next one asks for.
    let asked = gaps.filter { $0.passes < passesBefore }
    guard let newest = asked.map(\.asOf).max() else { return Verdict(lasting: lasting(configuration)) }
    var verdict = Verdict()
    if let executions = pass.executions, executions.isWhole, executions.asOf.isPossible, executions.asOf < newest {
      verdict.outdated.append(.executions)
    }
    if let orders = pass.orders, orders.isWhole, orders.asOf.isPossible, orders.asOf < newest {
      verdict.outdated.append(.orders)
    }
    gaps.removeAll { $0.passes < passesBefore && HeardGaps.isTold($0, pass.orders, model) }
    for place in gaps.indices where gaps[place].passes < passesBefore {
      if isBlind { gaps[place].isSure = false }
      let isNewEnough = pass.orders?.isWhole(asOf: gaps[place].asOf) ?? false
      gaps[place].passesSince += 1
      if isNewEnough, known >= gaps[place].asOf { gaps[place].proofs += 1 }
      if gaps[place].proofs > 0 || reason(of: gaps[place], configuration) != nil { gaps[place].isDifference = true }
    }
    verdict.leavesGap = gaps.contains { $0.passes < passesBefore && reason(of: $0, configuration) == nil }
    verdict.isUnclear = isBlind || asked.contains { !$0.isSure }
    verdict.lasting = lasting(configuration)
    return verdict
  }

  private func lasting(_ configuration: EngineConfiguration) -> [Lasting] {
    gaps.filter(\.isDifference).map { gap in
      Lasting(
        order: gap.order, told: gap.told, reason: reason(of: gap, configuration), isSure: gap.isSure)
    }
  }

  private func reason(of gap: Gap, _ configuration: EngineConfiguration) -> Word? {
    HeardGaps.reason(looks: gap.passesSince, proofs: gap.proofs, configuration)
  }

  /// Why a person is told of a gap: that it is there has been proved often enough, or so many passes have not been able
  /// to that the engine asks for it no more by itself.
  static func reason(looks: Int, proofs: Int, _ configuration: EngineConfiguration) -> Word? {
    if proofs < configuration.missingConfirmations {
      return looks - configuration.missingConfirmations < configuration.maximumRetries ? nil : .incomplete
    }
    return .mismatch
  }

  /// Whether an answer about orders tells of the order as of the report of a gap or later.
  private static func isTold(_ gap: Gap, _ orders: Snapshot<OrderReport>?, _ model: Model) -> Bool {
    guard let orders else { return false }
    guard let order = model.order(gap.order) else { return false }
    return orders.answer.contains { $0.order == gap.order && gap.asOf <= $0.sequence && $0.fits(order) }
  }
}

extension Snapshot<OrderReport> {
  /// Whether an answer has all there is and is as new as a change at the broker.
  fileprivate func isWhole(asOf change: BrokerSequence) -> Bool { isWhole && asOf.isPossible && change <= asOf }
}
