import Reconciliation
public import Trading

/// The prices of an instrument change.
private struct MarketMove: WorldAct {
  let instrument: InstrumentID
  let mark: Decimal

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    world.broker.setMark(mark, of: instrument)
    return nil
  }
}

extension WorldAction {
  /// The prices of an instrument change.
  public static func market(_ instrument: InstrumentID, mark: Decimal) -> WorldAction {
    WorldAction(MarketMove(instrument: instrument, mark: mark))
  }
}
