import Trading

extension ByteWriter {
  mutating func write(_ booked: BookedExecution) {
    write(whole: booked.execution)
    write(booked.origin)
  }

  mutating func write(_ order: ManagedOrder) {
    write(order.id.index)
    write(order.terms)
    write(order.status)
    write(order.filled)
    write(order.value)
    write(order.brokerOrder) { $0.write($1.index) }
    write(order.sequence)
    write(order.acceptedAt)
    write(order.sentAfter)
    write(order.changedAt)
    write(Int64(order.attempts))
    write(Int64(order.limitedAttempts))
    write(order.isKeyTaken)
    write(order.hasCancelIntent)
    write(order.askedTerms) { $0.write($1) }
    write(order.isReplaceWanted)
  }
}

extension ByteReader {
  /// Reads an execution and how it came into the books; what has become of it follows from the others.
  mutating func readBookedExecution() throws(Malformed) -> (Execution, ExecutionOrigin) {
    (try readWholeExecution(), try readOrigin())
  }

  mutating func readManagedOrder() throws(Malformed) -> ManagedOrder {
    var order = ManagedOrder(id: try readOrderID(), terms: try readTerms())
    order.status = try readStatus()
    order.filled = try readDecimal()
    order.value = try readAmount()
    order.brokerOrder = try readOptional { (reader) throws(Malformed) in BrokerOrderID(index: try reader.read()) }
    order.sequence = try readSequence()
    order.acceptedAt = try readInstant()
    order.sentAfter = try readSequence()
    order.changedAt = try readInstant()
    order.attempts = Int(clamping: try read(Int64.self))
    order.limitedAttempts = Int(clamping: try read(Int64.self))
    order.isKeyTaken = try readBool()
    order.hasCancelIntent = try readBool()
    order.replaceIntent = try readOptional { (reader) throws(Malformed) in try reader.readAmendment() }
    if !(try readBool()) { order.replaceIntent = nil }
    return order
  }
}
