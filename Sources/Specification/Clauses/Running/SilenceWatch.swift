import Reconciliation
import Trading

/// `stream-silence-timer`: when the engine looks whether the stream is silent.
struct SilenceWatch: Clause {
  static let page = ClausePage(
    "stream-silence-timer", .timing, .action,
    "the silence of the stream is looked at `stream-silence` after the start and after what was heard last; once it was "
      + "found silent, not again before something is heard",
    source: "`stream-silence`; `enabled`", settings: [.streamSilence, .enabled])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .silence] | .stream
  static let endings: ClauseInputs = [.start, .silence] | .stream
  static let effects: ClauseEffects = [.silence]

  private var silence: TimeSpan?
  private var isSet = false
  private var due: Instant?

  init(_ configuration: EngineConfiguration) {
    silence = configuration.isEnabled ? configuration.streamSilence : nil
  }

  mutating func change(_ configuration: EngineConfiguration) {
    silence = configuration.isEnabled ? configuration.streamSilence : nil
  }

  mutating func begin(_ scene: inout Scene) {
    guard let silence else { return }
    switch scene.turn.input {
    case .started: due = scene.now + silence
    case .streamUpdate, .streamConnected: if !isSet { due = scene.now + silence }
    case .timer(.streamSilence):
      isSet = false
      let end = scene.hearsay.streamHeardAt + silence
      if scene.now < end { due = end }
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .setTimer(.streamSilence, let instant):
      scene.require(
        instant == due,
        "the silence of the stream is looked at \(instant), and \(due.map(\.description) ?? "never") is due")
      due = nil
      isSet = true
    case .cancelTimer(.streamSilence): scene.breach("the watch for silence was taken back", cause: "cancelled")
    default: return
    }
  }

  mutating func end(_ scene: inout Scene) {
    guard let due else { return }
    scene.breach("nothing looks at the silence of the stream at \(due)", cause: "missing")
    isSet = true
    self.due = nil
  }
}
