public import Trading

/// Messages are held and let go together, in their order.
private struct BurstMessages: MessageFault {
  let size: Int
  let patience: TimeSpan?
  private var held = HeldMessages()
  /// When the burst at hand goes although it is not full.
  private var due: Instant?

  init(size: Int, patience: TimeSpan?) {
    self.size = size
    self.patience = patience
  }

  mutating func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    held.hold(passage)
    if held.count >= size || turn.isLast { return .isReplaced(by: held.release(at: passage.sent)) }
    if held.count == 1 {
      due = patience.map { passage.sent + $0 }
      turn.wake = [due, turn.ends].compactMap { $0 }.min()
    }
    return .isReplaced(by: [])
  }

  mutating func letGo(at now: Instant, hasEnded: Bool) -> [Passage] {
    hasEnded || due.map { $0 <= now } ?? false ? held.release(at: now) : []
  }
}

extension NetworkEffect {
  /// They arrive so many at a time, or as many as there are when the first of them has waited so long.
  public static func burst(of size: Int, within patience: TimeSpan?) -> NetworkEffect {
    NetworkEffect(BurstMessages(size: size, patience: patience))
  }
}
