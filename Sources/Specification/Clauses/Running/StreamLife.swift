import Reconciliation
import Trading

/// `stream-life`: whether the stream counts as up.
struct StreamLife: Clause {
  static let page = ClausePage(
    "stream-life", .stream, .projection,
    "the stream is lost when its connection ends (`reset`) or nothing was heard for `stream-silence` (`silence`), and "
      + "restored by whatever comes on it next; each is logged once",
    source: "`stream-silence`; `trueup list events`: stream.lost, stream.restored", settings: [.streamSilence])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .silence] | .stream
  static let endings: ClauseInputs = [.silence] | .stream
  static let lines: [EventKind] = [.streamLost, .streamRestored]

  private var isUp = true
  /// What has to be logged in this turn.
  private var due: (kind: EventKind, reason: Word?)?
  private var silence: TimeSpan?

  init(_ configuration: EngineConfiguration) { silence = configuration.streamSilence }

  mutating func change(_ configuration: EngineConfiguration) {
    silence = configuration.streamSilence
  }

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started: isUp = true
    case .streamUpdate, .streamConnected: if !isUp { due = (.streamRestored, nil) }
    case .streamLost: if isUp { due = (.streamLost, .reset) }
    case .timer(.streamSilence):
      guard let silence, isUp, scene.hearsay.streamHeardAt + silence <= scene.now else { return }
      due = (.streamLost, .silence)
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect, event.kind == .streamLost || event.kind == .streamRestored else { return }
    scene.tried()
    isUp = event.kind == .streamRestored
    guard let due, due.kind == event.kind else {
      return scene.breach("\(event.kind.name) was logged, and nothing has changed about the stream", cause: "not due")
    }
    if event.reason != due.reason {
      scene.breach(
        "\(event.kind.name) says reason=\(event.reason?.text ?? "nothing"), and \(due.reason?.text ?? "nothing") is due",
        cause: "reason")
    }
    self.due = nil
  }

  mutating func end(_ scene: inout Scene) {
    guard let due else { return }
    scene.breach("\(due.kind.name) is due, and was not logged", cause: "missing")
    isUp = due.kind == .streamRestored
    self.due = nil
  }
}
