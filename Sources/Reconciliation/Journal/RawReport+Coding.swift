import Trading

extension ByteWriter {
  mutating func write(_ report: RawReport) {
    switch report {
    case .execution(let execution):
      write(UInt8(1))
      write(whole: execution)
    case .order(let report):
      write(UInt8(2))
      write(report.order.index)
      write(report.brokerOrder.index)
      write(report.instrument.index)
      write(report.side.rawValue)
      write(report.terms)
      write(report.status)
      write(report.filled)
      write(report.averagePrice)
      write(report.sequence)
      write(report.note)
    }
  }
}

extension ByteReader {
  mutating func readRawReport() throws(Malformed) -> RawReport {
    switch try read(UInt8.self) {
    case 1: return .execution(try readWholeExecution())
    case 2:
      return .order(
        OrderReport(
          order: try readOrderID(), brokerOrder: BrokerOrderID(index: try read()),
          instrument: InstrumentID(index: try read()), side: try readSide(), terms: try readAmendment(),
          status: try readStatus(), filled: try readDecimal(), averagePrice: try readDecimal(),
          sequence: try readSequence(), note: try read()))
    case let code: throw Malformed(.rawReport, code)
    }
  }
}
