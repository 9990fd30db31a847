import Trading

/// How the values of `Trading` are written to the journal and read back.
extension ByteWriter {
  mutating func write(_ pricing: OrderPricing) {
    switch pricing {
    case .market: write(UInt8(0))
    case .limit(let price):
      write(UInt8(1))
      write(price)
    case .stop(let price):
      write(UInt8(2))
      write(price)
    case .stopLimit(let stop, let limit):
      write(UInt8(3))
      write(stop)
      write(limit)
    }
  }

  mutating func write(_ terms: OrderTerms) {
    write(terms.instrument.index)
    write(terms.side.rawValue)
    write(terms.quantity)
    write(terms.pricing)
    write(terms.timeInForce.rawValue)
  }

  mutating func write(_ amendment: Amendment) {
    write(amendment.quantity)
    write(amendment.pricing)
  }

  mutating func write(_ amount: ExactAmount) {
    write(amount.high)
    write(amount.low)
  }

  /// All of an execution but what it refers to and what it has cost in fees.
  mutating func write(_ execution: Execution) {
    write(execution.id.index)
    write(execution.order.index)
    write(execution.brokerOrder.index)
    write(execution.instrument.index)
    write(execution.side.rawValue)
    write(execution.quantity)
    write(execution.price)
    write(execution.executedAt)
    write(execution.sequence)
  }
}

extension ByteWriter {
  /// An execution with what it refers to and its fee, if it has them: a bit for each says so.
  mutating func write(whole execution: Execution) {
    write(execution)
    write(UInt8(execution.reference == nil ? 0 : 1) | UInt8(execution.fee.isZero ? 0 : 2))
    if let reference = execution.reference { write(reference.index) }
    if !execution.fee.isZero { write(execution.fee) }
  }
}

extension ByteReader {
  /// Reads an execution with what it refers to and its fee.
  mutating func readWholeExecution() throws(Malformed) -> Execution {
    var execution = try readExecution()
    let parts: UInt8 = try read()
    guard parts < 4 else { throw Malformed(.executionParts, parts) }
    if parts & 1 != 0 { execution.reference = ExecutionID(index: try read()) }
    if parts & 2 != 0 { execution.fee = try readFee() }
    return execution
  }

  /// Reads a fee; where there is none, none is written.
  mutating func readFee() throws(Malformed) -> Decimal {
    let fee = try readDecimal()
    guard !fee.isZero else { throw Malformed() }
    return fee
  }

  mutating func readPricing() throws(Malformed) -> OrderPricing {
    switch try read(UInt8.self) {
    case 0: return .market
    case 1: return .limit(try readDecimal())
    case 2: return .stop(try readDecimal())
    case 3: return .stopLimit(stop: try readDecimal(), limit: try readDecimal())
    case let code: throw Malformed(.pricing, code)
    }
  }

  mutating func readSide() throws(Malformed) -> Side {
    let code: UInt8 = try read()
    guard let side = Side(rawValue: code) else { throw Malformed(.side, code) }
    return side
  }

  mutating func readTerms() throws(Malformed) -> OrderTerms {
    let instrument = InstrumentID(index: try read())
    let side = try readSide()
    let quantity = try readDecimal()
    let pricing = try readPricing()
    let code: UInt8 = try read()
    guard let timeInForce = TimeInForce(rawValue: code) else { throw Malformed(.timeInForce, code) }
    return OrderTerms(
      instrument: instrument, side: side, quantity: quantity, pricing: pricing, timeInForce: timeInForce)
  }

  mutating func readAmendment() throws(Malformed) -> Amendment {
    Amendment(quantity: try readDecimal(), pricing: try readPricing())
  }

  mutating func readAmount() throws(Malformed) -> ExactAmount {
    let (high, low) = (try read(Int128.self), try read(UInt128.self))
    do { return try ExactAmount(high: high, low: low) } catch { throw Malformed() }
  }

  mutating func readExecution() throws(Malformed) -> Execution {
    Execution(
      id: ExecutionID(index: try read()), order: ClientOrderID(index: try read()),
      brokerOrder: BrokerOrderID(index: try read()), instrument: InstrumentID(index: try read()), side: try readSide(),
      quantity: try readDecimal(), price: try readDecimal(), executedAt: try readInstant(),
      sequence: try readSequence())
  }

  mutating func readOrderID() throws(Malformed) -> ClientOrderID { ClientOrderID(index: try read()) }
}
