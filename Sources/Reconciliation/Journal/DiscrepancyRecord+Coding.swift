import Trading

extension ByteWriter {
  mutating func write(_ record: DiscrepancyRecord) {
    switch record {
    case .found(let discrepancy):
      // 1 was one without worth, level, reason and instant; 4 one without the broker's number of an order;
      // 5 one without the report that was put aside.
      write(UInt8(6))
      write(discrepancy)
    case .resolved(let id, let kind, let by):
      write(UInt8(2))
      write(id)
      write(kind)
      write(by)
    case .held(let id, let limit):
      write(UInt8(3))
      write(id)
      write(limit)
    }
  }

  mutating func write(_ discrepancy: Discrepancy) {
    write(discrepancy.id)
    write(discrepancy.kind)
    write(discrepancy.order)
    write(discrepancy.execution)
    write(discrepancy.instrument)
    write(discrepancy.currency)
    write(discrepancy.local)
    write(discrepancy.broker)
    write(discrepancy.localStatus) { $0.write($1) }
    write(discrepancy.brokerStatus) { $0.write($1) }
    write(discrepancy.impact) { $0.write($1) }
    write(discrepancy.level) { $0.write($1) }
    write(discrepancy.reason) { $0.write($1) }
    write(discrepancy.found)
    write(discrepancy.brokerOrder) { $0.write($1.index) }
    write(discrepancy.report) { $0.write($1) }
  }
}

extension ByteReader {
  mutating func readDiscrepancyRecord() throws(Malformed) -> DiscrepancyRecord {
    switch try read(UInt8.self) {
    case 1: return .found(try readBareDiscrepancy())
    case 4: return .found(try readUnnumberedDiscrepancy())
    case 5: return .found(try readUnreportedDiscrepancy())
    case 6: return .found(try readDiscrepancy())
    case 2: return .resolved(id: try read(), kind: try readWord(), by: try readWord())
    case 3: return .held(id: try read(), limit: try readWord())
    case let code: throw Malformed(.discrepancyRecord, code)
    }
  }

  mutating func readDiscrepancy() throws(Malformed) -> Discrepancy {
    var discrepancy = try readUnreportedDiscrepancy()
    discrepancy.report = try readOptional { (reader) throws(Malformed) in try reader.readRawReport() }
    return discrepancy
  }

  private mutating func readUnreportedDiscrepancy() throws(Malformed) -> Discrepancy {
    var discrepancy = try readUnnumberedDiscrepancy()
    discrepancy.brokerOrder = try readOptional { (reader) throws(Malformed) in
      BrokerOrderID(index: try reader.read())
    }
    return discrepancy
  }

  private mutating func readUnnumberedDiscrepancy() throws(Malformed) -> Discrepancy {
    var discrepancy = try readBareDiscrepancy()
    discrepancy.impact = try readOptional { (reader) throws(Malformed) in try reader.readDecimal() }
    discrepancy.level = try readOptional { (reader) throws(Malformed) in try reader.readLevel() }
    discrepancy.reason = try readOptional { (reader) throws(Malformed) in try reader.readWord() }
    discrepancy.found = try readInstant()
    return discrepancy
  }

  private mutating func readBareDiscrepancy() throws(Malformed) -> Discrepancy {
    let id: UInt32 = try read()
    var discrepancy = Discrepancy(
      try readWord(), order: try read(), execution: try read(), instrument: try read(), currency: try read(),
      local: try readDecimal(), broker: try readDecimal(),
      localStatus: try readOptional { (reader) throws(Malformed) in try reader.readStatus() },
      brokerStatus: try readOptional { (reader) throws(Malformed) in try reader.readStatus() })
    discrepancy.id = id
    return discrepancy
  }
}
