import Trading

/// The whole durable state after one journal record.
public struct Checkpoint: Sendable {
  /// The number of the last record that is part of it; everything up to it was published.
  public var sequence: UInt64
  /// The books after that record.
  public var books: Books

  /// Makes a checkpoint.
  public init(sequence: UInt64, books: Books) {
    self.sequence = sequence
    self.books = books
  }

  private static let magic: UInt32 = 0x5452_5545
  private static let version: UInt8 = 1

  /// The bytes: magic, version, CRC-32C of the rest, sequence, books.
  public func encoded() -> [UInt8] {
    var body = ByteWriter()
    body.bytes.reserveCapacity(256 + books.orders.count * 128 + books.executions.count * 88)
    body.write(sequence)
    body.write(books.orders) { $0.write($1) }
    body.write(books.executions) { writer, booked in
      writer.write(booked.execution)
      writer.write(booked.isAbsorbed)
    }
    body.write(books.positions) { writer, position in
      writer.write(position.quantity)
      writer.write(position.cost)
      writer.write(position.exactProfit)
    }
    body.write(books.adoptedAsOf) { $0.write($1) }
    body.write(books.cash) { $0.write($1) }
    body.write(books.discrepancies) { $0.write($1) }
    body.write(books.discrepancyCount)
    body.write(books.isHalted)
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(body.bytes.count + 9)
    writer.write(Checkpoint.magic)
    writer.write(Checkpoint.version)
    writer.write(Checksum.crc32c(body.bytes))
    writer.bytes += body.bytes
    return writer.bytes
  }

  /// Reads a checkpoint, or nil if its bytes are damaged, cut short or of another set of instruments.
  public init?(decoding bytes: [UInt8], configuration: EngineConfiguration) {
    var reader = ByteReader(bytes[...])
    guard let magic = try? reader.read(UInt32.self), magic == Checkpoint.magic,
      let version = try? reader.read(UInt8.self), version == Checkpoint.version,
      let checksum = try? reader.read(UInt32.self), Checksum.crc32c(bytes[reader.offset...]) == checksum,
      let checkpoint = try? Checkpoint(reading: &reader, configuration: configuration), reader.isAtEnd,
      checkpoint.books.positions.count == configuration.instruments.count,
      checkpoint.books.cash.count == configuration.currencyCount
    else { return nil }
    self = checkpoint
  }

  private init(reading reader: inout ByteReader, configuration: EngineConfiguration) throws(ByteReader.Malformed) {
    sequence = try reader.read()
    books = Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount)
    for order in try reader.readArray({ (reader) throws(ByteReader.Malformed) in try reader.readManagedOrder() }) {
      books.add(order)
    }
    let executions = try reader.readArray { (reader) throws(ByteReader.Malformed) in
      Books.BookedExecution(execution: try reader.readExecution(), isAbsorbed: try reader.readBool())
    }
    for booked in executions { books.insert(booked) }
    books.positions = try reader.readArray { (reader) throws(ByteReader.Malformed) in
      try reader.readPosition()
    }
    books.adoptedAsOf = try reader.readArray { (reader) throws(ByteReader.Malformed) in try reader.readSequence() }
    books.cash = try reader.readArray { (reader) throws(ByteReader.Malformed) in try reader.readDecimal() }
    books.discrepancies = try reader.readArray { (reader) throws(ByteReader.Malformed) in
      try reader.readDiscrepancy()
    }
    books.discrepancyCount = try reader.read()
    books.isHalted = try reader.readBool()
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ order: ManagedOrder) {
    write(order.id.index)
    write(order.terms)
    write(order.status)
    write(order.filled)
    write(order.value)
    write(order.brokerOrder) { $0.write($1.index) }
    write(order.sequence)
    write(Int64(order.attempts))
    write(order.hasCancelIntent)
    write(order.replaceIntent) { $0.write($1) }
  }
}

extension ByteReader {
  fileprivate mutating func readManagedOrder() throws(Malformed) -> ManagedOrder {
    var order = ManagedOrder(id: try readOrderID(), terms: try readTerms())
    order.status = try readStatus()
    order.filled = try readDecimal()
    order.value = try readAmount()
    order.brokerOrder = try readOptional { (reader) throws(Malformed) in BrokerOrderID(index: try reader.read()) }
    order.sequence = try readSequence()
    order.attempts = Int(clamping: try read(Int64.self))
    order.hasCancelIntent = try readBool()
    order.replaceIntent = try readOptional { (reader) throws(Malformed) in try reader.readAmendment() }
    return order
  }
}
