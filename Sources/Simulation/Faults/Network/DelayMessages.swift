import Reconciliation
public import Trading

/// A message arrives later.
private struct DelayMessages: MessageFault {
  let span: TimeSpan
  let jitter: TimeSpan

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    let extra = span + turn.drawn(upTo: jitter)
    passage.latency = passage.latency + extra
    passage.event = passage.told(.messageDelayed, number: extra.nanoseconds)
    return .goesOn
  }
}

extension NetworkEffect {
  /// It arrives later by a span, and by up to a jitter more.
  public static func delay(by span: TimeSpan, jitter: TimeSpan) -> NetworkEffect {
    NetworkEffect(DelayMessages(span: span, jitter: jitter))
  }
}
