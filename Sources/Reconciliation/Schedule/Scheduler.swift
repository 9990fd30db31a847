import Trading

/// When passes are due.
struct Scheduler: Sendable {
  /// How many passes in a row failed or left something open.
  private var failedPasses = 0
  /// How many passes of the start have not seen all orders and executions.
  private var cutStarts = 0
  /// How many passes in a row have seen a figure of the account differ that is to be seen again, and no clock looks.
  private var unconfirmedPasses = 0
  /// How many passes in a row have seen the account and settled nothing of what waits for it, and no clock looks.
  private var idlePasses = 0
  /// What the retry timer is set for.
  private var retried = PassQueue()

  /// Sets the timer of the order polls.
  func startPolls(_ core: inout Core) {
    if let interval = core.configuration.orderInterval { core.setTimer(.orderPoll, at: core.now + interval) }
  }

  /// Sets the timer of the full passes.
  func startFullPasses(_ core: inout Core) {
    if let interval = core.configuration.fullInterval { core.setTimer(.fullPass, at: core.now + interval) }
  }

  /// The timer of the order polls fired.
  func orderPollIsDue(_ core: inout Core) {
    guard let interval = core.configuration.orderInterval else { return }
    core.setTimer(.orderPoll, at: core.now + interval)
    core.followUps.append(.startPass(core.condition == .starting ? .startup : .poll))
  }

  /// The timer of the full passes fired.
  func fullPassIsDue(_ core: inout Core) {
    guard let interval = core.configuration.fullInterval else { return }
    core.setTimer(.fullPass, at: core.now + interval)
    core.followUps.append(.startPass(core.condition == .starting ? .startup : .full))
  }

  /// What failed is due again.
  mutating func retryIsDue() -> PassPlan? {
    retried.take()
  }

  /// Repeats what failed or was left open where the clock does not.
  ///
  /// - Parameters:
  ///   - leavesGap: whether executions that a report has told of were neither brought nor disproved.
  ///   - isCutShort: whether the pass has not seen all orders and executions.
  ///   - isUnconfirmed: whether the account differs in what has to be seen again, and no clock brings that about.
  ///   - confirming: what is to see again at a start what the account differs in.
  ///   - awaited: how many figures the pass has taken over, where something waits for an account that no clock asks for.
  mutating func passEnded(
    _ answers: ReconciliationPass, openCount: Int, leavesGap: Bool, isCutShort: Bool, isUnconfirmed: Bool,
    confirming: PassPlan?, awaited: Int?, _ core: inout Core
  ) {
    // Whoever wants to look again asks again.
    guard !answers.plan.isLook else { return }
    // What has been seen once has a patience of its own: whatever else is open may be so for ever.
    let looksAgain = !answers.hasFailed && answers.account != nil && wantsAccount(isUnconfirmed, awaited, core)
    if answers.hasFailed {
      failedPasses += 1
      // The clock repeats polls and full passes; anything else has to be repeated here.
      if !answers.plan.trigger.isPeriodic { retry(answers.plan, &core) }
    } else if isCutShort, core.condition == .starting {
      // Half a list of executions is a position that is known to be wrong: no order is sized by it.
      failedPasses += 1
      cutStarts += 1
      if cutStarts == core.configuration.maximumRetries + 1 { core.notify(.startup, reason: .incomplete) }
      retry(answers.plan, &core)
    } else if let confirming {
      failedPasses = openCount == 0 && !leavesGap ? 0 : failedPasses + 1
      // A start waits for nobody, but the broker may need a moment to show what it has.
      retry(confirming, attempt: 1, &core)
    } else if leavesGap {
      // What was answered proves as little as no answer.
      failedPasses += 1
      if looksAgain || core.configuration.orderInterval == nil { lookAgain(afterSight: looksAgain, &core) }
    } else if openCount == 0 {
      failedPasses = 0
      if looksAgain { lookAgain(afterSight: true, &core) }
    } else {
      // Looks again at what a pass left open, a bounded number of times, where no poll will.
      failedPasses += 1
      let mayRepeat = core.configuration.orderInterval == nil && failedPasses <= core.configuration.maximumRetries
      if looksAgain || mayRepeat { lookAgain(afterSight: looksAgain, &core) }
    }
  }

  /// Whether the account has to be asked for once more, after a pass that has seen it: it may be a while until the broker
  /// shows what waits for that, but not for ever.
  private mutating func wantsAccount(_ isUnconfirmed: Bool, _ awaited: Int?, _ core: Core) -> Bool {
    idlePasses = awaited == 0 ? idlePasses + 1 : 0
    let isWanted = isUnconfirmed || awaited != nil && idlePasses <= core.configuration.maximumRetries
    unconfirmedPasses = isWanted ? unconfirmedPasses + 1 : 0
    return isWanted
  }

  private mutating func lookAgain(afterSight: Bool, _ core: inout Core) {
    retry(PassPlan(.mismatch, .incremental), attempt: afterSight ? unconfirmedPasses : failedPasses, &core)
  }

  private mutating func retry(_ plan: PassPlan, attempt: Int? = nil, _ core: inout Core) {
    retried.add(plan)
    core.setTimer(.passRetry, at: core.now + core.backoff(attempt: attempt ?? failedPasses, salt: Event.none))
  }
}
