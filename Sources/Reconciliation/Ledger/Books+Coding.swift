import Trading

extension ByteWriter {
  mutating func write(_ books: Books) {
    write(books.orders) { $0.write($1) }
    write(books.executions) { $0.write($1) }
    write(books.archived.orders) { writer, order in
      writer.write(order.id.index)
      writer.write(order.sequence)
      writer.write(order.filled)
    }
    write(books.archived.executions) { writer, key in
      writer.write(key.order.index)
      writer.write(key.id.index)
      writer.write(key.sequence)
    }
    write(books.archived.newest)
    write(books.positions) { writer, position in
      writer.write(position.baseline)
      writer.write(position.adopted)
      writer.write(position.past.bought)
      writer.write(position.past.sold)
      writer.write(position.past.opened) { $0.write($1) }
      writer.write(position.baselineAsOf)
      writer.write(UInt64(position.firstExecution))
    }
    write(books.adoptedAsOf) { $0.write($1) }
    write(books.cash) { $0.write($1) }
    write(books.cashAsOf) { $0.write($1) }
    write(books.discrepancies) { $0.write($1) }
    write(books.discrepancyCount)
    write(books.isHalted)
    write(books.isStopped)
    write(books.opening) { $0.write($1.rawValue) }
    write(books.spending.day)
    write(books.spending.amounts) { $0.write($1) }
    write(books.heldDiscrepancies) { $0.write($1) }
    for clock in PassClock.allCases { write(books.chosenKinds[clock]) { $0.write($1.rawValue) } }
    write(books.pastDiscrepancies) { writer, past in
      writer.write(past.discrepancy)
      writer.write(past.resolved)
      writer.write(past.by)
    }
    write(books.tickets) { $0.write($1) }
    write(books.ticketCount)
    // Sorted: the bytes of equal books are equal.
    write(books.supersededTerms.sorted { $0.key < $1.key }) { writer, superseded in
      writer.write(superseded.key)
      writer.write(superseded.value) { $0.write($1) }
    }
    write(books.unverified) { $0.write($1) }
    write(books.discarded) { $0.write($1) }
    write(books.passReports) { $0.write($1) }
    write(books.accountAsOf)
  }

  private mutating func write(_ correction: UnverifiedCorrection) {
    switch correction.figure {
    case .position(let instrument):
      write(UInt8(1))
      write(instrument.index)
    case .cash(let currency):
      write(UInt8(2))
      write(currency.index)
    }
    write(correction.from)
    write(correction.to)
    write(correction.policy)
    write(correction.charge)
    write(correction.taken)
  }

  private mutating func write(_ basis: PositionBasis) {
    write(basis.quantity)
    write(basis.cost)
    write(basis.points)
  }
}

