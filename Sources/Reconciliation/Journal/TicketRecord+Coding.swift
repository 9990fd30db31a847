import Trading

extension ByteWriter {
  mutating func write(_ record: TicketRecord) {
    switch record {
    case .opened(let ticket):
      write(UInt8(1))
      write(ticket)
    case .updated(let ticket):
      write(UInt8(2))
      write(ticket)
    case .stepped(let ticket, let step):
      write(UInt8(4))
      write(ticket)
      write(step.rawValue)
    case .resolved(let id, let discrepancy, let kind, let by):
      write(UInt8(3))
      write(id)
      write(discrepancy)
      write(kind)
      write(by)
    }
  }

  mutating func write(_ ticket: Ticket) {
    write(ticket.id)
    write(ticket.discrepancy)
    write(ticket.kind)
    write(ticket.order)
    write(ticket.execution)
    write(ticket.instrument)
    write(ticket.currency)
    write(ticket.reason) { $0.write($1) }
    write(ticket.level) { $0.write($1) }
    write(ticket.local)
    write(ticket.broker)
    write(ticket.opened)
    write(ticket.told)
    write(ticket.raised)
    write(ticket.isAcknowledged)
    write(ticket.assignee)
    write(ticket.hasGivenLevel)
    write(ticket.decision) { $0.write($1) }
    write(ticket.author)
    write(ticket.note)
    write(ticket.attempts)
    write(ticket.tried)
  }

  private mutating func write(_ decision: TicketDecision) {
    switch decision {
    case .acceptBroker: write(UInt8(1))
    case .acceptLocal: write(UInt8(2))
    case .figure(let figure):
      write(UInt8(3))
      write(figure)
    case .discard: write(UInt8(4))
    case .ignore: write(UInt8(5))
    case .adopt: write(UInt8(6))
    case .cancel: write(UInt8(7))
    }
  }

  mutating func write(_ level: Level) { write(level.rawValue) }
}

extension ByteReader {
  mutating func readTicketRecord() throws(Malformed) -> TicketRecord {
    switch try read(UInt8.self) {
    case 1: return .opened(try readTicket())
    case 2: return .updated(try readTicket())
    case 4:
      let ticket = try readTicket()
      let code: UInt8 = try read()
      guard let step = TicketStep(rawValue: code) else { throw Malformed(.ticketStep, code) }
      return .stepped(ticket, step)
    case 3: return .resolved(id: try read(), discrepancy: try read(), kind: try readWord(), by: try readWord())
    case let code: throw Malformed(.ticketRecord, code)
    }
  }

  mutating func readTicket() throws(Malformed) -> Ticket {
    let (id, number): (UInt32, UInt32) = (try read(), try read())
    var discrepancy = Discrepancy(
      try readWord(), order: try read(), execution: try read(), instrument: try read(), currency: try read())
    discrepancy.id = number
    let reason = try readOptional { (reader) throws(Malformed) in try reader.readWord() }
    discrepancy.level = try readOptional { (reader) throws(Malformed) in try reader.readLevel() }
    discrepancy.local = try readDecimal()
    discrepancy.broker = try readDecimal()
    var ticket = Ticket(discrepancy, id: id, reason: reason, at: try readInstant())
    ticket.told = try readInstant()
    ticket.raised = try readInstant()
    ticket.isAcknowledged = try readBool()
    ticket.assignee = try read()
    ticket.hasGivenLevel = try readBool()
    ticket.decision = try readOptional { (reader) throws(Malformed) in try reader.readDecision() }
    ticket.author = try read()
    ticket.note = try read()
    ticket.attempts = try read()
    ticket.tried = try readInstant()
    return ticket
  }

  private mutating func readDecision() throws(Malformed) -> TicketDecision {
    switch try read(UInt8.self) {
    case 1: return .acceptBroker
    case 2: return .acceptLocal
    case 3: return .figure(try readDecimal())
    case 4: return .discard
    case 5: return .ignore
    case 6: return .adopt
    case 7: return .cancel
    case let code: throw Malformed(.ticketDecision, code)
    }
  }

  mutating func readLevel() throws(Malformed) -> Level {
    let code: UInt8 = try read()
    guard let level = Level(rawValue: code) else { throw Malformed(.level, code) }
    return level
  }
}
