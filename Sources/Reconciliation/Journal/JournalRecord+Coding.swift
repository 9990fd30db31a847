import Trading

extension ByteWriter {
  mutating func write(_ record: JournalRecord) {
    switch record {
    case .accepted(let order, let terms, let instant):
      write(UInt8(1))
      write(order.index)
      write(terms)
      write(instant)
    case .attempt(let order, let number):
      write(UInt8(2))
      write(order.index)
      write(Int64(number))
    case .status(let change):
      write(UInt8(3))
      write(change)
    case .execution(let execution, let source, let isAbsorbed):
      write(UInt8(4))
      write(execution)
      write(source)
      write(isAbsorbed)
    case .cancelIntent(let order):
      write(UInt8(5))
      write(order.index)
    case .replaceIntent(let order, let amendment):
      write(UInt8(6))
      write(order.index)
      write(amendment)
    case .intentEnd(let order, let intent, let reason):
      write(UInt8(7))
      write(order.index)
      write(intent)
      write(reason)
    case .terms(let order, let amendment, let source, let sequence):
      write(UInt8(8))
      write(order.index)
      write(amendment)
      write(source)
      write(sequence)
    case .position(let adoption):
      write(UInt8(9))
      write(adoption)
    case .cash(let currency, let from, let amount, let policy):
      write(UInt8(10))
      write(currency.index)
      write(from)
      write(amount)
      write(policy)
    case .discrepancy(let discrepancy):
      write(UInt8(11))
      write(discrepancy)
    case .resolution(let id, let kind, let by):
      write(UInt8(12))
      write(id)
      write(kind)
      write(by)
    case .halt(let isOn):
      write(UInt8(13))
      write(isOn)
    }
  }

  private mutating func write(_ change: StatusChange) {
    write(change.order.index)
    write(change.from)
    write(change.to)
    write(change.brokerOrder) { $0.write($1.index) }
    write(change.source)
    write(change.reason) { $0.write($1) }
    write(change.note)
    write(change.sequence)
  }

  private mutating func write(_ adoption: PositionAdoption) {
    write(adoption.instrument.index)
    write(adoption.from)
    write(adoption.to)
    write(adoption.averagePrice)
    write(adoption.asOf)
    write(adoption.policy)
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
  }
}

extension ByteReader {
  mutating func readRecord() throws(Malformed) -> JournalRecord {
    switch try read(UInt8.self) {
    case 1: return .accepted(try readOrderID(), try readTerms(), at: try readInstant())
    case 2:
      return .attempt(try readOrderID(), number: Int(clamping: try read(Int64.self)))
    case 3: return .status(try readStatusChange())
    case 4: return .execution(try readExecution(), source: try readWord(), isAbsorbed: try readBool())
    case 5: return .cancelIntent(try readOrderID())
    case 6: return .replaceIntent(try readOrderID(), try readAmendment())
    case 7: return .intentEnd(try readOrderID(), try readWord(), reason: try readWord())
    case 8:
      return .terms(try readOrderID(), try readAmendment(), source: try readWord(), sequence: try readSequence())
    case 9: return .position(try readAdoption())
    case 10:
      return .cash(
        CurrencyID(index: try read()), from: try readDecimal(), to: try readDecimal(), policy: try readWord())
    case 11: return .discrepancy(try readDiscrepancy())
    case 12: return .resolution(id: try read(), kind: try readWord(), by: try readWord())
    case 13: return .halt(try readBool())
    default: throw Malformed()
    }
  }

  private mutating func readStatusChange() throws(Malformed) -> StatusChange {
    StatusChange(
      order: try readOrderID(), from: try readStatus(), to: try readStatus(),
      brokerOrder: try readOptional { (reader) throws(Malformed) in BrokerOrderID(index: try reader.read()) },
      source: try readWord(), reason: try readOptional { (reader) throws(Malformed) in try reader.readWord() },
      note: try read(), sequence: try readSequence())
  }

  private mutating func readAdoption() throws(Malformed) -> PositionAdoption {
    PositionAdoption(
      instrument: InstrumentID(index: try read()), from: try readDecimal(), to: try readDecimal(),
      averagePrice: try readDecimal(), asOf: try readSequence(), policy: try readWord())
  }

  mutating func readDiscrepancy() throws(Malformed) -> Discrepancy {
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
