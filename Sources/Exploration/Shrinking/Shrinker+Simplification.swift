import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Shrinker {
  /// Tries small round quantities and the plain price.
  mutating func simplifyNumbers() {
    for index in best.timeline.indices {
      if let place = best.timeline[index].form as? TraderPlace { simplify(place, at: index) }
    }
    simplifyPrices()
    drawTimes()
  }

  private mutating func simplify(_ place: TraderPlace, at index: Int) {
    let name = place.order.name.value
    for quantity in [1, 2, 3, 10] where Decimal(quantity) < place.order.quantity.value {
      let isTaken = attempt { scenario in
        var smaller = place
        smaller.order.quantity = Located(Decimal(quantity))
        scenario.timeline[index].form = smaller
        scenario.timeline.fitFills(of: name, to: quantity)
      }
      if isTaken { break }
    }
    change(at: index) { $0.side = .buy }
    change(at: index) { $0.timeInForce = .day }
    change(at: index) { order in
      order.key = nil
      order.repeatsKey = false
    }
    change(at: index) { order in
      if let limit = order.pricing.limit ?? order.pricing.stop { order.pricing = .limit(limit) }
    }
    if best.setup.contains(where: { ($0.value.form as? SetupMarket)?.symbol.value == "S1" }) {
      change(at: index) { $0.symbol = Located("S1") }
    }
  }

  /// Tries a plainer order on a line that places one.
  private mutating func change(at index: Int, _ change: (inout NewOrder) -> Void) {
    guard var place = best.timeline[index].form as? TraderPlace else { return }
    let before = place.order
    change(&place.order)
    guard place.order.text != before.text else { return }
    attempt { $0.timeline[index].form = place }
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
        for mention in line.form.mentions {
          if mention.kind == .newOrder, names[mention.name] == nil {
            names[mention.name] = Scenario.plainName(names.count)
          } else if mention.kind == .newExecution, executions[mention.name] == nil {
            executions[mention.name] = "E\(executions.count + 1)"
          }
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
      guard var fill = self[index].form as? BrokerFill, fill.order.value == order, let filled = fill.quantity.quantity
      else { continue }
      fill.quantity.quantity = Quantity(Swift.min(filled.value, Decimal(Swift.max(1, left - 1))))
      left -= 1
      self[index].form = fill
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
    for index in setup.indices {
      setup[index].value.form.rename { $0.kind == .newOrder ? orders[$0.name] ?? $0.name : $0.name }
    }
    for index in timeline.indices {
      timeline[index].form.rename { mention in
        switch mention.kind {
        case .order, .newOrder: orders[mention.name] ?? mention.name
        case .execution, .newExecution: executions[mention.name] ?? mention.name
        case .subject: executions[mention.name] ?? orders[mention.name] ?? mention.name
        case .symbol, .currency, .key, .mark: mention.name
        }
      }
    }
  }
}
