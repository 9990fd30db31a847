import Trading

/// Appends fixed-width little-endian values to bytes.
struct ByteWriter {
  var bytes: [UInt8] = []

  mutating func write<Number: FixedWidthInteger>(_ number: Number) {
    withUnsafeBytes(of: number.littleEndian) { bytes.append(contentsOf: $0) }
  }

  mutating func write(_ decimal: Decimal) { write(decimal.units) }
  mutating func write(_ instant: Instant) { write(instant.nanoseconds) }
  mutating func write(_ sequence: BrokerSequence) { write(sequence.value) }
  mutating func write(_ isTrue: Bool) { write(UInt8(isTrue ? 1 : 0)) }
  mutating func write(_ word: Word) { write(word.rawValue) }
  mutating func write(_ status: OrderStatus) { write(status.rawValue) }

  mutating func write(_ text: String) {
    var text = text
    text.withUTF8 { utf8 in
      write(UInt32(utf8.count))
      bytes.append(contentsOf: utf8)
    }
  }

  mutating func write<Value>(_ optional: Value?, _ writeValue: (inout ByteWriter, Value) -> Void) {
    write(optional != nil)
    if let optional { writeValue(&self, optional) }
  }

  mutating func write<Elements: Collection>(
    _ elements: Elements, _ writeElement: (inout ByteWriter, Elements.Element) -> Void
  ) {
    write(UInt32(elements.count))
    for element in elements { writeElement(&self, element) }
  }
}

/// Reads what ``ByteWriter`` wrote; every read can fail, since the bytes come from a disk.
struct ByteReader {
  let bytes: ArraySlice<UInt8>
  var offset: Int

  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    offset = bytes.startIndex
  }

  /// The bytes ended early, or say something that cannot be or that this program does not know.
  struct Malformed: Error {
    var unknown: UnknownCode?

    init() {}

    init(_ space: CodeSpace, _ code: UInt8) {
      unknown = UnknownCode(space: space, code: code)
    }
  }

  var isAtEnd: Bool { offset == bytes.endIndex }

  mutating func read<Number: FixedWidthInteger>(_ type: Number.Type = Number.self) throws(Malformed) -> Number {
    let width = MemoryLayout<Number>.size
    guard bytes.endIndex - offset >= width else { throw Malformed() }
    var number: Number = 0
    withUnsafeMutableBytes(of: &number) { $0.copyBytes(from: bytes[offset..<offset + width]) }
    offset += width
    return Number(littleEndian: number)
  }

  mutating func readDecimal() throws(Malformed) -> Decimal {
    do { return try Decimal(units: try read(Int128.self)) } catch { throw Malformed() }
  }

  mutating func readInstant() throws(Malformed) -> Instant { Instant(nanoseconds: try read()) }
  mutating func readSequence() throws(Malformed) -> BrokerSequence { BrokerSequence(try read()) }

  mutating func readBool() throws(Malformed) -> Bool {
    switch try read(UInt8.self) {
    case 0: return false
    case 1: return true
    default: throw Malformed()
    }
  }

  mutating func readWord() throws(Malformed) -> Word {
    let code: UInt8 = try read()
    guard let word = Word(rawValue: code) else { throw Malformed(.word, code) }
    return word
  }

  mutating func readStatus() throws(Malformed) -> OrderStatus {
    let code: UInt8 = try read()
    guard let status = OrderStatus(rawValue: code) else { throw Malformed(.orderStatus, code) }
    return status
  }

  mutating func readText() throws(Malformed) -> String {
    let count = Int(try read(UInt32.self))
    guard count <= bytes.endIndex - offset else { throw Malformed() }
    guard let text = String(validating: bytes[offset..<offset + count], as: UTF8.self) else { throw Malformed() }
    offset += count
    return text
  }

  mutating func readOptional<Value>(
    _ readValue: (inout ByteReader) throws(Malformed) -> Value
  ) throws(Malformed) -> Value? {
    try readBool() ? try readValue(&self) : nil
  }

  mutating func readArray<Element>(
    _ readElement: (inout ByteReader) throws(Malformed) -> Element
  ) throws(Malformed) -> [Element] {
    let count = try read(UInt32.self)
    // Every element takes at least one byte, so a count beyond the rest is nonsense and must not allocate.
    guard Int(count) <= bytes.endIndex - offset else { throw Malformed() }
    var elements: [Element] = []
    elements.reserveCapacity(Int(count))
    for _ in 0..<count { elements.append(try readElement(&self)) }
    return elements
  }
}
