import Trading

extension ByteWriter {
  mutating func write(_ books: Books) {
    write(books.orders) { $0.write($1) }
    write(books.executions) { writer, booked in
      writer.write(booked.execution)
      writer.write(booked.origin)
    }
    write(books.positions) { $0.write($1) }
    write(books.adoptedAsOf) { $0.write($1) }
    write(books.cash) { $0.write($1) }
    write(books.discrepancies) { $0.write($1) }
    write(books.discrepancyCount)
    write(books.isHalted)
  }

  private mutating func write(_ position: Position) {
    write(position.quantity)
    write(position.cost)
    write(position.realizedProfit)
  }

  private mutating func write(_ order: ManagedOrder) {
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
  mutating func readBooks(_ identity: ConfigurationIdentity) throws(Malformed) -> Books {
    var books = Books(identity)
    let (instruments, currencies) = (books.positions.count, books.cash.count)
    let orders = try readArray { (reader) throws(Malformed) in try reader.readManagedOrder() }
    for order in orders { books.add(order) }
    let executions = try readArray { (reader) throws(Malformed) in
      Books.BookedExecution(execution: try reader.readExecution(), origin: try reader.readOrigin())
    }
    for booked in executions { books.insert(booked) }
    books.positions = try readArray { (reader) throws(Malformed) in try reader.readPosition() }
    books.adoptedAsOf = try readArray { (reader) throws(Malformed) in try reader.readSequence() }
    books.cash = try readArray { (reader) throws(Malformed) in try reader.readDecimal() }
    books.discrepancies = try readArray { (reader) throws(Malformed) in try reader.readDiscrepancy() }
    books.discrepancyCount = try read()
    books.isHalted = try readBool()
    guard books.positions.count == instruments, books.adoptedAsOf.count == instruments, books.cash.count == currencies
    else { throw Malformed() }
    return books
  }

  private mutating func readPosition() throws(Malformed) -> Position {
    Position(quantity: try readDecimal(), cost: try readDecimal(), realizedProfit: try readDecimal())
  }

  private mutating func readManagedOrder() throws(Malformed) -> ManagedOrder {
    var order = ManagedOrder(id: try readOrderID(), terms: try readTerms())
    order.status = try readStatus()
    order.filled = try readDecimal()
    order.value = try readDecimal()
    order.brokerOrder = try readOptional { (reader) throws(Malformed) in BrokerOrderID(index: try reader.read()) }
    order.sequence = try readSequence()
    order.attempts = Int(clamping: try read(Int64.self))
    order.hasCancelIntent = try readBool()
    order.replaceIntent = try readOptional { (reader) throws(Malformed) in try reader.readAmendment() }
    return order
  }
}
