import Reconciliation
import Trading

/// A gateway answers a request.
///
/// It gives up on a request that it has forwarded, or refuses to forward it.
private struct FailRequests: MessageFault {
  let status: Int
  let isForwarded: Bool

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    guard case .request(let request) = passage.envelope.message else { return .goesOn }
    var answer = Passage(passage.envelope, latency: passage.latency + passage.latency, sent: passage.sent)
    answer.envelope.message = .failure(request.id, .gateway(status: status))
    answer.envelope.label = MessageLabel(request, channel: .responses)
    answer.event = passage.told(.messageFailed, number: Int64(status))
    answer.isCausedByEvent = true
    guard isForwarded else { return .isReplaced(by: [answer]) }
    var forwarded = Passage(passage.envelope, latency: passage.latency, sent: passage.sent)
    forwarded.envelope.isAnswered = true
    return .isReplaced(by: [forwarded, answer])
  }
}

extension NetworkEffect {
  /// A gateway answers the request with a status.
  ///
  /// - Parameters:
  ///   - status: the status.
  ///   - isForwarded: whether the broker gets the request all the same; nil for what the status says: a gateway that
  ///     answers 502 or 504 has forwarded it, any other has not.
  public static func fail(status: Int, isForwarded: Bool? = nil) -> NetworkEffect {
    NetworkEffect(FailRequests(status: status, isForwarded: isForwarded ?? (status == 502 || status == 504)))
  }
}
