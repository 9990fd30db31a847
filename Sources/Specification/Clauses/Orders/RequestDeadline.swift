import Reconciliation
import Trading

/// `request-deadline`: every request carries its deadline, and is watched until then.
struct RequestDeadline: Clause {
  static let page = ClausePage(
    "request-deadline", .timing, .action,
    "every request has the next number and a deadline of `request-timeout` from now, its timer is set for just then, and "
      + "is cancelled by its answer and by nothing else",
    source: "setting request-timeout; design, section 3, rule 10", settings: [.requestTimeout])
  static let hooks: ClauseHooks = [.begin, .effects, .end]

  private var last: UInt32 = 0
  private var unwatched: Request?
  private var answered: RequestID?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    answered = nil
    switch scene.turn.input {
    case .started: last = 0
    case .response, .requestFailed: answered = scene.hearsay.settled?.request.id
    default: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .send(let request): look(request, &scene)
    case .setTimer(.request(let id), let instant):
      if unwatched?.id != id || unwatched?.deadline != instant {
        scene.breach(
          "the timer of request \(id.number) was set for \(instant), which is not its deadline", cause: "timer")
      }
      unwatched = nil
    case .cancelTimer(.request(let id)):
      if answered != id {
        scene.breach("the timer of request \(id.number) was cancelled without an answer", cause: "cancel")
      }
      answered = nil
    default: return
    }
  }

  private mutating func look(_ request: Request, _ scene: inout Scene) {
    scene.tried()
    if unwatched != nil { scene.breach("a request was sent, and no timer set for it", cause: "unwatched") }
    unwatched = request
    if request.id.number != last + 1 {
      scene.breach("request \(request.id.number) follows request \(last)", cause: "number")
    }
    last = request.id.number
    let span = Int128(request.deadline.nanoseconds) - Int128(scene.now.nanoseconds)
    if span != Int128(scene.configuration.requestTimeout.nanoseconds) {
      scene.breach(
        { scene in
          "a \(request.content.kind.text) may take until \(request.deadline), and request-timeout is "
            + "\(scene.configuration.requestTimeout)"
        }, cause: "deadline")
    }
  }

  mutating func end(_ scene: inout Scene) {
    if unwatched != nil {
      scene.breach("a request was sent, and no timer set for it", cause: "unwatched")
      unwatched = nil
    }
    if let answered {
      scene.breach("request \(answered.number) was answered, and its timer goes on", cause: "cancel")
      self.answered = nil
    }
  }
}
