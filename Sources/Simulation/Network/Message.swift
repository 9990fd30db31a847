import Reconciliation
import Trading

/// What travels between engine and broker.
enum Message: Sendable {
  case request(Request)
  case response(RequestID, Response)
  case failure(RequestID, TransportFailure)
  case stream(StreamUpdate)
  case streamUp
  case streamDown
}

/// A message on its way.
struct Envelope: Sendable {
  var message: Message
  var label: MessageLabel
  /// The entry of the trace that sent it.
  var cause: UInt32
  /// The incarnation of the engine that it belongs to; an older one's connection is gone.
  var generation: UInt32
  /// Whether a gateway has answered this request: what the broker says to it reaches nobody.
  var isAnswered = false
}

/// What network rules and the trace see of a message.
struct MessageLabel: Sendable {
  var channel: Word
  var kind: Word
  var order: UInt32 = Event.none
  var execution: UInt32 = Event.none

  init(_ request: Request, channel: Word) {
    self.channel = channel
    kind = request.content.kind
    order = request.content.order?.index ?? Event.none
  }

  init(channel: Word, kind: Word, order: UInt32 = Event.none) {
    self.channel = channel
    self.kind = kind
    self.order = order
  }

  init(_ update: StreamUpdate) {
    channel = .stream
    switch update {
    case .heartbeat: kind = .heartbeat
    case .order(let report, let kind):
      self.kind = kind
      order = report.order.index
    case .execution(let execution, _):
      kind = .fill
      order = execution.order.index
      self.execution = execution.id.index
    }
  }

  func event(_ kind: EventKind) -> Event {
    var event = Event(kind)
    event.source = channel
    event.subject = self.kind
    event.order = order
    event.execution = execution
    return event
  }
}
