import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Shrinker {
  /// Tries small round quantities and the plain price.
  mutating func simplifyNumbers() {
    for index in best.timeline.indices {
      switch best.timeline[index].action {
      case .place(let order): simplify(order, at: index)
      case .broker(.fill(let order, let quantity?, let isOverfill, let price, let execution)):
        for simple in [nil, Located(Decimal.one)] where simple?.value != quantity.value {
          let action = BrokerAction.fill(
            order: order, quantity: simple, isOverfill: isOverfill, price: price, execution: execution)
          if attempt({ $0.timeline[index].action = .broker(action) }) { break }
        }
      case .replace(let order, let quantity?, let limit, let stop):
        for simple in [2, 3, 10] where Decimal(simple) < quantity {
          if attempt({
            $0.timeline[index].action = .replace(order: order, quantity: Decimal(simple), limit: limit, stop: stop)
          }) {
            break
          }
        }
      default: break
      }
    }
    drawTimes()
  }

  private mutating func simplify(_ order: NewOrder, at index: Int) {
    let name = order.name.value
    for quantity in [1, 2, 3, 10] where Decimal(quantity) < order.quantity.value {
      let isTaken = attempt { scenario in
        var smaller = order
        smaller.quantity = Located(Decimal(quantity))
        scenario.timeline[index].action = .place(smaller)
        scenario.timeline.fitFills(of: name, to: quantity)
      }
      if isTaken { break }
    }
    guard case .place(let current) = best.timeline[index].action else { return }
    if current.side == .sell {
      attempt { scenario in
        var bought = current
        bought.side = .buy
        scenario.timeline[index].action = .place(bought)
      }
    }
    if current.symbol.value != "S1",
      best.setup.contains(where: { ($0.value.form as? SetupMarket)?.symbol.name.value == "S1" })
    {
      attempt { scenario in
        var moved = current
        moved.symbol = Located("S1")
        scenario.timeline[index].action = .place(moved)
      }
    }
  }

  /// What is drawn from the seed becomes a constant.
  private mutating func drawTimes() {
    let randomness = SiteRandomness(seed: best.header.seed)
    for index in best.timeline.indices {
      guard case .between(let lower, let upper) = best.timeline[index].time.value else { continue }
      let drawn = randomness.span(from: lower, through: upper, site: UInt64(index), ordinal: 0)
      attempt { $0.timeline[index].time.value = .at(drawn) }
    }
  }

  /// Moves lines together and onto round instants.
  mutating func simplifyTimes() {
    for index in best.timeline.indices {
      guard case .at(let span) = best.timeline[index].time.value else { continue }
      var previous = TimeSpan.zero
      if index > 0, case .at(let before) = best.timeline[index - 1].time.value { previous = before }
      let gap = span - previous
      let simpler = [TimeSpan.zero, .milliseconds(100), .seconds(1), .seconds(2), .seconds(5)].filter { $0 < gap }
      let isMoved = simpler.contains { shorter in
        attempt { $0.shift(from: index, by: shorter - gap) }
      }
      if isMoved { continue }
      round(index, span)
    }
  }

  private mutating func round(_ index: Int, _ span: TimeSpan) {
    for unit in [1_000_000_000, 100_000_000, 10_000_000] as [Int64] where span.nanoseconds % unit != 0 {
      let down = TimeSpan(nanoseconds: span.nanoseconds / unit * unit)
      let up = down + TimeSpan(nanoseconds: unit)
      let isRound = [down, up].contains { rounded in attempt { $0.timeline[index].time.value = .at(rounded) } }
      if isRound { return }
    }
  }

  /// Gives the plainest names: orders A, B, ..., executions E1, E2, ...
  mutating func rename() {
    attempt(isRenaming: true) { scenario in
      var names: [String: String] = [:]
      var executions: [String: String] = [:]
      for item in scenario.setup {
        if let order = item.value.form.opening?.order, names[order.name.value] == nil {
          names[order.name.value] = Scenario.plainName(names.count)
        }
      }
      for line in scenario.timeline {
        if let name = line.action.placedOrder, names[name] == nil { names[name] = Scenario.plainName(names.count) }
        if case .broker(.fill(_, _, _, _, let execution?)) = line.action, executions[execution.value] == nil {
          executions[execution.value] = "E\(executions.count + 1)"
        }
      }
      scenario.rename(orders: names, executions: executions)
    }
  }
}

