import Trading

extension ByteWriter {
  mutating func write(_ record: ExecutionRecord) {
    switch record {
    case .counted(let execution, let source, let origin):
      write(UInt8(1))
      write(execution)
      write(source)
      write(origin)
    }
  }

  mutating func write(_ origin: ExecutionOrigin) { write(origin.rawValue) }
}

extension ByteReader {
  mutating func readExecutionRecord() throws(Malformed) -> ExecutionRecord {
    switch try read(UInt8.self) {
    case 1: return .counted(try readExecution(), source: try readWord(), origin: try readOrigin())
    case let code: throw Malformed(.executionRecord, code)
    }
  }

  mutating func readOrigin() throws(Malformed) -> ExecutionOrigin {
    let code: UInt8 = try read()
    guard let origin = ExecutionOrigin(rawValue: code) else { throw Malformed(.executionOrigin, code) }
    return origin
  }
}
