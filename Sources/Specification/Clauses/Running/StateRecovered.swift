import Reconciliation
import Trading

/// `state-recovered`: a start finds what was durable.
struct StateRecovered: Clause {
  static let page = ClausePage(
    "state-recovered", .restarts, .projection,
    "a start recovers no less than what was durable and no more than what was handed to the store, and every property of "
      + "the books as the records up to there make it",
    source: "design, section 3, journal and rule 5")
  static let hooks: ClauseHooks = [.begin, .end]
  static let beginnings: ClauseInputs = [.start]
  static let endings: ClauseInputs = [.durable]

  /// The last record that was known to be durable.
  private var durable: UInt64 = 0

  init(_ configuration: EngineConfiguration) {}

  mutating func end(_ scene: inout Scene) { durable = scene.hearsay.durable }

  mutating func begin(_ scene: inout Scene) {
    guard case .started(let recovery, _) = scene.turn.input else { return }
    defer { durable = recovery.sequence }
    // The first start is where the records begin.
    guard scene.hearsay.starts > 1 else { return }
    scene.tried()
    if recovery.sequence < durable {
      scene.breach("record \(durable) was durable, and \(recovery.sequence) is the last one recovered", cause: "lost")
    }
    let last = scene.model.sequence
    guard recovery.sequence == last else {
      return scene.breach(
        "record \(recovery.sequence) is the last one recovered, and only \(last) of them were handed to the store",
        cause: "more")
    }
    let books = recovery.books
    scene.lookAtCounts(in: books, "recovered")
    for slot in scene.model.orders.indices { scene.look(atOrder: slot, in: books, "recovered") }
    lookAtExecutions(in: books, &scene)
    lookAtArchived(in: books, &scene)
    for index in scene.model.instruments.indices { PositionFigures.look(at: index, in: books, "recovered", &scene) }
    CashFigures.look(in: books, "recovered", &scene)
    scene.lookAtRest(in: books, "recovered")
    scene.lookAtCorrections(in: books, "recovered")
  }

  /// What is known of orders that have left the books is what they were when they left.
  private func lookAtArchived(in books: Books, _ scene: inout Scene) {
    for order in books.archived.orders {
      guard let left = scene.model.archive.orders[order.id], left.sequence == order.sequence,
        left.filled.isEqual(to: order.filled)
      else {
        let name = scene.name(order.id)
        return scene.breach("\(name) is recovered otherwise than it left the books", cause: "archived")
      }
    }
  }

  /// They are all there, in the order in which they were counted.
  private func lookAtExecutions(in books: Books, _ scene: inout Scene) {
    var last: UInt64 = 0
    for booked in books.executions {
      let execution = booked.execution
      let counted = scene.model.counted(execution)
      if let counted, counted.execution == execution, counted.origin == booked.origin, counted.record >= last {
        last = counted.record
        continue
      }
      let name = scene.name(execution.id)
      return scene.breach("\(name) is recovered otherwise than it was counted", cause: "executions")
    }
  }
}
