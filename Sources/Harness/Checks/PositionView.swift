import Reconciliation
import Simulation
import Trading

/// One position as one side sees it, valued at the broker's mark: what a check can ask for.
struct PositionView {
  var quantity: Decimal
  var average: Decimal?
  /// The profit realized by closing.
  var realized: Decimal
  /// What closing at the mark would realize on top; nil without a mark, or if it does not fit.
  var unrealized: Decimal?

  init(_ position: Position, of instrument: Instrument, mark: Decimal) {
    quantity = position.quantity
    average = position.averagePrice
    realized = position.realizedProfit
    unrealized = mark.isZero ? nil : position.unrealizedProfit(at: mark, multiplier: instrument.multiplier)
  }

  init(_ position: PositionReplay, mark: Decimal) {
    quantity = position.quantity
    average = position.averagePrice
    realized = position.realizedProfit
    unrealized = mark.isZero ? nil : position.unrealizedProfit(at: mark)
  }

  /// The position in a few words: `1000 at 65, realized 18333.33, unrealized 350`.
  var summary: String {
    let price = average.map { " at \($0)" } ?? ""
    return "\(quantity)\(price), realized \(realized)" + (unrealized.map { ", unrealized \($0)" } ?? "")
  }
}

extension World {
  /// A position as one side sees it, or nil where no engine runs.
  func view(of instrument: InstrumentID, _ side: BookSide) -> PositionView? {
    let index = Int(instrument.index)
    switch side {
    case .local:
      return isRunning ? PositionView(incarnation.books.positions[index], mark: broker.marks[index]) : nil
    case .broker:
      return PositionView(
        broker.positions[index], of: configuration.engine.instruments[index], mark: broker.marks[index])
    }
  }

  /// Whether both sides reckon a position from the same opening and by executions alone, so that average price and
  /// profit have to be the same.
  ///
  /// A trade or an adjustment without an order of the engine, and a position taken over, leave a profit that only the
  /// broker can know.
  func hasCommonBasis(_ index: Int) -> Bool {
    opensAlike[index] && broker.followsExecutions[index] && incarnation.books.adoptedAsOf[index] == .zero
  }

  /// Whether average price and profit of a position agree, its quantity being the same.
  func agreesInBasis(_ index: Int) -> Bool {
    let (local, remote) = (incarnation.books.positions[index], broker.positions[index])
    if local.quantity == remote.quantity, local.cost == remote.cost, local.exactProfit == remote.exactProfit {
      return true
    }
    guard hasCommonBasis(index) else {
      return isTolerable(local.averagePrice, remote.averagePrice)
    }
    return isOneUnitApart(local.averagePrice, remote.averagePrice)
      && isOneUnitApart(local.realizedProfit, remote.realizedProfit)
  }

  /// Two figures, each rounded once at the twelfth decimal, may fall on two sides of a tie.
  private func isOneUnitApart(_ left: Decimal?, _ right: Decimal?) -> Bool {
    guard let left, let right else { return left == right }
    return (try? left - right).map { $0.units.magnitude <= 1 } ?? false
  }

  /// Average prices within the engine's tolerance are the same to it; a broker that states none contradicts nothing.
  private func isTolerable(_ local: Decimal?, _ remote: Decimal?) -> Bool {
    guard let local, let remote, !remote.isZero else { return true }
    guard let difference = try? remote - local,
      let allowed = try? max(local.magnitude, remote.magnitude) * configuration.engine.tolerance
    else { return false }
    return difference.magnitude <= allowed
  }
}
