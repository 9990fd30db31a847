import Reconciliation
import Trading

/// `stranger-adopted`: when an order of somebody else becomes one of ours.
struct StrangerAdopted: Clause {
  static let page = ClausePage(
    "stranger-adopted", .commands, .justification,
    "an order that nobody here has placed is recorded as ours when a person who may decides so about its ticket, under "
      + "its number and with the terms that the broker has told last; not without, and not if its client order id is also "
      + "another's or nothing was told of it since the start",
    source: "order/position document, intervention tickets; reference, edge case 158")
  static let hooks: ClauseHooks = [.begin, .willRecord, .end]
  static let beginnings: ClauseInputs = [.command]
  static let endings: ClauseInputs = [.command]
  static let records: ClauseRecords = [.order]

  private var due: OrderRecord?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .operatorCommand(let command, _) = scene.turn.input, !scene.isBlind, scene.forbidden == nil else {
      return
    }
    due = scene.reckoning.strangers.adoption(by: command, scene.model)?.record
    if due != nil { scene.tried() }
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(let record) = entry.record, case .adopted(let order, _, _, _) = record, !scene.isBlind else {
      return
    }
    if record != due {
      let isDue = due != nil
      scene.breach(
        { scene in
          "order \(scene.name(order)) was adopted"
            + (isDue ? " with other terms than the broker has told last" : ", and nobody has decided so")
        }, cause: isDue ? "terms" : "not due")
    }
    due = nil
  }

  mutating func end(_ scene: inout Scene) {
    guard let due else { return }
    scene.breach({ scene in "order \(scene.name(due.order)) is to be adopted, and was not" }, cause: "missing")
    self.due = nil
  }
}
