import Trading

/// For how long accounts were set aside in a row, since they are of another moment than all that the books can be told
/// for: one such answer is a race, but for minutes nothing of the account is watched.
extension DiscrepancyDesk {
  /// An account was compared.
  mutating func noteCompared(asOf: BrokerSequence) {
    setAsideSince = nil
    newestAccount = (asOf, 0)
  }

  /// One more account is older than the one that was compared last.
  mutating func noteOutdated() { newestAccount.older += 1 }

  /// Whether an account says that it is older than the one that was compared last.
  ///
  /// It proves nothing of what has happened since (design, section 3, rule 4). A broker who says nothing else any more has
  /// gone back himself.
  func isOutdated(_ account: AccountReport, _ configuration: EngineConfiguration) -> Bool {
    account.asOf < newestAccount.asOf
      && newestAccount.older < configuration.driftConfirmations + configuration.maximumRetries
  }

  /// One more was set aside: once nothing else has come for long enough a person is told.
  ///
  /// A restart counts anew.
  mutating func noteSetAside(_ core: inout Core) {
    let since = setAsideSince ?? core.now
    setAsideSince = since
    guard let limit = core.configuration.timingConflictAfter, core.now - since >= limit else { return }
    report(Finding(.timingConflict), reason: .stale, &core)
  }
}
