import Trading

/// How a record is written: a code for its group, a code within the group, the values.
///
/// A code that was given once is never given to anything else.
extension ByteWriter {
  mutating func write(_ record: JournalRecord) {
    switch record {
    case .order(let record):
      write(UInt8(1))
      write(record)
    case .execution(let record):
      write(UInt8(2))
      write(record)
    case .position(let record):
      write(UInt8(3))
      write(record)
    case .cash(let record):
      write(UInt8(4))
      write(record)
    case .discrepancy(let record):
      write(UInt8(5))
      write(record)
    case .control(let record):
      write(UInt8(6))
      write(record)
    case .ticket(let record):
      write(UInt8(7))
      write(record)
    }
  }
}

extension ByteReader {
  mutating func readRecord() throws(Malformed) -> JournalRecord {
    switch try read(UInt8.self) {
    case 1: return .order(try readOrderRecord())
    case 2: return .execution(try readExecutionRecord())
    case 3: return .position(try readPositionRecord())
    case 4: return .cash(try readCashRecord())
    case 5: return .discrepancy(try readDiscrepancyRecord())
    case 6: return .control(try readControlRecord())
    case 7: return .ticket(try readTicketRecord())
    case let code: throw Malformed(.record, code)
    }
  }
}