extension ByteReader {
  mutating func readBooks(_ identity: ConfigurationIdentity) throws(Malformed) -> Books {
    var books = Books(identity)
    let (instruments, currencies) = (books.positions.count, books.cash.count)
    let orders = try readArray { (reader) throws(Malformed) in try reader.readManagedOrder() }
    for order in orders { books.add(order) }
    let executions = try readArray { (reader) throws(Malformed) in try reader.readBookedExecution() }
    for (execution, origin) in executions { books.log.append(execution, origin) }
    let archivedOrders = try readArray { (reader) throws(Malformed) in
      ArchivedKeys.Order(
        id: try reader.readOrderID(), sequence: try reader.readSequence(), filled: try reader.readDecimal())
    }
    let archivedExecutions = try readArray { (reader) throws(Malformed) -> ExecutionIndex.Key in
      var key = ExecutionIndex.Key(order: try reader.readOrderID(), id: ExecutionID(index: try reader.read()))
      key.sequence = try reader.readSequence()
      return key
    }
    guard
      let archived = ArchivedKeys(
        orders: archivedOrders, executions: archivedExecutions, newest: try readSequence())
    else { throw Malformed() }
    books.archived = archived
    books.log.noteKnown(upTo: archived.newest)
    guard try read(UInt32.self) == UInt32(instruments) else { throw Malformed() }
    for index in 0..<instruments {
      books.positions[index] = try readPosition(multiplier: identity.instruments[index].terms.multiplier)
    }
    books.adoptedAsOf = try readArray { (reader) throws(Malformed) in try reader.readSequence() }
    books.cash = try readArray { (reader) throws(Malformed) in try reader.readDecimal() }
    books.cashAsOf = try readArray { (reader) throws(Malformed) in try reader.readSequence() }
    let discrepancies = try readArray { (reader) throws(Malformed) in try reader.readDiscrepancy() }
    for discrepancy in discrepancies { books.open(discrepancy) }
    books.discrepancyCount = try read()
    books.isHalted = try readBool()
    books.isStopped = try readBool()
    books.opening = try readOptional { (reader) throws(Malformed) in try reader.readOpening() }
    let day: Int64 = try read()
    let amounts = try readArray { (reader) throws(Malformed) in try reader.readDecimal() }
    books.spending = CorrectionSpending(day: day, amounts: amounts)
    books.heldDiscrepancies = try readArray { (reader) throws(Malformed) in try reader.read(UInt32.self) }
    for clock in PassClock.allCases {
      books.chosenKinds[clock] = try readOptional { (reader) throws(Malformed) in try reader.readPassKind() }
    }
    books.pastDiscrepancies = try readArray { (reader) throws(Malformed) in
      PastDiscrepancy(try reader.readDiscrepancy(), resolved: try reader.readInstant(), by: try reader.readWord())
    }
    let tickets = try readArray { (reader) throws(Malformed) in try reader.readTicket() }
    for ticket in tickets { books.open(ticket) }
    books.ticketCount = try read()
    let superseded = try readArray { (reader) throws(Malformed) in
      (
        try reader.read(UInt32.self),
        try reader.readArray { (reader) throws(Malformed) in try reader.readAmendment() }
      )
    }
    for (order, terms) in superseded { books.supersededTerms[order] = terms }
    books.unverified = try readArray { (reader) throws(Malformed) in try reader.readCorrection() }
    books.discarded = try readArray { (reader) throws(Malformed) in try reader.readDiscrepancy() }
    books.passReports = try readArray { (reader) throws(Malformed) in try reader.readPassReport() }
    books.accountAsOf = try readSequence()
    guard books.adoptedAsOf.count == instruments, books.cash.count == currencies, books.cashAsOf.count == currencies
    else { throw Malformed() }
    do { try books.replayPositions() } catch { throw Malformed() }
    return books
  }

  private mutating func readCorrection() throws(Malformed) -> UnverifiedCorrection {
    let figure: UnverifiedCorrection.Figure
    switch try read(UInt8.self) {
    case 1: figure = .position(InstrumentID(index: try read()))
    case 2: figure = .cash(CurrencyID(index: try read()))
    case let code: throw Malformed(.correctedFigure, code)
    }
    return UnverifiedCorrection(
      figure, from: try readDecimal(), to: try readDecimal(), policy: try readWord(), charge: try readDecimal(),
      at: try readInstant())
  }

  private mutating func readPosition(multiplier: Decimal) throws(Malformed) -> PositionReplay {
    let (baseline, adopted) = (try readBasis(multiplier), try readBasis(multiplier))
    let past = PositionPast(
      bought: try readDecimal(), sold: try readDecimal(),
      opened: try readOptional { (reader) throws(Malformed) in try reader.readInstant() })
    return PositionReplay(
      baseline, adopted: adopted, past, asOf: try readSequence(), firstExecution: Int(clamping: try read(UInt64.self)))
  }

  private mutating func readBasis(_ multiplier: Decimal) throws(Malformed) -> PositionBasis {
    let quantity = try readDecimal()
    let (cost, points) = (try readAmount(), try readAmount())
    guard
      let basis = try? PositionBasis(quantity: quantity, cost: cost, points: points, multiplier: multiplier)
    else { throw Malformed() }
    return basis
  }
}
