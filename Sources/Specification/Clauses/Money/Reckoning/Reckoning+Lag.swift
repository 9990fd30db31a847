import Reconciliation
import Trading

/// Accounts that no pass could compare, one after the other.
struct AccountLag: Sendable {
  /// When the first of them came; nil if the last one was compared.
  var began: Instant?
  /// Whether that is known: what the store did not take leaves open what an account was compared with.
  var isSure = true
}

extension Reckoning {
  /// An account is of another moment than all that is known: after `timing-conflict-after` of nothing else it is a
  /// difference, of which a person is told.
  mutating func noteSetAside(_ sheet: inout Model) {
    let began = lag.began ?? now
    lag.began = began
    guard let limit = configuration.timingConflictAfter, !lag.isSure || began + limit <= now else { return }
    var conflict = Discrepancy(.timingConflict)
    conflict.reason = .stale
    note(conflict, isComparing: true, isOptional: !lag.isSure, &sheet)
  }
}
