import ScenarioLanguage
import Trading

/// What the broker makes of orders and executions that it has told of already: executions are taken back or amended,
/// terms change by hand, stops are reached.
extension CaseGenerator {
  /// Revises up to three things in one of six cases.
  ///
  /// Drawn before the faults, which come around the lines that there are.
  mutating func makeRevisions() {
    guard tape.choose(.revision, below: 6) == 1 else { return }
    if tape.choose(.revision, 3, below: 5) == 1 { return bustAll() }
    for index in 0..<(1 + tape.choose(.revision, 1, below: 3)) {
      switch tape.choose(.revisionKind, index, below: 9) {
      case 0, 1, 2: reviseExecution(index, isBust: true)
      case 3, 4, 5: reviseExecution(index, isBust: false)
      case 6: replaceByHand(index)
      default: trigger(index)
      }
    }
  }

  /// Takes an execution back, or amends it; some reports are about the report before.
  private mutating func reviseExecution(_ index: Int, isBust: Bool) {
    let fills = lines.compactMap { line in (line.line.form as? BrokerFill).map { (line.instant, $0) } }
    guard !fills.isEmpty else { return }
    let (made, fill) = fills[tape.choose(.revisionTarget, index, below: fills.count)]
    guard let execution = fill.execution, !execution.isNone else { return }
    let report = ExecutionName(Located("X\(index + 1)"))
    let told = revisionTime(index, after: made)
    if isBust {
      add(
        BrokerBust {
          $0.execution.name = execution
          $0.report = report
        }, at: told, mayMiss: true)
    } else {
      let (count, ticks) = (
        tape.choose(.revisionAmount, index, below: 4), tape.choose(.revisionAmount, 50 + index, below: 5)
      )
      let fee = drawFee(10_000 + index)
      let isOfFee = fee != nil && tape.choose(.fee, 20_000 + index, below: 2) == 1
      let amended = market.quantity(count)
      // More than was executed may be more than the order leaves to the fills behind it.
      let isLess = count > 0 && (fill.quantity.quantity.map { amended <= $0.value } ?? true)
      add(
        BrokerCorrect {
          $0.execution.name = execution
          if isLess { $0.quantity = Quantity(amended) }
          if !isLess || ticks > 1 { $0.price = Price(market.price(ticks: ticks - 2)) }
          $0.fee = fee
          // A broker may have erred in the fee alone.
          if isOfFee { ($0.quantity, $0.price) = (nil, nil) }
          $0.report = report
        }, at: told, mayMiss: true)
    }
    guard tape.choose(.revisionKind, 100 + index, below: 3) == 1 else { return }
    // What was taken back is not taken back again; what was amended is.
    let later = ExecutionName(Located("X\(index + 11)"))
    add(
      BrokerBust {
        $0.execution.name = isBust ? execution : report
        $0.report = later
      }, at: revisionTime(500 + index, after: told), mayMiss: true)
  }

  /// A venue takes back what was executed within a while, one execution behind the other.
  private mutating func bustAll() {
    let fills = lines.compactMap { line in (line.line.form as? BrokerFill).map { (line.instant, $0) } }
    let busted = fills.prefix(2 + tape.choose(.revision, 4, below: 4)).filter { !($0.1.execution?.isNone ?? true) }
    guard let last = busted.map(\.0).max() else { return }
    let told = revisionTime(900, after: last)
    for (place, (_, fill)) in busted.enumerated() {
      guard let execution = fill.execution else { continue }
      let line = BrokerBust {
        $0.execution.name = execution
        $0.report = ExecutionName(Located("X\(31 + place)"))
      }
      add(line, at: told, mayMiss: true)
    }
  }

  /// Somebody changes an order beside the engine, to terms at which more can be executed.
  private mutating func replaceByHand(_ index: Int) {
    guard let (placed, order) = drawnOrder(index, where: { $0.pricing != .market }) else { return }
    let ticks = order.side == .buy ? 1 : -1
    let more = (try? order.quantity.value + market.quantity(1 + index)) ?? order.quantity.value
    let isPriced = tape.choose(.revisionAmount, index, below: 2) == 1
    let (limit, stop) = (Price(market.price(ticks: 4 * ticks)), Price(market.price(ticks: ticks)))
    add(
      BrokerReplace {
        $0.order = OrderName(order.name)
        if !isPriced { $0.quantity = Quantity(more) }
        if isPriced, order.pricing.limit != nil { $0.limit = limit }
        if isPriced, order.pricing.stop != nil { $0.stop = stop }
      }, at: revisionTime(index, after: placed), mayMiss: true)
  }

  /// The market reaches the stop of an order.
  private mutating func trigger(_ index: Int) {
    guard let (placed, order) = drawnOrder(index, where: { $0.pricing.stop != nil }) else { return }
    add(BrokerTrigger { $0.order = OrderName(order.name) }, at: revisionTime(index, after: placed), mayMiss: true)
  }

  private mutating func drawnOrder(
    _ index: Int, where isWanted: (NewOrder) -> Bool
  ) -> (placed: TimeSpan, order: NewOrder)? {
    let orders = lines.compactMap { line in (line.line.form as? TraderPlace).map { (line.instant, $0.order) } }
      .filter { isWanted($0.1) }
    return orders.isEmpty ? nil : orders[tape.choose(.revisionTarget, index, below: orders.count)]
  }

  /// At once, while the answer about the first is on its way, between two polls, or long after.
  private mutating func revisionTime(_ index: Int, after instant: TimeSpan) -> TimeSpan {
    instant
      + .milliseconds(tape.pick(.revisionGap, index, [500, 1, 25, 50, 75, 151, 1000, 2025, 5000, 12_000, 30_000]))
  }
}
