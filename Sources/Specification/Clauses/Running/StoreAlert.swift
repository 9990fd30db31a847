import Reconciliation
import Trading

/// `store-alert`: when a person is told of the store.
struct StoreAlert: Clause {
  static let page = ClausePage(
    "store-alert", .alerts, .telling,
    "a person is told at once when the store begins to fail, with its reason, and not again before it has worked",
    source: "`trueup list events`: engine.halted, risk.alert")
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.storeFailure]
  static let endings: ClauseInputs = [.storeFailure]
  static let effects: ClauseEffects = [.notify]

  private var due: Event?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    guard case .persistFailed(let reason) = scene.turn.input, scene.hearsay.storeFailures == 1 else { return }
    scene.tried()
    var event = Event(.riskAlert)
    event.subject = .storeFailure
    event.reason = reason
    due = event
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .notify(let event) = effect, event.subject == .storeFailure else { return }
    if event != due {
      scene.breach("\(event.alertText) was told, and \(due?.alertText ?? "none of the store") is due", cause: "not due")
    }
    due = nil
  }

  mutating func end(_ scene: inout Scene) {
    if let due { scene.breach("\(due.alertText) is due, and was not told", cause: "missing") }
    due = nil
  }
}
