extension ByteWriter {
  mutating func write(_ record: ControlRecord) {
    switch record {
    case .halt(let isOn):
      write(UInt8(1))
      write(isOn)
    }
  }
}

extension ByteReader {
  mutating func readControlRecord() throws(Malformed) -> ControlRecord {
    switch try read(UInt8.self) {
    case 1: return .halt(try readBool())
    case let code: throw Malformed(.controlRecord, code)
    }
  }
}
