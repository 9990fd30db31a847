import Trading

extension ByteWriter {
  /// A record with a charge has a code of its own: those without one stay as older programs wrote them.
  mutating func write(_ record: PositionRecord) {
    switch record {
    case .adopted(let adoption):
      write(UInt8(adoption.charge.isZero ? 1 : 2))
      write(adoption.instrument.index)
      write(adoption.from)
      write(adoption.to)
      write(adoption.averagePrice)
      write(adoption.asOf)
      write(adoption.policy)
      if !adoption.charge.isZero { write(adoption.charge) }
    case .verified(let instrument):
      write(UInt8(3))
      write(instrument.index)
    }
  }

  mutating func write(_ record: CashRecord) {
    switch record {
    case .adopted(let adoption):
      write(UInt8(adoption.charge.isZero ? 1 : 2))
      write(adoption.currency.index)
      write(adoption.from)
      write(adoption.to)
      write(adoption.asOf)
      write(adoption.policy)
      if !adoption.charge.isZero { write(adoption.charge) }
    case .verified(let currency):
      write(UInt8(3))
      write(currency.index)
    }
  }
}

extension ByteReader {
  mutating func readPositionRecord() throws(Malformed) -> PositionRecord {
    switch try read(UInt8.self) {
    case let code where code == 1 || code == 2:
      return .adopted(
        PositionAdoption(
          instrument: InstrumentID(index: try read()), from: try readDecimal(), to: try readDecimal(),
          averagePrice: try readDecimal(), asOf: try readSequence(), policy: try readWord(),
          charge: code == 2 ? try readDecimal() : .zero))
    case 3: return .verified(InstrumentID(index: try read()))
    case let code: throw Malformed(.positionRecord, code)
    }
  }

  mutating func readCashRecord() throws(Malformed) -> CashRecord {
    switch try read(UInt8.self) {
    case let code where code == 1 || code == 2:
      return .adopted(
        CashAdoption(
          currency: CurrencyID(index: try read()), from: try readDecimal(), to: try readDecimal(),
          asOf: try readSequence(), policy: try readWord(),
          charge: code == 2 ? try readDecimal() : .zero))
    case 3: return .verified(CurrencyID(index: try read()))
    case let code: throw Malformed(.cashRecord, code)
    }
  }
}
