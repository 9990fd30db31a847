import Trading

/// For how long accounts were set aside in a row, since they are of another moment than all that the books can be told
/// for: one such answer is a race, but for minutes nothing of the account is watched.
extension DiscrepancyDesk {
  /// An account was compared.
  mutating func noteCompared() { setAsideSince = nil }

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
