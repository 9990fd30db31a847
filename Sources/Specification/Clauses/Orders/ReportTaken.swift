import Reconciliation
import Trading

/// `report-taken`: what a believable report says that is not older than what is known is taken over at once.
struct ReportTaken: Clause {
  static let page = ClausePage(
    "report-taken", .statuses, .justification,
    "after a report that fits its order and is not older than what is known, the order has the terms of the report and "
      + "the status that it calls for, if it can come to that, and counts as filled only if nothing is left of them; "
      + "after any other it is as it was",
    source: "design, section 3, rules 1, 3 and 4; order reconciliation document, section 3; reference, edge case 73")
  static let hooks: ClauseHooks = [.end]
  static let endings: ClauseInputs = [.orderAnswer, .passEnd, .report]

  init(_ configuration: EngineConfiguration) {}

  mutating func end(_ scene: inout Scene) {
    guard scene.dialogue.telling.report != nil || scene.dialogue.telling.endsPass, !scene.isBlind else { return }
    if let report = scene.dialogue.telling.report { look(report, scene.dialogue.telling.source, &scene) }
    let rows = scene.dialogue.telling.rows
    for row in rows.indices { look(rows[row], .poll, &scene) }
  }

  /// Whether this very turn sends the order for the first time, or is about to: nobody else can know of it.
  private func isFirstSentNow(_ slot: Int, _ scene: Scene) -> Bool {
    guard scene.model.orders[slot].attempts == 1 else { return false }
    let heard = scene.dialogue.orders[slot]
    return heard.attemptRecord != 0
      || heard.place != 0
        && heard.lapsesAt - (scene.configuration.readsLag ?? .zero) == scene.now + scene.configuration.requestTimeout
  }

  private func look(_ report: OrderReport, _ source: Word, _ scene: inout Scene) {
    guard let slot = scene.model.slot(of: report.order), report.isNews(to: scene.model.orders[slot]) else { return }
    guard !isFirstSentNow(slot, scene) else { return }
    scene.tried()
    // Most reports of a pass say what is known.
    if report.status == scene.model.orders[slot].status, report.agrees(with: scene.model.orders[slot]) { return }
    let order = scene.model.orders[slot]
    if report.terms != order.amendment {
      scene.breach(
        { scene in "order \(scene.name(order.id)) has other terms than the report that was told" }, cause: "terms")
    }
    if order.status == .filled, !order.leaves.isZero {
      scene.breach(
        { scene in "order \(scene.name(order.id)) counts as filled, and \(order.leaves) of it are left" },
        cause: "leaves")
    }
    let called = report.calledStatus(of: order)
    guard called != order.status else { return }
    if report.endsTooEarly(order, source: source, known: scene.reckoning.cursor, scene.configuration) {
      // The end is read again with the executions that it lacks; what has ended, or works, waits for that as it is.
      guard order.status == .submitted || order.status == .unknown else { return }
      return scene.breach(
        { scene in "order \(scene.name(order.id)) is \(order.status) though executions of it were reported" },
        cause: "early end")
    }
    guard order.status.successors.contains(called) else { return }
    scene.breach(
      { scene in "order \(scene.name(order.id)) is \(order.status), and the \(source.text) says \(called)" },
      cause: "\(order.status) for \(called)")
  }
}
