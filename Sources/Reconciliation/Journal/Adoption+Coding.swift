import Trading

extension ByteWriter {
  mutating func write(_ record: PositionRecord) {
    switch record {
    case .adopted(let adoption):
      write(UInt8(1))
      write(adoption.instrument.index)
      write(adoption.from)
      write(adoption.to)
      write(adoption.averagePrice)
      write(adoption.asOf)
      write(adoption.policy)
    }
  }

  mutating func write(_ record: CashRecord) {
    switch record {
    case .adopted(let adoption):
      write(UInt8(1))
      write(adoption.currency.index)
      write(adoption.from)
      write(adoption.to)
      write(adoption.asOf)
      write(adoption.policy)
    }
  }
}

extension ByteReader {
  mutating func readPositionRecord() throws(Malformed) -> PositionRecord {
    switch try read(UInt8.self) {
    case 1:
      return .adopted(
        PositionAdoption(
          instrument: InstrumentID(index: try read()), from: try readDecimal(), to: try readDecimal(),
          averagePrice: try readDecimal(), asOf: try readSequence(), policy: try readWord()))
    case let code: throw Malformed(.positionRecord, code)
    }
  }

  mutating func readCashRecord() throws(Malformed) -> CashRecord {
    switch try read(UInt8.self) {
    case 1:
      return .adopted(
        CashAdoption(
          currency: CurrencyID(index: try read()), from: try readDecimal(), to: try readDecimal(),
          asOf: try readSequence(), policy: try readWord()))
    case let code: throw Malformed(.cashRecord, code)
    }
  }
}
