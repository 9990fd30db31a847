import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// Contents that are wrong: on the stream, in the answers of a pass, and in answers about one order.
extension FaultDrawing {
  static let falsifyStream = FaultDrawing("falsify-stream") { generator, index, instant in
    let lies: [MessageLie] = [
      .wrongSide, .negative, .reusedID, .filled, .wrongInstrument, .enormous, .lessFilled, .ahead,
    ]
    let kinds: [[Word]] = [[.fill], [], [.ack], [.cancel]]
    generator.falsify(.stream, kinds, lies, index, at: instant)
  }

  static let falsifyAnswer = FaultDrawing("falsify-answer") { generator, index, instant in
    let lies: [MessageLie] = [
      .wrongSide, .negative, .reusedID, .filled, .wrongInstrument, .enormous, .lessFilled, .ahead,
    ]
    let kinds: [[Word]] = [[.executions], [.orders], [.orders, .executions], [.account, .executions]]
    generator.falsify(.responses, kinds, lies, index, at: instant)
  }

  static let falsifyLookUp = FaultDrawing("falsify-look-up") { generator, index, instant in
    let lies: [MessageLie] = [
      .wrongOrder, .absent, .wrongSide, .negative, .filled, .wrongInstrument, .wrongOrder, .absent, .enormous,
      .lessFilled, .ahead,
    ]
    let kinds: [[Word]] = [[.query], [.place], [.cancel], [.replace], [.place, .query]]
    generator.falsify(.responses, kinds, lies, index, at: instant)
  }

  /// The orders are said to have executed less than they have, for as many passes as it takes to be believed.
  static let undercount = FaultDrawing("undercount") { generator, index, instant in
    let line = NetFalsify {
      $0.match = MessageMatch(channel: .responses, kinds: [.orders])
      $0.lie = .lie(.lessFilled)
      $0.extent = .duration(.seconds(20))
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// One field of an execution or an order has a value that nothing can have, or another order's, on any channel.
  static let falsifyField = FaultDrawing("falsify-field") { generator, index, instant in
    let order = OrderName(
      Located("A\(1 + generator.tape.choose(.faultTarget, index + 2000, below: generator.swarm.orderCount))"))
    let one = generator.market.quantity(1)
    let values: [FalseContents] = [
      .quantity(.zero), .price(.zero), .quantity(-one), .price(-one), .side(.sell), .side(.buy), .key(order),
      .symbol(SymbolName(generator.symbol(generator.swarm.instrumentCount - 1))),
    ]
    let value = generator.tape.pick(.lie, index + 1000, values)
    let channel = generator.tape.pick(.lie, index + 2000, [Word.stream, .responses])
    var kinds: [[Word]] = [[.fill], [], [.ack], [.cancel]]
    if channel == .responses {
      kinds = [[.executions], [.query], [.place]]
      // An answer that gives an order another id has hidden it.
      if value != .key(order) { kinds += [[.orders], [.orders, .executions]] }
    }
    generator.falsify(channel, kinds, value, index, at: instant)
  }
}

extension CaseGenerator {
  fileprivate mutating func falsify(
    _ channel: Word, _ kinds: [[Word]], _ lies: [MessageLie], _ index: Int, at instant: TimeSpan
  ) {
    falsify(channel, kinds, .lie(tape.pick(.lie, index, lies)), index, at: instant)
  }

  fileprivate mutating func falsify(
    _ channel: Word, _ kinds: [[Word]], _ contents: FalseContents, _ index: Int, at instant: TimeSpan
  ) {
    var match = MessageMatch(channel: channel, kinds: tape.pick(.faultMessage, index, kinds))
    if channel == .stream, tape.choose(.faultTarget, index, below: 4) == 1 {
      match.order = Located("A\(1 + tape.choose(.faultTarget, index + 1000, below: swarm.orderCount))")
    }
    let extent = tape.choose(.pattern, index, below: 4) == 1 ? length(index) : countdown(index)
    let line = NetFalsify {
      $0.match = match
      $0.lie = contents
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}

extension CaseGenerator {
  /// What is said under the id of an order of the same side and instrument is of that order to everybody who has not
  /// heard its number yet, whichever message says so: nobody could see such a lie, and another one is told in its place.
  mutating func keepLiesVisible() {
    for index in lines.indices {
      guard var lie = lines[index].line.form as? NetFalsify, case .key(let order) = lie.lie, hasAnotherLike(order)
      else { continue }
      lie.lie = .quantity(.zero)
      lines[index].line.form = lie
    }
  }

  /// Whether an order of the case, or of its start, trades what another one does.
  private func hasAnotherLike(_ name: OrderName) -> Bool {
    let placed = lines.compactMap { line in
      (line.line.form as? TraderPlace)?.order ?? (line.line.form as? BrokerPlace)?.order
    }
    let orders = placed + scenario.setup.compactMap { $0.value.form.opening?.order }
    guard let own = orders.first(where: { $0.name.value == name.located.value }) else { return false }
    return orders.contains {
      $0.name.value != own.name.value && $0.side == own.side && $0.symbol.value == own.symbol.value
    }
  }
}
