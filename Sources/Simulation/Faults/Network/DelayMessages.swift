import Reconciliation
public import Trading

/// A message arrives later.
private struct DelayMessages: MessageFault {
  let span: TimeSpan
  let jitter: TimeSpan

  func affect(_ passage: inout Passage) {
    let extra = span + passage.drawn(upTo: jitter)
    passage.latency = passage.latency + extra
    var event = passage.label.event(.messageDelayed)
    event.number = extra.nanoseconds
    passage.event = event
  }
}

extension NetworkEffect {
  /// It arrives later by a span, and by up to a jitter more.
  public static func delay(by span: TimeSpan, jitter: TimeSpan) -> NetworkEffect {
    NetworkEffect(DelayMessages(span: span, jitter: jitter))
  }
}
