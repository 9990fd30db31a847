import Reconciliation
import Trading

/// A gateway answers a request.
///
/// It gives up on a request that it has forwarded (502, 504), or refuses to forward it.
private struct FailRequests: MessageFault {
  let status: Int

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    guard case .request(let request) = passage.envelope.message else { return .goesOn }
    var answer = Passage(passage.envelope, latency: passage.latency + passage.latency, sent: passage.sent)
    answer.envelope.message = .failure(request.id, .gateway(status: status))
    answer.envelope.label = MessageLabel(request, channel: .responses)
    answer.event = passage.told(.messageFailed, number: Int64(status))
    answer.isCausedByEvent = true
    guard status == 502 || status == 504 else { return .isReplaced(by: [answer]) }
    var forwarded = Passage(passage.envelope, latency: passage.latency, sent: passage.sent)
    forwarded.envelope.isAnswered = true
    return .isReplaced(by: [forwarded, answer])
  }
}

extension NetworkEffect {
  /// A gateway answers the request with a status.
  ///
  /// With a 502 or 504 the broker gets the request all the same; with any other status it does not.
  public static func fail(status: Int) -> NetworkEffect { NetworkEffect(FailRequests(status: status)) }
}
