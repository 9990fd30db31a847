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
  private var counted: (execution: Execution, origin: ExecutionOrigin, gain: Fraction)?

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .execution(.counted(let execution, _, _)) = entry.record else { return }
    before = scene.model.instruments[Int(execution.instrument.index)].position
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .execution(.counted(let execution, _, let origin)) = entry.record, let before else { return }
    let after = scene.model.instruments[Int(execution.instrument.index)].position
    counted = (execution, origin, after.profit - before.profit)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .fillApplied, let counted, let before,
      event.execution == counted.execution.id.index
    else { return }
    self.counted = nil
    scene.tried()
    let name = scene.name(counted.execution.id)
    let closes =
      counted.origin == .reported && !before.quantity.isZero
      && before.quantity.isNegative == (counted.execution.side == .buy)
    let isTold = event.count == 1
    if isTold {
      // Two figures are rounded, the profit before and the profit after.
      if !counted.gain.isRounded(to: event.leaves, times: 2) {
        scene.breach("\(name) realized \(counted.gain), and \(event.leaves) is told", cause: "figure")
      }
      if !closes, counted.gain.isZero { scene.breach("\(name) closed nothing, and a profit is told", cause: "told") }
    } else if closes || !counted.gain.isRounded(to: .zero, times: 2) {
      scene.breach("\(name) realized \(counted.gain), and nothing is told", cause: "not told")
    }
  }

  mutating func end(_ scene: inout Scene) { counted = nil }
}
