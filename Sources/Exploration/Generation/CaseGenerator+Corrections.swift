import Reconciliation
import ScenarioLanguage
import Trading

/// What becomes of a figure that was taken over: until the next account has shown it, the broker may take it back, and
/// what it holds may change behind it. Each of that has a second or two, so it is drawn together.
extension CaseGenerator {
  /// Makes a seventh of the live cases a correction and its end.
  mutating func makeCorrections() {
    guard swarm.mode == .live, tape.choose(.correction, below: 7) == 1 else { return }
    let confirmations = configureCorrection()
    hasDrift = true
    let instrument = tape.choose(.correction, 1, below: swarm.instrumentCount)
    let order = OrderName("C1")
    let begun = TimeSpan.seconds(3 + tape.choose(.correction, 2, below: 10))
    place(order, of: instrument, at: begun - .seconds(3))
    fill(order, 4, of: instrument, .buy, at: begun - .milliseconds(2800))
    // Polls come with whole seconds: seen so often, the difference is taken over at the last of these.
    let changed = begun - .milliseconds(500)
    let price = distantPrice(.correction, 3)
    let isOfCash = tape.choose(.correction, 10, below: 4) == 1
    if isOfCash { pay(at: changed) } else { trade(instrument, .sell, at: price, changed) }
    let settled = decide(at: begun + .seconds(confirmations - 1))
    let later = settled + .milliseconds(500)
    switch tape.choose(.correction, 4, below: 8) {
    case 1 where isOfCash: pay(back: true, at: later)
    case 1: trade(instrument, .buy, at: price, later)
    case 2: bust(order, at: later)
    case 3: correct(order, at: later)
    case 4: fillBehind(order, instrument, at: settled)
    case 5:
      trade(instrument, .buy, at: price, later)
      bust(order, at: later + .seconds(2))
    case 7: reprice(instrument, at: later)
    case 6: if !swarm.faults.isEmpty { tellOfBefore(at: later) }
    default: break
    }
    if !swarm.faults.isEmpty, tape.choose(.correction, 5, below: 3) == 1 {
      crash(nil, 82_000, at: settled + .milliseconds(tape.pick(.correction, 6, [300, 51, 1300])))
    }
  }

  /// - Returns: How often a difference has to be seen.
  private mutating func configureCorrection() -> Int {
    set(.orderInterval, .duration(.seconds(1)))
    let confirmations = 1 + tape.choose(.correction, 7, below: 2)
    set(.driftConfirmations, .integer(confirmations))
    let policy = tape.pick(.correction, 8, ["adopt-broker", "within-limit", "review"])
    set(.driftPolicy, .choice(policy))
    adoptsBroker = policy == "adopt-broker"
    if policy == "within-limit" {
      set(.maximumAutomaticCorrection, .money(market.value(of: 50)))
      set(.maximumAutomaticCorrectionPerPass, .money(market.value(of: 80)))
      set(.maximumAutomaticCorrectionPerDay, .money(market.value(of: 90)))
    }
    return confirmations
  }

  /// Where a person has to decide, one does so in most cases, and the next pass carries it out.
  ///
  /// - Returns: When the figure is taken over.
  private mutating func decide(at seen: TimeSpan) -> TimeSpan {
    guard configuration.driftPolicy == .review, tape.choose(.correction, 9, below: 4) > 0 else { return seen }
    for ticket in UInt32(1)...2 {
      let line = OperatorResolve {
        $0.ticket = TicketName(ticket)
        $0.decision = DecisionValue(.acceptBroker)
      }
      add(line, at: seen + .milliseconds(200), mayMiss: true)
    }
    return seen + .seconds(1)
  }

  private mutating func place(_ name: OrderName, of instrument: Int, at instant: TimeSpan) {
    let order = NewOrder(
      name: name.located, side: .buy, quantity: Located(market.quantity(10)), symbol: symbol(instrument),
      pricing: .market)
    add(TraderPlace { $0.order = order }, at: instant, mayMiss: true)
  }

  private mutating func trade(_ instrument: Int, _ side: Side, at price: Decimal, _ instant: TimeSpan) {
    let (symbol, quantity) = (symbol(instrument), market.quantity(3))
    let line = BrokerTrade {
      $0.symbol = SymbolName(symbol)
      $0.side = side
      $0.quantity = Quantity(quantity)
      $0.price = Price(price)
    }
    add(line, at: instant, mayMiss: true)
  }

  private mutating func pay(back: Bool = false, at instant: TimeSpan) {
    let amount = market.value(of: 3)
    let line = BrokerAdjustCash {
      $0.currency = CurrencyName(Located("USD"))
      $0.amount = Money(back ? -amount : amount)
    }
    add(line, at: instant, mayMiss: true)
  }

  /// The broker finds that what it holds has cost something else, where only a part of that has executed here.
  private mutating func reprice(_ instrument: Int, at instant: TimeSpan) {
    if tape.choose(.correction, 11, below: 2) == 1 {
      set(.pricePolicy, .choice("weighted-average"))
      adoptsBroker = false
    }
    let line = BrokerAdjustPosition {
      $0.symbol = SymbolName(symbol(instrument))
      $0.quantity = SignedQuantity((try? openings[instrument] + market.quantity(1)) ?? market.quantity(1))
      $0.price = Price(market.price(eighths: 13))
    }
    add(line, at: instant, mayMiss: true)
  }

  /// The next accounts are from before the correction.
  private mutating func tellOfBefore(at instant: TimeSpan) {
    let line = BrokerSnapshotStale {
      $0.age = .seconds(4)
      $0.query = AnswerQuery(.account)
      $0.extent = .next(3)
    }
    add(line, at: instant, mayMiss: true)
  }

  /// The execution of an order that was told of first.
  private func execution(of order: OrderName) -> ExecutionName? {
    lines.lazy.compactMap { $0.line.form as? BrokerFill }.first { $0.order == order }?.execution
  }

  private mutating func bust(_ order: OrderName, at instant: TimeSpan) {
    guard let execution = execution(of: order), !execution.isNone else { return }
    let line = BrokerBust {
      $0.execution.name = execution
      $0.report = ExecutionName(Located("X21"))
    }
    add(line, at: instant, mayMiss: true)
  }

  private mutating func correct(_ order: OrderName, at instant: TimeSpan) {
    guard let execution = execution(of: order), !execution.isNone else { return }
    let (quantity, price) = (market.quantity(2), market.price(eighths: 9))
    let line = BrokerCorrect {
      $0.execution.name = execution
      $0.quantity = Quantity(quantity)
      $0.price = Price(price)
      $0.report = ExecutionName(Located("X22"))
    }
    add(line, at: instant, mayMiss: true)
  }

  /// More executes while the account that is taken over is on its way.
  private mutating func fillBehind(_ order: OrderName, _ instrument: Int, at instant: TimeSpan) {
    if !swarm.faults.isEmpty {
      let late = MessageMatch(channel: .responses, kinds: [.account])
      delay(late, by: .milliseconds(300), .duration(.seconds(3)), at: instant - .milliseconds(100))
    }
    for place in 0..<4 {
      fill(order, 1, of: instrument, .buy, at: instant + .milliseconds(100 + 50 * place))
    }
  }
}
