import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension FaultDrawing {
  static let staleSnapshot = FaultDrawing("stale-snapshot") { generator, index, instant in
    let age = TimeSpan.seconds(1 + generator.tape.choose(.faultDelay, index, below: 10))
    let query = generator.snapshotQuery(index)
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotStale {
      $0.age = age
      $0.query = query
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let truncatedSnapshot = FaultDrawing("truncated-snapshot") { generator, index, instant in
    let rows = generator.tape.choose(.faultDelay, index, below: 4)
    let query = generator.snapshotQuery(index)
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotTruncated {
      $0.rows = rows
      $0.query = query
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let emptySnapshot = FaultDrawing("empty-snapshot", hidesTruth: true) { generator, index, instant in
    let query = generator.snapshotQuery(index)
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotEmpty {
      $0.query = query
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// Accounts lack the rows of positions while the balances are true: at first of one position, or of all.
  static let flatSnapshot = FaultDrawing("flat-snapshot", hidesTruth: true) { generator, index, instant in
    let one = generator.tape.choose(.faultTarget, index, below: 1 + generator.swarm.instrumentCount)
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotFlat {
      $0.symbol = one == 0 ? nil : SymbolName(generator.symbol(one - 1))
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// Accounts show a position, or a balance, that is another one: at first with the other sign, then none or little of it.
  static let falseFigure = FaultDrawing("false-figure", hidesTruth: true) { generator, index, instant in
    let isCash = generator.tape.choose(.faultTarget, index, below: 2) == 1
    let instrument = generator.tape.choose(.faultTarget, index + 10_000, below: generator.swarm.instrumentCount)
    let extent = generator.snapshotExtent(index)
    let size = generator.tape.pick(.faultDelay, index, [-4, 1, 20, -1])
    guard !isCash else {
      let line = BrokerSnapshotCash {
        $0.currency = CurrencyName(Located("USD"))
        $0.amount = Money(generator.market.value(of: size))
        $0.extent = extent
      }
      return generator.add(line, at: instant, mayMiss: true)
    }
    let line = BrokerSnapshotPosition {
      $0.symbol = SymbolName(generator.symbol(instrument))
      $0.quantity = SignedQuantity(generator.market.quantity(size))
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let repeatingSnapshot = FaultDrawing("repeating-snapshot") { generator, index, instant in
    let query = generator.snapshotQuery(index, of: [.orders, .executions])
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotRepeats {
      $0.query = query
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let omittingSnapshot = FaultDrawing("omitting-snapshot", hidesTruth: true) { generator, index, instant in
    let order = 1 + generator.tape.choose(.faultTarget, index, below: generator.swarm.orderCount)
    let query = generator.snapshotQuery(index, of: [.orders, .executions])
    let extent = generator.snapshotExtent(index)
    let line = BrokerSnapshotOmits {
      $0.order = OrderName(Located("A\(order)"))
      $0.query = query
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// Nobody answers the place of an order that fills at once, and for a while neither lists nor look-ups have it: the
  /// account alone shows that it was there.
  static let laggingReads = FaultDrawing("lagging-reads", hidesTruth: true) { generator, index, instant in
    let own = generator.placeOwn("R\(index + 1)", index, at: instant)
    let length = generator.length(index)
    // On paper no account is compared: there the engine has to know how long what it reads may lag.
    if generator.swarm.mode == .paper, case .duration(let lag) = length,
      generator.configuration.readsLag.map({ $0 < lag }) ?? true
    {
      generator.set(.readsLag, .duration(lag))
    }
    generator.drop(
      MessageMatch(channel: .responses, kinds: [.place], order: own.name.located), .next(1), at: instant)
    generator.drop(MessageMatch(channel: .stream, kinds: [], order: own.name.located), length, at: instant)
    let omission = BrokerSnapshotOmits {
      $0.order = own.name
      $0.extent = length
    }
    generator.add(omission, at: instant, mayMiss: true)
    let denial = NetFalsify {
      $0.match = MessageMatch(channel: .responses, kinds: [.query], order: own.name.located)
      $0.lie = .lie(.absent)
      $0.extent = length
    }
    generator.add(denial, at: instant, mayMiss: true)
    let quantity = generator.tape.pick(.fillSize, 6000 + index, [nil, 3])
    generator.fill(own.name, quantity, of: own.instrument, own.side, at: instant + .milliseconds(100))
  }
}

extension FaultDrawing {
  /// An execution shows in the account before anything tells of it: the stream has lost it, and the answers about orders
  /// and executions lack it for a while (reference, edge case "position before fill"); or the orders tell of it, and
  /// nothing else does.
  static let hiddenFill = FaultDrawing("hidden-fill", hidesTruth: true) { generator, index, instant in
    let own = generator.placeOwn("O\(index + 1)", index, at: instant)
    let hidden = instant + .milliseconds(200)
    let length = generator.length(index)
    let lost = MessageMatch(channel: .stream, kinds: [.fill], order: own.name.located)
    generator.drop(lost, length, at: hidden)
    let areOrdersTold = generator.tape.choose(.hiddenLists, index, below: 3) == 1
    for query: Word in areOrdersTold ? [.executions] : [.orders, .executions] {
      let line = BrokerSnapshotOmits {
        $0.order = own.name
        $0.query = AnswerQuery(query)
        $0.extent = length
      }
      generator.add(line, at: hidden, mayMiss: true)
    }
    let quantity = generator.tape.pick(.fillSize, 5000 + index, [nil, 1, 3])
    generator.fill(own.name, quantity, of: own.instrument, own.side, at: hidden + .milliseconds(50))
    switch generator.tape.choose(.hiddenLists, 100 + index, below: 4) {
    case 1 where quantity != nil: generator.tellHiddenTwice(own, at: hidden)
    case 2:
      let line = StoreFail {
        $0.error = .ioError
        $0.extent = length
      }
      generator.add(line, at: hidden + generator.delay(index), mayMiss: true)
    default: break
    }
  }
}

extension FaultDrawing {
  /// What no channel tells is inferred, and stands while the order executes on, is taken back, or turns out otherwise.
  static let guessedFill = FaultDrawing("guessed-fill", hidesTruth: true) { generator, index, instant in
    generator.set(.inferredFills, .choice("after-confirmations"))
    generator.set(.orderInterval, .duration(.seconds(1)))
    generator.set(.missingConfirmations, .integer(1 + generator.tape.choose(.hiddenLists, 200 + index, below: 2)))
    let own = generator.placeOwn("V\(index + 1)", index, at: instant)
    let lost = MessageMatch(channel: .stream, kinds: [.fill], order: own.name.located)
    generator.drop(lost, .next(1), at: instant + .milliseconds(100))
    generator.add(
      BrokerSnapshotOmits {
        $0.order = own.name
        $0.query = AnswerQuery(.executions)
        $0.extent = .duration(.seconds(15))
      }, at: instant + .milliseconds(100), mayMiss: true)
    generator.fill(own.name, 3, of: own.instrument, own.side, at: instant + .milliseconds(200))
    let later = instant + .seconds(6)
    switch generator.tape.choose(.hiddenLists, 300 + index, below: 4) {
    case 1: generator.add(TraderCancel { $0.order = own.name }, at: later, mayMiss: true)
    case 2:
      let line = StoreFail {
        $0.error = .ioError
        $0.extent = .duration(.seconds(4))
      }
      generator.add(line, at: instant + .milliseconds(600), mayMiss: true)
    default:
      generator.fill(own.name, 2, of: own.instrument, own.side, at: later)
      generator.fill(own.name, 1, of: own.instrument, own.side, at: later + .seconds(1))
    }
  }
}

extension CaseGenerator {
  /// Two changes by hand are told of, each with a quantity that is executed by then and of which nothing else tells.
  fileprivate mutating func tellHiddenTwice(
    _ own: (name: OrderName, instrument: Int, side: Side), at hidden: TimeSpan
  ) {
    for place in 0..<2 {
      let more = Quantity(market.quantity(11 + place))
      let line = BrokerReplace {
        $0.order = own.name
        $0.quantity = more
      }
      add(line, at: hidden + .milliseconds(80 + 200 * place), mayMiss: true)
    }
    fill(own.name, 1, of: own.instrument, own.side, at: hidden + .milliseconds(180))
  }
}

extension CaseGenerator {
  /// One query in half of the cases, all of them in the others.
  fileprivate mutating func snapshotQuery(
    _ index: Int, of kinds: [Word] = [.orders, .executions, .account]
  ) -> AnswerQuery? {
    guard tape.choose(.faultMessage, index, below: 2) == 1 else { return nil }
    return AnswerQuery(tape.pick(.faultMessage, index + 1000, kinds))
  }

  fileprivate mutating func snapshotExtent(_ index: Int) -> Extent {
    tape.choose(.pattern, index, below: 3) == 1 ? length(index) : countdown(index)
  }
}
