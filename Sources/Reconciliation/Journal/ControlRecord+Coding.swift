import Trading

extension ByteWriter {
  mutating func write(_ record: ControlRecord) {
    switch record {
    case .halt(let isOn, Event.none):
      write(UInt8(1))
      write(isOn)
    case .halt(let isOn, let person):
      write(UInt8(5))
      write(isOn)
      write(person)
    case .stop(let isOn, let person):
      write(UInt8(4))
      write(isOn)
      write(person)
    case .kind(let kind, let clock):
      write(UInt8(2))
      write(kind.rawValue)
      write(clock.rawValue)
    case .opening(let opening, let policy):
      write(UInt8(24))
      write(opening.rawValue)
      write(policy)
    case .opened(let by, let person):
      write(UInt8(25))
      write(by)
      write(person)
    case .passReport(let report):
      write(UInt8(45))
      write(report)
    case .archived(.execution(let execution, let origin)):
      write(UInt8(50))
      write(whole: execution)
      write(origin)
    case .archived(.order(let order)):
      write(UInt8(51))
      write(order)
    case .archived(.end(let count)):
      write(UInt8(52))
      write(count)
    case .accountSeen(let asOf):
      write(UInt8(53))
      write(asOf)
    }
  }
}

extension ByteReader {
  mutating func readControlRecord() throws(Malformed) -> ControlRecord {
    switch try read(UInt8.self) {
    case 1: return .halt(try readBool())
    case 4: return .stop(try readBool(), by: try read())
    case 5: return .halt(try readBool(), by: try read())
    case 2:
      let kind = try readPassKind()
      let clock: UInt8 = try read()
      guard let clock = PassClock(rawValue: clock) else { throw Malformed(.passClock, clock) }
      return .kind(kind, for: clock)
    case 24: return .opening(try readOpening(), policy: try readWord())
    case 25: return .opened(by: try readWord(), person: try read())
    case 45: return .passReport(try readPassReport())
    case 50:
      let (execution, origin) = try readBookedExecution()
      return .archived(.execution(execution, origin))
    case 51: return .archived(.order(try readManagedOrder()))
    case 52: return .archived(.end(count: try read()))
    case 53: return .accountSeen(asOf: try readSequence())
    case let code: throw Malformed(.controlRecord, code)
    }
  }

  mutating func readOpening() throws(Malformed) -> Opening {
    let code: UInt8 = try read()
    guard let opening = Opening(rawValue: code) else { throw Malformed(.opening, code) }
    return opening
  }

  mutating func readPassKind() throws(Malformed) -> PassKind {
    let code: UInt8 = try read()
    guard let kind = PassKind(rawValue: code) else { throw Malformed(.passKind, code) }
    return kind
  }
}
