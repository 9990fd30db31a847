import Reconciliation
import Trading

/// `state-on-disk`: a checkpoint is the sum of the records.
struct StateOnDisk: Clause {
  static let page = ClausePage(
    "state-on-disk", .durability, .projection,
    "a checkpoint has the number it is written under, and every property of orders, executions, discrepancies, tickets, what was "
      + "taken over, verified and spent, and the operator's halt as the records up to it make it",
    source: "design, section 3, journal and rule 5")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects]
  static let beginnings: ClauseInputs = [.start]
  static let effects: ClauseEffects = [.checkpoint]

  /// The orders that have changed since the last checkpoint, and the executions since.
  private var changed: [Int] = []
  private var arrived: [(execution: Execution, origin: ExecutionOrigin)] = []
  private var hasCharged = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    // What is recovered is looked at as a whole.
    guard case .started = scene.turn.input else { return }
    forget()
  }

  private mutating func forget() {
    changed.removeAll(keepingCapacity: true)
    arrived.removeAll(keepingCapacity: true)
    hasCharged = false
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .order(let record): note(record.order, scene.model)
    case .execution(.counted(let execution, _, let origin)):
      note(execution.order, scene.model)
      arrived.append((execution, origin))
    case .position, .cash: hasCharged = true
    case .discrepancy, .ticket, .control: break
    }
  }

  private mutating func note(_ order: ClientOrderID, _ model: Model) {
    if let slot = model.slot(of: order), changed.last != slot { changed.append(slot) }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .writeCheckpoint(let sequence) = effect else { return }
    scene.tried()
    guard let checkpoint = scene.turn.checkpoint else {
      return scene.breach("a checkpoint of record \(sequence) is to be written, and there is none", cause: "none")
    }
    if checkpoint.sequence != sequence {
      scene.breach(
        "the checkpoint of record \(sequence) is written under the number \(checkpoint.sequence)", cause: "number")
    }
    let books = checkpoint.books
    scene.lookAtCounts(in: books, "written")
    for slot in changed { scene.look(atOrder: slot, in: books, "written") }
    lookAtExecutions(in: books, &scene)
    scene.lookAtRest(in: books, "written")
    if hasCharged { scene.lookAtCorrections(in: books, "written") }
    forget()
  }

  private func lookAtExecutions(in books: Books, _ scene: inout Scene) {
    let arrived = arrived.filter { !scene.model.isArchived($0.execution.order) }
    let first = books.executions.count - arrived.count
    for (offset, due) in arrived.enumerated() where first >= 0 {
      let written = books.executions[first + offset]
      guard written.execution != due.execution || written.origin != due.origin else { continue }
      let name = scene.name(due.execution.id)
      scene.breach("\(name) is written otherwise than it was counted", cause: "executions")
    }
  }
}
