import Trading

/// For how long the engine has not seen the broker on every channel; a restart counts anew.
///
/// Who halts it, or whose disk is full, knows of that already.
struct BlindWatch: Sendable {
  /// Whether it does not see it, so that the timer is set or a person has been told.
  private var isBlind = false

  /// Begins to count, or ends it, when the condition has changed.
  mutating func look(_ core: inout Core) {
    guard let span = core.configuration.blindAlert else { return }
    let isBlindNow = core.condition == .degraded || core.condition == .starting
    guard isBlindNow != isBlind else { return }
    isBlind = isBlindNow
    if isBlind { core.setTimer(.blindness, at: core.now + span) } else { core.cancelTimer(.blindness) }
  }
}
