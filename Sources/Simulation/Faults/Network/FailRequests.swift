import Reconciliation

/// A gateway answers a request.
///
/// It gives up on a request that it has forwarded (502, 504), or refuses to forward it.
private struct FailRequests: MessageFault {
  let status: Int

  func affect(_ passage: inout Passage) {
    guard passage.label.channel == .requests else { return }
    var event = passage.label.event(.messageFailed)
    event.number = Int64(status)
    passage.event = event
    passage.fate = .isAnswered(status: status, isForwarded: status == 502 || status == 504)
  }
}

extension NetworkEffect {
  /// A gateway answers the request with a status.
  ///
  /// With a 502 or 504 the broker gets the request all the same; with any other status it does not.
  public static func fail(status: Int) -> NetworkEffect { NetworkEffect(FailRequests(status: status)) }
}
