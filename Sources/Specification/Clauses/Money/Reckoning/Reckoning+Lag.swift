import Reconciliation
import Trading

/// Accounts that no pass could compare, one after the other.
struct AccountLag: Sendable {
  /// When the first of them came; nil if the last one was compared.
  var began: Instant?
  /// Whether that is known: what the store did not take leaves open what an account was compared with.
  var isSure = true
}

/// As of which change the last account was that was compared.
struct AccountAge: Sendable {
  var newest = BrokerSequence.zero
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
  /// Whether an account is from before the last one, of this process or of one before; it is noted what came of the
  /// question.
  ///
  /// It proves nothing of what came in between, until a person says that the broker himself has gone back.
  mutating func isOutdated(_ account: AccountReport, _ sheet: Model) -> Bool {
    let isAccepted = sheet.tickets.contains { $0.kind == .timingConflict && $0.decision == .acceptBroker }
    guard !isAccepted, account.asOf < max(age.newest, sheet.accountAsOf) else {
      isAccountOutdated = false
      return false
    }
    guard age.isSure || account.asOf < sheet.accountAsOf else {
      isAccountOutdated = nil
      return true
    }
    isAccountOutdated = true
    return true
  }

  /// That an account was compared while one differs, or had differed, is written down.
  mutating func noteSeen(_ account: AccountReport, differs: Bool, _ sheet: inout Model) {
    let isOpen = sheet.discrepancies.contains { $0.order == Event.none && $0.execution == Event.none }
    guard differs || isOpen, account.asOf != sheet.accountAsOf else { return }
    call(.adoptions, .control(.accountSeen(asOf: account.asOf)), &sheet)
  }

  /// An account is of another moment than all that is known: after `timing-conflict-after` of nothing else it is a
  /// difference, of which a person is told.
  mutating func noteSetAside(reason: Word, _ sheet: inout Model) {
    let began = lag.began ?? now
    lag.began = began
    guard let limit = configuration.timingConflictAfter, !lag.isSure || began + limit <= now else { return }
    var conflict = Discrepancy(.timingConflict)
    conflict.reason = reason
    note(conflict, isComparing: true, isOptional: !lag.isSure, &sheet)
  }
}
