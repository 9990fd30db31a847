import Reconciliation
public import Trading

/// A message arrives twice.
private struct DuplicateMessages: MessageFault {
  let span: TimeSpan

  func affect(_ passage: inout Passage) {
    passage.copies.append(span)
    passage.event = passage.label.event(.messageDuplicated)
  }
}

extension NetworkEffect {
  /// A second copy arrives later by a span.
  public static func duplicate(after span: TimeSpan) -> NetworkEffect { NetworkEffect(DuplicateMessages(span: span)) }
}
