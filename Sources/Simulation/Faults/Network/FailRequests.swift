import Reconciliation

/// A gateway answers a request.
///
/// It gives up on a request that it has forwarded, or refuses to forward it.
private struct FailRequests: MessageFault {
  let status: Int
  let isForwarded: Bool

  func affect(_ passage: inout Passage) {
    guard passage.label.channel == .requests else { return }
    var event = passage.label.event(.messageFailed)
    event.number = Int64(status)
    passage.event = event
    passage.fate = .isAnswered(status: status, isForwarded: isForwarded)
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
