import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// Differences that persons have to decide: every role, every step and every decision, in the wrong state and by the
/// wrong person as well, while figures move, time runs out and processes die.
extension CaseGenerator {
  /// Makes a quarter of the live cases a dispute about the account.
  mutating func makeDisputes() {
    guard swarm.mode == .live, tape.choose(.dispute, below: 4) == 1 else { return }
    configureDispute()
    declarePersons()
    hasDrift = true
    let opened = time(.dispute, 1)
    let count = 1 + tape.choose(.dispute, 2, below: 2)
    for index in 0..<count {
      let later = tape.choose(.dispute, 10 + index, below: 2) == 1
      adjust(index, drawn: 50 + index, at: index == 0 || !later ? opened : opened + .seconds(2))
    }
    if hasNoAccountClock { add(OperatorReconcile(), at: opened + .seconds(1), mayMiss: true) }
    // The figures move while a person looks at them.
    if tape.choose(.dispute, 3, below: 3) == 1 { adjust(0, drawn: 60, at: opened + gap(.dispute, 20) * 3) }
    var instant = opened + .seconds(2) + gap(.dispute, 21)
    for step in 0..<(2 + tape.choose(.dispute, 4, below: 5)) {
      take(step, count, at: instant)
      instant = instant + gap(.disputeStep, 1000 + step)
    }
    if !swarm.faults.isEmpty, tape.choose(.dispute, 5, below: 2) == 1 {
      let isAtPoint = tape.choose(.dispute, 6, below: 2) == 1
      let points: [Word] = [.persistUnsynced, .persistBefore, .persistAfter, .publishBefore, .publishAfter]
      let place = isAtPoint ? CrashPlace(tape.pick(.dispute, 7, points)) : nil
      crash(place, 81_000, at: opened + gap(.dispute, 22) * (1 + tape.choose(.dispute, 8, below: 5)))
    }
  }

  /// Declares one person of each role, once.
  mutating func declarePersons() {
    guard !hasPersons else { return }
    hasPersons = true
    for (name, role) in CaseGenerator.persons {
      let line = SetupOperator {
        $0.person = PersonName(name)
        $0.role = role
      }
      scenario.setup.append(Located(SetupItem(line)))
    }
  }

  /// Polls are close together, and reminder, escalation and retry fall due at one instant as often as apart.
  private mutating func configureDispute() {
    set(.orderInterval, .duration(.seconds(1)))
    set(.driftConfirmations, .integer(1 + tape.choose(.dispute, 30, below: 2)))
    let spans: [TimeSpan?] = [.seconds(3), .milliseconds(1500), .seconds(6), nil]
    let escalation = tape.pick(.dispute, 31, spans)
    set(.escalationTime, .duration(escalation))
    set(.remindEvery, .duration(tape.pick(.dispute, 32, [escalation] + spans)))
    // Where no clock asks for the account, what is decided about it has to.
    switch tape.choose(.dispute, 42, below: 8) {
    case 1: set(.pollKind, .choice("trade-only"))
    case 2: set(.orderInterval, .duration(nil))
    default: break
    }
    if hasNoAccountPolls { set(.fullInterval, .duration(nil)) }
    let policies = ["review", "within-limit", "review", "internal-authoritative"]
    let policy = tape.pick(.dispute, 33, policies)
    set(.driftPolicy, .choice(policy))
    adoptsBroker = false
    guard policy == "within-limit" else { return }
    // Just what the first difference is worth, what both are, and one more.
    let limits = [market.value(of: 3), market.value(of: 6), market.value(of: 7), market.value(of: 1), Decimal.zero]
    set(.maximumAutomaticCorrection, .money(tape.pick(.dispute, 34, limits)))
    if tape.choose(.dispute, 35, below: 2) == 1 {
      set(.maximumAutomaticCorrectionPerPass, .money(tape.pick(.dispute, 36, limits)))
    }
    if tape.choose(.dispute, 37, below: 2) == 1 {
      set(.maximumAutomaticCorrectionPerDay, .money(tape.pick(.dispute, 38, limits)))
    }
    if tape.choose(.dispute, 39, below: 2) == 1 {
      set(.ticketRetries, .integer(1 + tape.choose(.dispute, 40, below: 3)))
      set(.ticketRetryInterval, .duration(tape.pick(.dispute, 41, spans.compactMap { $0 })))
    }
  }

  private var hasNoAccountPolls: Bool {
    configuration.orderInterval == nil || configuration.pollKind == .delta || configuration.pollKind == .tradeOnly
  }

  private var hasNoAccountClock: Bool { configuration.fullInterval == nil && hasNoAccountPolls }

