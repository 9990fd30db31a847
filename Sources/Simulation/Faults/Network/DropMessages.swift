import Reconciliation

/// A message never arrives.
private struct DropMessages: MessageFault {
  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    passage.event = passage.told(.messageLost)
    return .isReplaced(by: [])
  }
}

extension NetworkEffect {
  /// The message never arrives.
  public static var drop: NetworkEffect { NetworkEffect(DropMessages()) }
}
