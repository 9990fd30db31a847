import Reconciliation
import Trading

/// `intent-end`: a wish to cancel or replace is dropped when it was tried often enough or refused for good.
struct IntentEnd: Clause {
  static let page = ClausePage(
    "intent-end", .intents, .justification,
    "a wish to cancel or replace ends without effect exactly when all its repeats but those that a rate limit stopped came to nothing, at once, the broker refuses "
      + "the replace for good, or a gateway refuses the request, with that reason, and only if the request was for what "
      + "is still wished; or the trader takes back a replace that the broker has not seen",
    source: "design, section 3, rules 1 and 10; setting max-retries; reference, edge cases 58 and 59",
    settings: [.maximumRetries])
  static let hooks: ClauseHooks = [.willRecord, .end]
  static let endings: ClauseInputs = [.orderAnswer]
  static let records: ClauseRecords = [.order]

  /// The intent that was ended in this turn, and why.
  private var ended: (intent: Word, reason: Word, order: ClientOrderID)?

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(.intentEnd(let id, let intent, let reason)) = entry.record, !scene.isBlind else { return }
    // What the trader takes back before it was sent is for `command-outcome` to say.
    if intent == .replace, reason == .unsent { return }
    ended = (intent, reason, id)
    scene.tried()
    guard let slot = scene.model.slot(of: id) else { return }
    if intent != .cancel, intent != .replace {
      scene.breach(
        { scene in "what was dropped of order \(scene.name(id)) is no wish: \(intent.text)" }, cause: "no wish")
    } else if reason == .exhausted {
      lookAtExhausted(slot, intent, &scene)
    } else if due(scene)?.intent != intent || due(scene)?.reason != reason || scene.dialogue.telling.slot != slot {
      scene.breach(
        { scene in "the wish to \(intent.text) order \(scene.name(id)) was dropped as \(reason.text) without that" },
        cause: "\(intent.text) undue")
    }
  }

  private func lookAtExhausted(_ slot: Int, _ intent: Word, _ scene: inout Scene) {
    let (heard, order) = (scene.dialogue.orders[slot], scene.model.orders[slot])
    let name = scene.name(order.id)
    // What a rate limit stops has not failed.
    let count =
      intent == .cancel ? heard.cancels - heard.unseenCancels : heard.replaces - heard.unseenReplaces
    if count != scene.configuration.maximumRetries + 1 {
      scene.breach(
        { scene in
          "the wish to \(intent.text) order \(name) was dropped after \(count) attempts, and "
            + "\(scene.configuration.maximumRetries + 1) are due"
        }, cause: "\(intent.text) count")
    }
    let isWanted = intent == .cancel ? order.hasCancelIntent : !order.hasCancelIntent && order.replaceIntent != nil
    let isOut = (intent == .cancel ? heard.cancel : heard.replace) != 0
    let isWorking = order.status == .open || order.status == .partial
    if !isWanted || isOut || !isWorking || heard.wantsLookUp || heard.lookUp != 0 {
      scene.breach(
        "the wish to \(intent.text) order \(name) was dropped while it is not due", cause: "\(intent.text) early")
    }
  }

  /// The end that the answer of this turn calls for: one to a replace that was asked for before speaks of no other one.
  private func due(_ scene: Scene) -> (intent: Word, reason: Word)? {
    guard let kind = scene.dialogue.telling.kind, let before = scene.dialogue.telling.before else { return nil }
    switch scene.dialogue.telling.request?.request.content {
    case .cancel: guard before.hasCancelIntent else { return nil }
    case .replace(_, let terms): guard before.replaceIntent == terms else { return nil }
    default: return nil
    }
    switch scene.dialogue.telling.outcome {
    // A refused cancel says neither that the order lives nor that it is gone, and one that is late nothing at all.
    case .refused(let refusal) where kind == .replace && refusal.reason != .late: return (kind, refusal.reason)
    case .stopped(let reason): return (kind, reason)
    default: return nil
    }
  }

  mutating func end(_ scene: inout Scene) {
    defer { ended = nil }
    guard let before = scene.dialogue.telling.before, !scene.isBlind, let due = due(scene) else { return }
    let isEnded = ended.map { $0.intent == due.intent && $0.reason == due.reason && $0.order == before.id } ?? false
    scene.require(
      isEnded, { scene in "the wish to \(due.intent.text) order \(scene.name(before.id)) was refused, and goes on" },
      cause: "\(due.intent.text) goes on")
  }
}
