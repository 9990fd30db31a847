import Trading

/// For how long the engine has not seen the broker on every channel; a restart counts anew.
///
/// What was blind before counts on, until the engine has seen for as long a time as a person is told after: a line that
/// drops, comes back for a moment and drops again is as bad as one that stays away. Whether the engine is halted is no
/// matter: what works at the broker executes unseen all the same.
struct BlindWatch: Sendable {
  /// Since when it does not see the broker; nil while it does.
  private var blindSince: Instant?
  /// Since when it sees it again.
  private var seesSince: Instant?
  /// For how long it did not see it, the times before this one.
  private var before = TimeSpan.zero
  /// Whether a person was told this time.
  private var isTold = false

  /// Begins to count, or ends it.
  ///
  /// - Parameter isSeen: whether the stream is up and no pass lacks an answer.
  mutating func look(isSeen: Bool, _ core: inout Core) {
    guard let span = core.configuration.blindAlert else { return }
    let isBlind = core.condition == .starting || !isSeen
    guard isBlind != (blindSince != nil) else { return }
    if isBlind {
      if let seesSince, core.now - seesSince >= span { before = .zero }
      (blindSince, isTold) = (core.now, false)
      core.setTimer(.blindness, at: core.now + (span - before))
    } else {
      if let blindSince { before = isTold ? .zero : min(before + (core.now - blindSince), span) }
      (blindSince, seesSince) = (nil, core.now)
      core.cancelTimer(.blindness)
    }
  }

  /// A person is told: the next time counts anew.
  mutating func noteTold() { isTold = true }
}
