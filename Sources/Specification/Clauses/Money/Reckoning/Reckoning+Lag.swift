import Reconciliation
import Trading

/// Accounts that no pass could compare, one after the other.
struct AccountLag: Sendable {
  /// When the first of them came; nil if the last one was compared.
  var began: Instant?
  /// Whether that is known: what the store did not take leaves open what an account was compared with.
  var isSure = true
}

/// As of which change the last account was that was compared, and how many older ones have come since.
struct AccountAge: Sendable {
  var newest = BrokerSequence.zero
  var older = 0
  /// Whether that is known: what was compared while the store failed cannot be told.
  var isSure = true
}

/// For how long a figure of the account has differed on one side, by whatever it did.
struct DriftRun: Sendable {
  var figure: DriftSight.Figure
  var isNegative: Bool
  /// In how many passes in a row it was counted.
  var count = 0
  var first: Instant
  /// When the last of them began.
  var passBegan = Instant.origin
}

extension Reckoning {
  /// Whether an account is from before the last one; it is noted what came of the question.
  ///
  /// It proves nothing of what came in between, unless so many in a row are that the broker himself has gone back.
  mutating func isOutdated(_ account: AccountReport) -> Bool {
    guard account.asOf < age.newest else {
      isAccountOutdated = false
      return false
    }
    guard age.isSure else {
      isAccountOutdated = nil
      return true
    }
    let isOutdated = age.older < configuration.driftConfirmations + configuration.maximumRetries
    isAccountOutdated = isOutdated
    return isOutdated
  }

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
