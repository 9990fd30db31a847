import Trading

/// Messages are held and let go in the opposite order.
private struct ReorderMessages: MessageFault {
  private var held = HeldMessages()

  mutating func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    held.hold(passage)
    if turn.isLast { return .isReplaced(by: held.release(at: passage.sent).reversed()) }
    if held.count == 1 { turn.wake = turn.ends }
    return .isReplaced(by: [])
  }

  mutating func letGo(at now: Instant, hasEnded: Bool) -> [Passage] {
    hasEnded ? held.release(at: now).reversed() : []
  }
}

extension NetworkEffect {
  /// They are held until the fault has acted as often as it may or has ended, and then let go, the last one first.
  public static var reorder: NetworkEffect { NetworkEffect(ReorderMessages()) }
}
