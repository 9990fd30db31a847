import Reconciliation
import Trading

/// `first-come`: in what order leaves what was held back together.
struct FirstCome: Clause {
  static let page = ClausePage(
    "first-come", .placing, .action,
    "what one turn lets go leaves in the order in which it came: orders that were never sent are about to be sent in the "
      + "order of their acceptance, and place requests go out in the order of their attempts, those that were held back "
      + "in the order of their acceptance",
    source: "design, section 3, rules 5 and 6: what waits for its record leaves in the order of the records")
  static let hooks: ClauseHooks = [.willRecord, .effects, .end]
  static let endings: ClauseInputs = [.start, .durable]
  static let records: ClauseRecords = [.order]
  static let effects: ClauseEffects = [.send]

  /// The turn that the rest is about.
  private var turn = -1
  /// The order that was about to be sent first last in this turn, by its place among all.
  private var attempted = -1
  /// The attempt whose request went out last in this turn, and the order that was held back and went out last.
  private var sent: UInt64 = 0, released = -1
  /// Up to which record all was durable before the turn.
  private var durable: UInt64 = 0

  init(_ configuration: EngineConfiguration) {}

  private mutating func begin(_ scene: Scene) {
    guard turn != scene.turnNumber else { return }
    (turn, attempted, sent, released) = (scene.turnNumber, -1, 0, -1)
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.attempt(let id, number: 1, _)) = entry.record, !scene.isBlind,
      let slot = scene.model.slot(of: id)
    else { return }
    begin(scene)
    look(slot, after: attempted, "is about to be sent", &scene)
    attempted = max(attempted, slot)
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .send(let request) = effect, case .place(let id, _) = request.content, !scene.isBlind,
      let slot = scene.model.slot(of: id)
    else { return }
    begin(scene)
    let attempt = scene.dialogue.orders[slot].attemptRecord
    guard attempt > durable else {
      look(slot, after: released, "was sent", &scene)
      released = max(released, slot)
      return
    }
    if sent != 0 {
      scene.require(
        attempt > sent,
        { scene in "order \(scene.name(id)) of record \(attempt) was sent behind that of record \(sent)" },
        cause: "records")
    }
    sent = max(sent, attempt)
  }

  private func look(_ slot: Int, after last: Int, _ what: String, _ scene: inout Scene) {
    guard last >= 0 else { return }
    scene.require(
      slot > last,
      { scene in
        "order \(scene.name(scene.model.orders[slot].id)) \(what) behind order "
          + "\(scene.name(scene.model.orders[last].id)), which came later"
      }, cause: what)
  }

  mutating func end(_ scene: inout Scene) { durable = scene.hearsay.durable }
}
