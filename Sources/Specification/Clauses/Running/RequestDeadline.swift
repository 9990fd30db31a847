import Reconciliation
import Trading

/// `request-deadline`: how requests are numbered and watched.
struct RequestDeadline: Clause {
  static let page = ClausePage(
    "request-deadline", .timing, .action,
    "requests are numbered from 1 after each start; each is watched from its sending to `request-timeout` later, a query of "
      + "a pass no longer than `pass-timeout` after its start, which is its deadline, and no longer than until it has ended",
    source: "`request-timeout`, `pass-timeout`", settings: [.requestTimeout, .passTimeout])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start] | .answer
  static let endings: ClauseInputs = .answer
  static let effects: ClauseEffects = [.send, .ask, .deadline]

  private var last: UInt32 = 0
  /// The request just sent, whose timer is due, and its deadline.
  private var unwatched: UInt32?
  private var due = Instant.origin
  /// The request that has ended, whose timer is to be taken back.
  private var ended: UInt32?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .started: last = 0
    case .response(let id, _), .requestFailed(let id, _): if scene.hearsay.settled != nil { ended = id.number }
    default: return
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .send(let request):
      if let unwatched { scene.breach("request \(unwatched) is not watched", cause: "not watched") }
      let deadline = deadline(of: request.content, scene)
      due = deadline
      scene.require(
        request.id.number == last + 1 && request.deadline == deadline,
        "request \(request.id.number) has its deadline at \(request.deadline), and number \(last + 1) at \(deadline) is due"
      )
      last = request.id.number
      unwatched = last
    case .setTimer(.request(let id), let instant):
      let deadline = due
      if id.number != unwatched || instant != deadline {
        scene.breach(
          "request \(id.number) is watched until \(instant), and "
            + (unwatched.map { "request \($0) until \(deadline)" } ?? "none") + " is due", cause: "watch")
      }
      unwatched = nil
    case .cancelTimer(.request(let id)):
      if id.number != ended {
        scene.breach("request \(id.number) is not watched any more, and has not ended", cause: "cancelled")
      }
      ended = nil
    default: return
    }
  }

  /// Until when a request is watched: what belongs to no order belongs to a pass.
  private func deadline(of content: Request.Content, _ scene: Scene) -> Instant {
    let usual = scene.now + scene.configuration.requestTimeout
    guard content.order == nil, let end = scene.hearsay.pass?.ends, end < usual else { return usual }
    return end
  }

  mutating func end(_ scene: inout Scene) {
    if let unwatched { scene.breach("request \(unwatched) is not watched", cause: "not watched") }
    if let ended { scene.breach("request \(ended) has ended, and is still watched", cause: "not cancelled") }
    unwatched = nil
    ended = nil
  }
}
