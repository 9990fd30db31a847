import Trading

extension ByteWriter {
  mutating func write(_ record: OrderRecord) {
    switch record {
    case .accepted(let order, let terms):
      write(UInt8(1))
      write(order.index)
      write(terms)
    case .attempt(let order, let number, let known):
      // 2 was one without the change at the broker.
      write(UInt8(29))
      write(order.index)
      write(Int64(number))
      write(known)
    case .status(let change):
      write(UInt8(3))
      write(change)
    case .cancelIntent(let order):
      write(UInt8(4))
      write(order.index)
    case .replaceIntent(let order, let amendment):
      write(UInt8(5))
      write(order.index)
      write(amendment)
    case .intentEnd(let order, let intent, let reason):
      write(UInt8(6))
      write(order.index)
      write(intent)
      write(reason)
    case .terms(let order, let amendment, let source, let sequence):
      write(UInt8(7))
      write(order.index)
      write(amendment)
      write(source)
      write(sequence)
    case .stale(let order, let policy):
      write(UInt8(27))
      write(order.index)
      write(policy)
    case .adopted(let order, let terms, let number, let sequence):
      write(UInt8(28))
      write(order.index)
      write(terms)
      write(number.index)
      write(sequence)
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
}

extension ByteReader {
  mutating func readOrderRecord() throws(Malformed) -> OrderRecord {
    switch try read(UInt8.self) {
    case 1: return .accepted(try readOrderID(), try readTerms())
    case 29:
      return .attempt(
        try readOrderID(), number: Int(clamping: try read(Int64.self)), after: try readSequence())
    case 2: return .attempt(try readOrderID(), number: Int(clamping: try read(Int64.self)))
    case 3: return .status(try readStatusChange())
    case 4: return .cancelIntent(try readOrderID())
    case 5: return .replaceIntent(try readOrderID(), try readAmendment())
    case 6: return .intentEnd(try readOrderID(), try readWord(), reason: try readWord())
    case 7:
      return .terms(try readOrderID(), try readAmendment(), source: try readWord(), sequence: try readSequence())
    case 27: return .stale(try readOrderID(), policy: try readWord())
    case 28:
      return .adopted(
        try readOrderID(), try readTerms(), number: BrokerOrderID(index: try read()), sequence: try readSequence())
    case let code: throw Malformed(.orderRecord, code)
    }
  }

  private mutating func readStatusChange() throws(Malformed) -> StatusChange {
    StatusChange(
      order: try readOrderID(), from: try readStatus(), to: try readStatus(),
      brokerOrder: try readOptional { (reader) throws(Malformed) in BrokerOrderID(index: try reader.read()) },
      source: try readWord(), reason: try readOptional { (reader) throws(Malformed) in try reader.readWord() },
      note: try read(), sequence: try readSequence())
  }
}
