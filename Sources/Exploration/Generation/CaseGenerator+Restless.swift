import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// What lies apart by another figure in each pass, and accounts that prove less than they seem to: drawn together, since
/// each needs several passes in a row.
extension CaseGenerator {
  /// Makes a twelfth of the live cases one of those.
  mutating func makeRestless() {
    guard swarm.mode == .live, tape.choose(.dispute, 300, below: 12) == 1 else { return }
    set(.orderInterval, .duration(.seconds(1)))
    set(.driftConfirmations, .integer(1 + tape.choose(.dispute, 301, below: 2)))
    set(.maximumRetries, .integer(tape.choose(.dispute, 302, below: 3)))
    hasDrift = true
    let instrument = tape.choose(.dispute, 303, below: swarm.instrumentCount)
    let begun = TimeSpan.seconds(3 + tape.choose(.dispute, 304, below: 8)) - .milliseconds(400)
    switch tape.choose(.dispute, 305, below: 4) {
    case 0: move(instrument, from: begun)
    case 1: hideFills(from: begun)
    case 2 where !swarm.faults.isEmpty: lagBehindOwn(from: begun)
    default: endForLittle(instrument, at: begun)
    }
  }

  /// Somebody else trades, or pays, once before each pass, nearly always to the same side.
  private mutating func move(_ instrument: Int, from begun: TimeSpan) {
    let isOfCash = tape.choose(.dispute, 306, below: 3) == 1
    let length = 4 + tape.choose(.dispute, 307, below: 6)
    let price = distantPrice(.dispute, 308)
    for step in 0..<length {
      let instant = begun + .seconds(step)
      let size = 1 + tape.choose(.dispute, 310 + step, below: 40)
      let isBack = tape.choose(.dispute, 330 + step, below: 12) == 1
      if isOfCash {
        let amount = market.value(of: size)
        let line = BrokerAdjustCash {
          $0.currency = CurrencyName(Located("USD"))
          $0.amount = Money(isBack ? amount : -amount)
        }
        add(line, at: instant, mayMiss: true)
      } else {
        let (symbol, quantity) = (symbol(instrument), market.quantity(size))
        let line = BrokerTrade {
          $0.symbol = SymbolName(symbol)
          $0.side = isBack ? .sell : .buy
          $0.quantity = Quantity(quantity)
          $0.price = Price(price)
        }
        add(line, at: instant, mayMiss: true)
      }
    }
    if !swarm.faults.isEmpty, tape.choose(.dispute, 309, below: 2) == 1 {
      let line = BrokerSnapshotStale {
        $0.age = .seconds(2 + length / 2)
        $0.query = AnswerQuery(.account)
        $0.extent = .next(2 + length / 2)
      }
      add(line, at: begun + .seconds(length - 1), mayMiss: true)
    }
  }

  /// An order executes once before each pass, and neither stream nor list of executions tells of it.
  private mutating func hideFills(from begun: TimeSpan) {
    let own = placeOwn("Z1", 95_000, at: begun - .seconds(2))
    guard !swarm.faults.isEmpty else { return }
    let length = 4 + tape.choose(.dispute, 307, below: 4)
    let omits = BrokerSnapshotOmits {
      $0.order = own.name
      $0.query = AnswerQuery(.executions)
      $0.extent = .duration(.seconds(length))
    }
    add(omits, at: begun - .milliseconds(100), mayMiss: true)
    let drop = NetDrop {
      $0.match = MessageMatch(channel: .stream, kinds: [.fill])
      $0.extent = .duration(.seconds(length))
    }
    add(drop, at: begun - .milliseconds(100), mayMiss: true)
    for step in 0..<length where tape.choose(.dispute, 330 + step, below: 6) != 1 {
      fill(own.name, 1, of: own.instrument, own.side, at: begun + .seconds(step))
    }
  }

  /// One half of the account has not seen what has just executed, over a restart or not.
  private mutating func lagBehindOwn(from begun: TimeSpan) {
    let own = placeOwn("Z1", 95_000, at: begun - .seconds(2))
    let line = BrokerSnapshotLags {
      $0.half = tape.choose(.dispute, 306, below: 2) == 1 ? .balances : .positions
      $0.age = .seconds(4)
      $0.extent = .duration(.seconds(8))
    }
    add(line, at: begun, mayMiss: true)
    let count = 1 + tape.choose(.dispute, 307, below: 3)
    for step in 0..<count {
      fill(own.name, 1 + step, of: own.instrument, own.side, at: begun + .milliseconds(100 + 300 * step))
    }
    if tape.choose(.dispute, 308, below: 2) == 1 { crash(nil, 96_000, at: begun + .milliseconds(1100)) }
  }

  /// A position ends, or turns round, and some money comes with it that is not its price.
  private mutating func endForLittle(_ instrument: Int, at begun: TimeSpan) {
    let held = openings[instrument]
    guard !held.isZero else { return move(instrument, from: begun) }
    let isTurned = tape.choose(.dispute, 306, below: 3) == 1
    let share = Decimal(billionths: tape.pick(.dispute, 307, [1, 40, 60, 100, 140, 160]) * 10_000_000)
    let line = BrokerAdjustPosition {
      $0.symbol = SymbolName(symbol(instrument))
      $0.quantity = SignedQuantity(isTurned ? -held : .zero)
      $0.price = isTurned ? Price(market.price(ticks: 0)) : nil
    }
    add(line, at: begun, mayMiss: true)
    guard let notional = try? (held + (isTurned ? held : .zero)) * market.price(ticks: 0),
      let part = try? notional * share
    else { return }
    let pay = BrokerAdjustCash {
      $0.currency = CurrencyName(Located("USD"))
      $0.amount = Money((try? part.rounded(toPlaces: 2, rounding: .halfEven)) ?? part)
    }
    add(pay, at: begun, mayMiss: true)
  }
}
