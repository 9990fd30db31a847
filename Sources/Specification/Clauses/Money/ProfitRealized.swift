import Reconciliation
import Trading

/// `profit-realized`: what an execution has earned is told with it.
struct ProfitRealized: Clause {
  static let page = ClausePage(
    "profit-realized", .positions, .projection,
    "`realized` of `fill.applied` is what the profit of the position gained by the execution in the broker's order, "
      + "multiplier included, and is there if the execution closed something or moved the profit",
    source: "order/position document, section 2; `trueup list events`")
  static let hooks: ClauseHooks = [.willRecord, .didRecord, .effects, .end]
  static let records: ClauseRecords = [.execution]
  static let lines: [EventKind] = [.fillApplied]

  private var before: ModelPosition?
  /// What was counted, what that brought, and the difference of the two figures that the books show; nil where one of
  /// them lies between two decimals.
  private var counted: (execution: Execution, origin: ExecutionOrigin, gain: Fraction, figure: Fraction?)?

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .execution(.counted(let execution, _, _)) = entry.record else { return }
    before = scene.model.instruments[Int(execution.instrument.index)].position
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .execution(.counted(let execution, _, let origin)) = entry.record, let before else { return }
    let after = scene.model.instruments[Int(execution.instrument.index)].position
    let gain = after.profit - before.profit
    counted = (execution, origin, gain, gain.isZero ? .zero : after.profit.settled - before.profit.settled)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .fillApplied, let counted, let before,
      event.execution == (counted.execution.id.isInferred ? Event.none : counted.execution.id.index)
    else { return }
    self.counted = nil
    scene.tried()
    let name = scene.name(counted.execution.id)
    let closes =
      counted.execution.reference == nil && counted.origin == .reported && !before.quantity.isZero
      && before.quantity.isNegative == (counted.execution.side == .buy)
    let isTold = event.count == 1
    if isTold {
      // Two figures are rounded, the profit before and the profit after.
      let isRight =
        counted.figure.map { $0.isEqual(to: event.leaves) } ?? counted.gain.isRounded(to: event.leaves, times: 2)
      if !isRight { scene.breach("\(name) realized \(counted.gain), and \(event.leaves) is told", cause: "figure") }
      if !closes, counted.gain.isZero { scene.breach("\(name) closed nothing, and a profit is told", cause: "told") }
    } else if closes || !(counted.figure?.isZero ?? counted.gain.isRounded(to: .zero, times: 2)) {
      scene.breach("\(name) realized \(counted.gain), and nothing is told", cause: "not told")
    }
  }

  mutating func end(_ scene: inout Scene) { counted = nil }
}

extension Fraction {
  /// The decimal that everybody rounds the number to; nil between two of them.
  fileprivate var settled: Fraction? { figure.flatMap { isNearest(to: $0) ? Fraction($0) : nil } }
}

extension Fraction? {
  fileprivate static func - (left: Fraction?, right: Fraction?) -> Fraction? {
    left.flatMap { left in right.map { left - $0 } }
  }
}
