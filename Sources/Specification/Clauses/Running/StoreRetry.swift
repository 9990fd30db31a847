import Reconciliation
import Trading

/// `store-retry`: when a store that fails is tried again.
struct StoreRetry: Clause {
  static let page = ClausePage(
    "store-retry", .durability, .action,
    "after the n-th failure in a row the store is tried again after the n-th wait, set once and never taken back",
    source: "`retry-delay`, `retry-limit`; design, section 3, rule 10", settings: [.retryDelay, .retryLimit])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.storeFailure]
  static let endings: ClauseInputs = [.storeFailure]
  static let effects: ClauseEffects = [.storeRetry]

  private var isDue = false

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .persistFailed = scene.turn.input { isDue = true }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.store, let instant):
      scene.tried()
      guard isDue else {
        return scene.breach("the store was to be tried again at \(instant), and works", cause: "not due")
      }
      isDue = false
      let attempt = scene.hearsay.storeFailures
      let bounds = WaitBounds(scene.configuration, attempt: attempt, from: scene.now)
      if !bounds.contains(instant) {
        scene.breach(
          "the store is tried again at \(instant), and \(bounds.text) is due after failure \(attempt)", cause: "instant"
        )
      }
    case .cancelTimer(.store): scene.breach("the retry of the store was taken back", cause: "cancelled")
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    if isDue { scene.breach("the store failed, and nothing tries it again", cause: "missing") }
    isDue = false
  }
}
