/// How far it is settled that a store which held nothing is in use.
///
/// Journals and checkpoints hold the raw values.
public enum Opening: UInt8, Hashable, Sendable, CaseIterable {
  /// No whole pass has seen the account.
  case empty = 1
  /// The account holds what the store does not know of, and a person has been told.
  case lost = 2
}
