import Reconciliation
public import Trading

/// The broker sets a position without a trade.
private struct AdjustPosition: BrokerMove {
  let instrument: InstrumentID
  let quantity: Decimal
  let price: Decimal?
  let note: UInt32

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    _ = broker.nextSequence()
    var position = broker.positions[Int(instrument.index)]
    let average = price ?? position.averagePrice ?? .zero
    do { try position.adopt(quantity: quantity, averagePrice: average) } catch { throw .overflow }
    broker.adjust(position, of: instrument)
    var event = Event(.brokerAdjusted)
    event.instrument = instrument.index
    event.quantity = quantity
    event.price = average
    event.note = note
    outputs.append(.event(event))
  }
}

/// The broker adds to a balance without a trade.
private struct AdjustCash: BrokerMove {
  let currency: CurrencyID
  let amount: Decimal
  let note: UInt32

  func carryOut(
    at broker: inout SimulatedBroker, now: Instant, into outputs: inout [BrokerOutput]
  ) throws(Impossibility) {
    _ = broker.nextSequence()
    guard let balance = try? broker.cash[Int(currency.index)] + amount else { throw .overflow }
    broker.setCash(balance, in: currency)
    var event = Event(.brokerAdjusted)
    event.currency = currency.index
    event.quantity = amount
    event.note = note
    outputs.append(.event(event))
  }
}

extension BrokerCommand {
  /// Set a position without a trade; a nil price keeps the average.
  public static func adjustPosition(
    _ instrument: InstrumentID, quantity: Decimal, price: Decimal?, note: UInt32
  ) -> BrokerCommand {
    BrokerCommand(AdjustPosition(instrument: instrument, quantity: quantity, price: price, note: note))
  }

  /// Add to a balance without a trade.
  public static func adjustCash(_ currency: CurrencyID, amount: Decimal, note: UInt32) -> BrokerCommand {
    BrokerCommand(AdjustCash(currency: currency, amount: amount, note: note))
  }
}
