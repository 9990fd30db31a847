extension Core {
  /// Exchanges what is noted of the account in hand with what was noted of another.
  mutating func exchange(_ notes: inout CoreNotes) {
    swap(&condition, &notes.condition)
    swap(&hasTicketsChanged, &notes.hasTicketsChanged)
    swap(&activity, &notes.activity)
    swap(&news, &notes.news)
    swap(&seen, &notes.seen)
  }

  /// Takes the books of an account in hand, and says that what follows is wanted for it.
  mutating func turn(to account: AccountID) {
    guard account != self.account else { return }
    ledger.turn(to: account)
    outbox.account = account
    effects.append(.account(account))
  }
}