extension [TimelineLine] {
  /// Makes the fills of an order fit into a smaller quantity: one unit each, the last one the rest.
  fileprivate mutating func fitFills(of order: String, to quantity: Int) {
    var left = quantity
    for index in indices {
      guard case .broker(.fill(let name, let filled, let isOverfill, let price, let execution)) = self[index].action,
        name.value == order, let filled
      else { continue }
      let size = Swift.min(filled.value, Decimal(Swift.max(1, left - 1)))
      left -= 1
      self[index].action = .broker(
        .fill(order: name, quantity: Located(size), isOverfill: isOverfill, price: price, execution: execution))
    }
  }
}

extension Scenario {
  /// Moves a line and all behind it, and the end.
  fileprivate mutating func shift(from index: Int, by span: TimeSpan) {
    for line in index..<timeline.count {
      if case .at(let instant) = timeline[line].time.value { timeline[line].time.value = .at(instant + span) }
    }
    if let ends = header.ends { header.ends = Located(ends.value + span) }
  }

  /// A, B, ..., Z, A1, B1, ...
  static func plainName(_ index: Int) -> String {
    let letter = Character(UnicodeScalar(UInt8(ascii: "A") + UInt8(index % 26)))
    return index < 26 ? String(letter) : "\(letter)\(index / 26)"
  }

  /// Gives orders and executions other names.
  fileprivate mutating func rename(orders: [String: String], executions: [String: String]) {
    func renamed(_ name: Located<String>) -> Located<String> { Located(orders[name.value] ?? name.value) }
    func renamed(_ order: NewOrder) -> NewOrder {
      var order = order
      order.name = renamed(order.name)
      return order
    }
    for index in setup.indices {
      setup[index].value.form.rename { $0.kind == .newOrder ? orders[$0.name] ?? $0.name : $0.name }
    }
    for index in timeline.indices {
      switch timeline[index].action {
      case .place(let order): timeline[index].action = .place(renamed(order))
      case .replace(let order, let quantity, let limit, let stop):
        timeline[index].action = .replace(order: renamed(order), quantity: quantity, limit: limit, stop: stop)
      case .cancel(let order): timeline[index].action = .cancel(order: renamed(order))
      case .broker(let action): timeline[index].action = .broker(action.renamed(renamed, executions))
      case .network(let action): timeline[index].action = .network(action.renamed(renamed))
      case .engineCrash(let point, let subject?, let down):
        let name = executions[subject.value] ?? orders[subject.value] ?? subject.value
        timeline[index].action = .engineCrash(point: point, subject: Located(name), down: down)
      default: break
      }
    }
  }
}

extension BrokerAction {
  fileprivate func renamed(
    _ renamed: (Located<String>) -> Located<String>, _ executions: [String: String]
  ) -> BrokerAction {
    switch self {
    case .reject(let order, let reason): .reject(order: renamed(order), reason: reason)
    case .expire(let order): .expire(order: renamed(order))
    case .cancel(let order, let reason): .cancel(order: renamed(order), reason: reason)
    case .fill(let order, let quantity, let isOverfill, let price, let execution):
      .fill(
        order: renamed(order), quantity: quantity, isOverfill: isOverfill, price: price,
        execution: execution.map { Located(executions[$0.value] ?? $0.value) })
    case .snapshot(.omits(let order), let extent): .snapshot(.omits(order: renamed(order)), extent)
    case .trade, .adjustPosition, .adjustCash, .snapshot: self
    }
  }
}

extension NetworkAction {
  fileprivate func renamed(_ renamed: (Located<String>) -> Located<String>) -> NetworkAction {
    func moved(_ match: MessageMatch) -> MessageMatch {
      MessageMatch(channel: match.channel, kinds: match.kinds, order: match.order.map(renamed))
    }
    return switch self {
    case .drop(let match, let extent): .drop(moved(match), extent)
    case .delay(let match, let span, let jitter, let extent):
      .delay(moved(match), by: span, jitter: jitter, extent)
    case .duplicate(let match, let span, let extent): .duplicate(moved(match), after: span, extent)
    case .cut, .heal, .fail: self
    }
  }
}
