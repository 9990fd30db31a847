import Trading

/// For how long accounts were set aside in a row, since they are of another moment than all that the books can be told
/// for: one such answer is a race, but for minutes nothing of the account is watched.
extension DiscrepancyDesk {
  /// An account was compared.
  mutating func noteCompared(asOf: BrokerSequence) {
    setAsideSince = nil
    newestAccount = asOf
  }

  /// Whether an account says that it is older than the one that was compared last, be it by the process before.
  ///
  /// It proves nothing of what has happened since (design, section 3, rule 4), however many in a row say so: a copy that
  /// lags may answer for hours. That the broker himself has gone back is for a person to say.
  func isOutdated(_ account: AccountReport, _ books: Books) -> Bool {
    account.asOf < max(newestAccount, books.accountAsOf) && !books.isOlderAccountAccepted
  }

  /// One more was set aside: once nothing else has come for long enough a person is told.
  ///
  /// A restart counts anew.
  mutating func noteSetAside(reason: Word, _ core: inout Core) {
    let since = setAsideSince ?? core.now
    setAsideSince = since
    guard let limit = core.configuration.timingConflictAfter, core.now - since >= limit else { return }
    report(Finding(.timingConflict), reason: reason, &core)
  }
}

extension Books {
  /// Whether a person has said that the broker has gone back, so that older accounts are to be compared again.
  fileprivate var isOlderAccountAccepted: Bool {
    tickets.contains { $0.kind == .timingConflict && $0.decision == .acceptBroker }
  }

  /// Whether a difference of the account is open.
  var hasDifferenceOfAccount: Bool { discrepancies.contains(where: \.isAboutAccount) }
}
