import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension PositionView {
  init(_ position: Position, of instrument: Instrument, mark: Decimal) {
    self.init(
      quantity: position.quantity, cost: position.cost, profit: position.exactProfit, multiplier: instrument.multiplier,
      mark: mark)
  }

  init(_ position: PositionReplay, of instrument: Instrument, mark: Decimal) {
    self.init(
      quantity: position.quantity, cost: position.cost, profit: position.exactProfit, multiplier: instrument.multiplier,
      mark: mark)
  }
}

extension World {
  /// A position as one side sees it, or nil where no engine runs.
  func view(of instrument: InstrumentID, _ side: BookSide) -> PositionView? {
    let index = Int(instrument.index)
    let (terms, mark) = (configuration.engine.instruments[index], broker.marks[index])
    return switch side {
    case .local: isRunning ? PositionView(incarnation.books.positions[index], of: terms, mark: mark) : nil
    case .broker: PositionView(broker.positions[index], of: terms, mark: mark)
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
