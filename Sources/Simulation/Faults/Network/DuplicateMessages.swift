import Reconciliation
public import Trading

/// A message arrives twice.
private struct DuplicateMessages: MessageFault {
  let span: TimeSpan

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    passage.copies.append(span)
    passage.event = passage.told(.messageDuplicated)
    return .goesOn
  }
}

extension NetworkEffect {
  /// A second copy arrives later by a span.
  public static func duplicate(after span: TimeSpan) -> NetworkEffect { NetworkEffect(DuplicateMessages(span: span)) }
}
