import Reconciliation

/// A message never arrives.
private struct DropMessages: MessageFault {
  func affect(_ passage: inout Passage) {
    passage.event = passage.label.event(.messageLost)
    passage.fate = .isLost
  }
}

extension NetworkEffect {
  /// The message never arrives.
  public static var drop: NetworkEffect { NetworkEffect(DropMessages()) }
}
