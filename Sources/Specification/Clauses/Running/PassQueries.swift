import Reconciliation
import Trading

/// `pass-queries`: what a pass asks.
struct PassQueries: Clause {
  static let page = ClausePage(
    "pass-queries", .passes, .action,
    "a pass asks, when it starts, for the orders, for the executions, and in live mode for positions and cash; a poll and "
      + "a pass for a mismatch ask for the executions after the last answer of which everything could be believed, unless "
      + "an order is known to lack some; nothing else asks for these",
    source: "order reconciliation document, section 2; `full-interval`; design, section 3, rule 2",
    settings: [.fullInterval])
  static let hooks: ClauseHooks = [.effects, .end]
  static let effects: ClauseEffects = [.ask]
  static let lines: [EventKind] = [.reconcileStarted]

  /// How many queries of the pass that starts are due, and how many were sent.
  private var due = 0, sent = 0

  init(_ configuration: EngineConfiguration) {}

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event):
      guard event.kind == .reconcileStarted else { return }
      due = scene.configuration.mode == .live ? 3 : 2
      sent = 0
    case .send(let request):
      guard request.content.order == nil else { return }
      scene.tried()
      guard sent < due, let reason = scene.hearsay.pass?.reason else {
        return scene.breach(
          "\(request.content.kind.text) was asked for, and no pass starts", cause: request.content.kind.text)
      }
      look(request.content, reason, &scene)
      sent += 1
    default: return
    }
  }

  private func look(_ content: Request.Content, _ reason: Word, _ scene: inout Scene) {
    let wanted: Request.Content
    switch sent {
    case 0: wanted = .orders
    case 1:
      let possible = scene.reckoning.readUpTo
      let isRecent = reason == .poll || reason == .mismatch
      // While the store fails nobody knows here whether an order lacks executions.
      if scene.isBlind, isRecent, content == .executions(after: .zero) { return }
      let isOfLast = isRecent && (scene.isBlind || !scene.model.lacksExecutions)
      if isOfLast, possible.contains(where: { content == .executions(after: $0) }) { return }
      wanted = .executions(after: isOfLast ? possible[possible.count - 1] : .zero)
    default: wanted = .account
    }
    guard content != wanted else { return }
    scene.breach(
      "a pass for \(reason.text) asked for \(PassQueries.text(content)), and \(PassQueries.text(wanted)) is due",
      cause: wanted.kind.text)
  }

  private static func text(_ content: Request.Content) -> String {
    if case .executions(let sequence) = content { return "executions after \(sequence.value)" }
    return content.kind.text
  }

  mutating func end(_ scene: inout Scene) {
    if sent < due { scene.breach("a pass sent \(sent) queries, and \(due) are due", cause: "left out") }
    due = 0
    sent = 0
  }
}
