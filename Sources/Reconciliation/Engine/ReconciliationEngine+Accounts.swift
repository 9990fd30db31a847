import Trading

extension ReconciliationEngine {
  /// The account that an input is about: what the store, the process and the clock of the figures have to say is about
  /// none, and an answer is about that of its request.
  func account(of input: EngineInput, _ named: AccountID) -> AccountID {
    switch input {
    case .started, .persisted, .persistFailed, .publishFailed, .published, .stopping, .timer(.store), .timer(.bus),
      .timer(.metrics):
      .default
    case .response(let request, _), .requestFailed(let request, _), .timer(.request(let request)):
      core.requests.account(of: request) ?? named
    case .command, .operatorCommand, .streamUpdate, .streamConnected, .streamLost, .timer: named
    }
  }

  /// Takes books and desks of an account in hand: what is wanted from here on is wanted for it.
  ///
  /// An account without desks begins to live: it is asked about as at a start.
  mutating func turn(to account: AccountID) {
    guard account != core.account else { return }
    let known = resting.take(account)
    var other = known ?? RestingAccount()
    swap(&other.desks, &desks)
    core.exchange(&other.notes)
    resting.put(other, of: core.account)
    core.turn(to: account)
    if known == nil {
      core.begin()
      startDesks()
    }
  }

  /// Starts the accounts beside the default one that recovery found.
  mutating func startOthers() {
    for account in core.ledger.accounts where account != .default {
      turn(to: account)
      drainFollowUps()
      desks.tickets.setTimer(&core)
    }
    turn(to: .default)
  }

  /// So much waits for the bus that no account takes new orders.
  mutating func reviewBacklog() {
    turn(to: .default)
    updateCondition(reason: .busFailure)
    drainFollowUps()
    desks.streamWatch.lookForBlindness(lacksAnswer: desks.passes.lacksAnswer, &core)
    if !resting.isEmpty { reviewResting() }
  }

  /// The store has begun to fail, or takes records again, or so it is with the bus: that is so for every account.
  mutating func reviewResting() {
    for account in resting.ids {
      turn(to: account)
      updateCondition(reason: core.journal.isFailing ? core.journal.failureReason : core.bus.isFull ? .busFailure : nil)
      drainFollowUps()
    }
    turn(to: .default)
  }
}
