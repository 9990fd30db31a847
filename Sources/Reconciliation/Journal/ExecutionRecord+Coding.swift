import Trading

extension ByteWriter {
  mutating func write(_ record: ExecutionRecord) {
    switch record {
    case .counted(let execution, let source, let origin):
      // A report that takes an execution back or amends it has a code of its own, and so has one with a fee, so that the
      // others stay as they were.
      switch (execution.reference == nil, execution.fee.isZero) {
      case (true, true): write(UInt8(1))
      case (false, true): write(UInt8(11))
      case (true, false): write(UInt8(12))
      case (false, false): write(UInt8(13))
      }
      write(execution)
      if let reference = execution.reference { write(reference.index) }
      if !execution.fee.isZero { write(execution.fee) }
      write(source)
      write(origin)
    }
  }

  mutating func write(_ origin: ExecutionOrigin) { write(origin.rawValue) }
}

extension ByteReader {
  mutating func readExecutionRecord() throws(Malformed) -> ExecutionRecord {
    let code: UInt8 = try read()
    guard code == 1 || (11...13).contains(code) else { throw Malformed(.executionRecord, code) }
    var execution = try readExecution()
    if code == 11 || code == 13 { execution.reference = ExecutionID(index: try read()) }
    if code == 12 || code == 13 { execution.fee = try readFee() }
    return .counted(execution, source: try readWord(), origin: try readOrigin())
  }

  mutating func readOrigin() throws(Malformed) -> ExecutionOrigin {
    let code: UInt8 = try read()
    guard let origin = ExecutionOrigin(rawValue: code) else { throw Malformed(.executionOrigin, code) }
    return origin
  }
}
