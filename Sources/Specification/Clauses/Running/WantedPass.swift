import Reconciliation

/// A pass that has to run, or that runs.
struct WantedPass: Equatable {
  var reason: Word
  var kind: PassKind
  /// Whether it changes nothing.
  var isLook = false

  /// What it is, whatever it runs for.
  var sort: String { kind.word.text + (isLook ? ", which changes nothing" : "") }

  /// The pass that does the work of both, for the stronger reason.
  func joined(with other: WantedPass) -> WantedPass {
    WantedPass(
      reason: WantedPass.stronger(reason, other.reason), kind: kind.together(with: other.kind), isLook: isLook)
  }

  private static let ranks: [Word] = [.poll, .mismatch, .postTrade, .full, .startup, .reconnect, .operator]

  private static func stronger(_ one: Word, _ other: Word) -> Word {
    (ranks.firstIndex(of: one) ?? 0) < (ranks.firstIndex(of: other) ?? 0) ? other : one
  }
}
