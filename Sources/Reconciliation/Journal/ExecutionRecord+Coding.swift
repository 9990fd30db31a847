import Trading

extension ByteWriter {
  mutating func write(_ record: ExecutionRecord) {
    switch record {
    case .counted(let execution, let source, let origin):
      // A report that takes an execution back or amends it has a code of its own, so that the others stay as they were.
      write(UInt8(execution.reference == nil ? 1 : 11))
      write(execution)
      if let reference = execution.reference { write(reference.index) }
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
    case 11:
      var execution = try readExecution()
      execution.reference = ExecutionID(index: try read())
      return .counted(execution, source: try readWord(), origin: try readOrigin())
    case let code: throw Malformed(.executionRecord, code)
    }
  }

  mutating func readOrigin() throws(Malformed) -> ExecutionOrigin {
    let code: UInt8 = try read()
    guard let origin = ExecutionOrigin(rawValue: code) else { throw Malformed(.executionOrigin, code) }
    return origin
  }
}
