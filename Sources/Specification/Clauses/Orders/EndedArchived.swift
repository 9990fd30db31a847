import Reconciliation
import Trading

/// `ended-archived`: which orders leave the books, when, and as what.
struct EndedArchived: Clause {
  static let page = ClausePage(
    "ended-archived", .durability, .justification,
    "when a pass that asks for all orders ends with whole answers, none of them from before a report that told of "
      + "executions, and the store takes records, the orders leave the books that have ended, of which nothing was recorded for `keep-ended`, which are part of no open discrepancy and "
      + "of nothing on its way, of an instrument that lacks no execution, with none that is inferred, or behind what is "
      + "known of executions, or that counts behind one of an order that stays; where they are more than 1,000 so many "
      + "may leave at once; each is recorded as it stands, with its executions; no other order leaves, and none at "
      + "another time",
    source: "engine document, move 6: working set and archive; setting keep-ended", settings: [.keepEnded])
  static let hooks: ClauseHooks = [.begin, .willRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.passEnd, .orderAnswer]
  static let records: ClauseRecords = [.control]
  static let lines: [EventKind] = [.reconcileFinished]

  /// Whether a pass has ended in this turn that has told all orders and executions.
  private var isPassOver = false
  /// How many orders have left since.
  private var count = 0
  /// The orders that were named to leave, and the executions of the next one.
  private var named: [(order: ManagedOrder, executions: [Counted])] = []
  private var executions: [Counted] = []

  private typealias Counted = (execution: Execution, origin: ExecutionOrigin)

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    isPassOver = false
    (named, executions) = ([], [])
  }

  /// So many orders leave at once, and no more have to.
  private static let limit = 1000

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .reconcileFinished, let pass = scene.hearsay.pass else { return }
    isPassOver = !pass.hasFailed && !pass.isLook && !pass.isCutShort && pass.asksForAllOrders
    count = 0
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .control(.archived(.execution(let execution, let origin))): executions.append((execution, origin))
    case .control(.archived(.order(let order))):
      named.append((order, executions))
      executions = []
    case .control(.archived(.end(let count))):
      end(count, &scene)
      self.count += named.count
      named = []
    default: break
    }
  }

  private func end(_ said: UInt32, _ scene: inout Scene) {
    scene.tried()
    if said != UInt32(named.count) {
      scene.breach("\(said) orders are said to leave the books, and \(named.count) were named", cause: "count")
    }
    guard isPassOver, !scene.isBlind else {
      return scene.breach("\(said) orders leave the books, and no pass has just seen all there is", cause: "time")
    }
    if let verdict = scene.reckoning.gaps.verdict, !verdict.isUnclear, !verdict.outdated.isEmpty {
      return scene.breach("\(said) orders leave the books after an answer from before a report", cause: "outdated")
    }
    let due = Set(leaving(scene))
    for (order, executions) in named { judge(order, executions, isDue: due.contains(order.id), &scene) }
    let all = Set(named.map(\.order.id))
    if let instrument = scene.model.instruments.indices.first(where: { scene.model.instruments[$0].isSplit(by: all) }) {
      let symbol = scene.name(InstrumentID(index: UInt32(instrument)))
      scene.breach("orders in \(symbol) leave the books that count behind others which stay", cause: "split")
    }
  }

  private func judge(_ left: ManagedOrder, _ executions: [Counted], isDue: Bool, _ scene: inout Scene) {
    let name = scene.name(left.id)
    guard let slot = scene.model.slot(of: left.id) else {
      return scene.breach("order \(name) leaves the books, and is in none", cause: "none")
    }
    guard isDue || scene.dialogue.orders[slot].isVague else {
      return scene.breach("order \(name) leaves the books, and has to stay", cause: "not due")
    }
    if let difference = scene.model.orders[slot].difference(from: left) {
      scene.breach(
        "\(difference.property) of \(name) leaves the books as \(difference.written), and its records make it "
          + "\(difference.due)", cause: "orders.\(difference.property)")
    }
    let counted = scene.model.executions.values.count { $0.execution.order == left.id }
    let isSame = executions.allSatisfy { one in
      scene.model.counted(one.execution).map { $0.execution == one.execution && $0.origin == one.origin } ?? false
    }
    if counted != executions.count || !isSame {
      scene.breach("order \(name) leaves the books with other executions than were counted of it", cause: "executions")
    }
  }

  private func leaving(_ scene: Scene) -> [ClientOrderID] {
    guard let span = scene.configuration.keepEnded else { return [] }
    return scene.model.leaving(by: scene.now - span, known: scene.reckoning.cursor) { slot in
      let heard = scene.dialogue.orders[slot]
      return heard.place != 0 || heard.cancel != 0 || heard.replace != 0 || heard.lookUp != 0 || heard.wantsLookUp
        || heard.timer != nil
    }
  }

  mutating func end(_ scene: inout Scene) {
    defer { isPassOver = false }
    guard isPassOver, count < EndedArchived.limit, !scene.isBlind, scene.configuration.keepEnded != nil else {
      return
    }
    if let verdict = scene.reckoning.gaps.verdict, verdict.isUnclear || !verdict.outdated.isEmpty { return }
    // What the engine makes of what was heard while the store failed nobody can tell, nor who would leave beside it.
    // And what waits for the store to be sent is on its way.
    guard scene.wasDurable, !scene.dialogue.orders.contains(where: \.isVague), let first = leaving(scene).first else {
      return
    }
    scene.breach(
      { scene in "order \(scene.name(first)) has ended long ago, and is kept in the books" }, cause: "missing")
  }
}