  private mutating func adjust(_ index: Int, drawn subject: Int, at instant: TimeSpan) {
    if tape.choose(.dispute, subject, below: 3) == 1 {
      let line = BrokerAdjustCash {
        $0.currency = CurrencyName(Located("USD"))
        $0.amount = Money(market.value(of: 3))
      }
      return add(line, at: instant, mayMiss: true)
    }
    let line = BrokerAdjustPosition {
      $0.symbol = SymbolName(symbol(index % swarm.instrumentCount))
      $0.quantity = SignedQuantity(market.quantity(3))
      $0.price = Price(market.price(ticks: 0))
    }
    add(line, at: instant, mayMiss: true)
  }

  /// One step: about a ticket, by somebody with a name or without.
  private mutating func take(_ step: Int, _ count: Int, at instant: TimeSpan) {
    let names: [String?] = [nil, "ANNA", "BEN", "CARL", "ANNA", "BEN"]
    let person = tape.pick(.disputeStep, step, names).map { PersonName($0) }
    let number = tape.choose(.disputeStep, 100 + step, below: count + 2)
    // One in four is about no ticket, or about a later one.
    let ticket = TicketName(UInt32(number < count ? number + 1 : number == count ? 1 : 7))
    switch tape.choose(.disputeStep, 200 + step, below: 12) {
    case 0, 1:
      acknowledge(ticket, by: person, at: instant, isTwice: tape.choose(.disputeStep, 300 + step, below: 3) == 1)
    case 2, 3:
      let assignee = PersonName(tape.pick(.disputeStep, 400 + step, ["ANNA", "BEN", "CARL"]))
      let line = OperatorAssign {
        $0.ticket = ticket
        $0.assignee = assignee
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    case 4, 5:
      let level = tape.pick(.disputeStep, 500 + step, LevelName.allCases)
      let line = OperatorPrioritize {
        $0.ticket = ticket
        $0.level = level
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    case 6, 7, 8, 9: decide(ticket, step, by: person, at: instant)
    case 10: lookAt(step, by: person, at: instant)
    default: rule(step, by: person, at: instant)
    }
  }

  private mutating func acknowledge(
    _ ticket: TicketName, by person: PersonName?, at instant: TimeSpan, isTwice: Bool
  ) {
    let line = OperatorAcknowledge {
      $0.ticket = ticket
      $0.person = person
    }
    add(line, at: instant, mayMiss: true)
    if isTwice { add(line, at: instant + .milliseconds(1), mayMiss: true) }
  }

  private mutating func decide(_ ticket: TicketName, _ step: Int, by person: PersonName?, at instant: TimeSpan) {
    let decisions: [TicketDecision] = [
      .acceptBroker, .ignore, .acceptLocal, .discard, .figure(market.quantity(2)), .acceptBroker,
    ]
    let decision = tape.pick(.disputeStep, 600 + step, decisions)
    let hasNote = tape.choose(.disputeStep, 700 + step, below: 2) == 1
    let line = OperatorResolve {
      $0.ticket = ticket
      $0.decision = DecisionValue(decision)
      if hasNote { $0.note = QuotedText("note \(step)") }
      $0.person = person
    }
    add(line, at: instant, mayMiss: true)
  }

  /// A pass by a person: of any kind, of one symbol or all, to correct or only to look.
  private mutating func lookAt(_ step: Int, by person: PersonName?, at instant: TimeSpan) {
    var line = OperatorReconcile()
    line.kind = tape.pick(.disputeStep, 800 + step, PassKindName.allCases)
    line.isDetectOnly = tape.choose(.disputeStep, 900 + step, below: 3) > 0
    let place = tape.choose(.disputeStep, 2000 + step, below: swarm.instrumentCount + 1)
    if place < swarm.instrumentCount { line.symbols = SymbolList([SymbolName(symbol(place))]) }
    line.person = person
    add(line, at: instant, mayMiss: true)
  }

  /// What is not about a ticket, and needs a role all the same.
  private mutating func rule(_ step: Int, by person: PersonName?, at instant: TimeSpan) {
    let later = instant + .milliseconds(500)
    switch tape.choose(.disputeStep, 2100 + step, below: 4) {
    case 0:
      add(OperatorHalt { $0.person = person }, at: instant, mayMiss: true)
      add(OperatorResume(), at: later, mayMiss: true)
    case 1:
      add(OperatorStop { $0.person = person }, at: instant, mayMiss: true)
      add(OperatorRelease { $0.person = PersonName("ANNA") }, at: later, mayMiss: true)
    case 2:
      let order = tape.choose(.disputeStep, 2200 + step, below: 16) % swarm.orderCount
      let line = OperatorQuery {
        $0.order = OrderName(Located("A\(order + 1)"))
        $0.person = person
      }
      add(line, at: max(instant, placeTimes[order]), mayMiss: true)
    default:
      let line = OperatorChoose {
        $0.kind = .full
        $0.clock = .poll
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    }
  }
}
