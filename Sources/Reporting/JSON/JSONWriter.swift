import ScenarioLanguage

/// Writes JSON byte by byte: about twenty times as fast as an encoder, and with the order of the fields kept.
struct JSONWriter {
  private(set) var bytes: [UInt8] = []
  private var needsComma = false

  mutating func removeAll() {
    bytes.removeAll(keepingCapacity: true)
    needsComma = false
  }

  // MARK: - Structure

  mutating func beginObject() { open(UInt8(ascii: "{")) }
  mutating func endObject() { close(UInt8(ascii: "}")) }
  mutating func beginArray() { open(UInt8(ascii: "[")) }
  mutating func endArray() { close(UInt8(ascii: "]")) }
  mutating func endLine() {
    bytes.append(UInt8(ascii: "\n"))
    needsComma = false
  }

  private mutating func open(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    needsComma = false
  }

  private mutating func close(_ bracket: UInt8) {
    bytes.append(bracket)
    needsComma = true
  }

  private mutating func separate() {
    if needsComma { bytes.append(UInt8(ascii: ",")) }
    needsComma = true
  }

  mutating func key(_ name: String) {
    value(name)
    bytes.append(UInt8(ascii: ":"))
    needsComma = false
  }

  // MARK: - Values

  mutating func value(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    // What would steer a terminal is written as an escape: the same text to a program, harmless to a reader.
    guard !text.utf8.contains(where: { $0 >= 0x7F }) else {
      for scalar in text.unicodeScalars {
        if scalar.value >= 0x7F, StyledText.isHarmful(scalar) { escape(scalar) } else { add(String(scalar).utf8) }
      }
      bytes.append(UInt8(ascii: "\""))
      return
    }
    add(text.utf8)
    bytes.append(UInt8(ascii: "\""))
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    for unit in String(scalar).utf16 {
      let digits = String(unit, radix: 16)
      bytes += "\\u\(String(repeating: "0", count: 4 - digits.count))\(digits)".utf8
    }
  }

  private mutating func add(_ text: String.UTF8View) {
    for byte in text {
      switch byte {
      case UInt8(ascii: "\""), UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), byte]
      case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
      case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
      case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
      case 0..<0x20:
        bytes += "\\u00\(byte < 16 ? "0" : "")\(String(byte, radix: 16))".utf8
      default: bytes.append(byte)
      }
    }
  }

  mutating func value(_ number: Int) {
    separate()
    bytes += String(number).utf8
  }

  mutating func value(_ isTrue: Bool) { word(isTrue ? "true" : "false") }

  /// A word of JSON itself.
  mutating func word(_ word: String) {
    separate()
    bytes += word.utf8
  }

  /// A count of 10 to the minus so many, exactly: 2025 of the third is 2.025.
  mutating func value(_ units: Int64, places: Int) {
    separate()
    if units < 0 { bytes.append(UInt8(ascii: "-")) }
    var digits = Array(String(units.magnitude).utf8)
    if digits.count <= places {
      digits = Array(repeating: UInt8(ascii: "0"), count: places + 1 - digits.count) + digits
    }
    bytes += digits.dropLast(places)
    var fraction = digits.suffix(places)
    while fraction.last == UInt8(ascii: "0") { fraction.removeLast() }
    guard !fraction.isEmpty else { return }
    bytes.append(UInt8(ascii: "."))
    bytes += fraction
  }

  // MARK: - Fields

  mutating func field(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  mutating func field(_ name: String, _ number: Int) {
    key(name)
    value(number)
  }

  mutating func field(_ name: String, _ isTrue: Bool) {
    key(name)
    value(isTrue)
  }

  mutating func field(_ name: String, _ texts: [String]) {
    key(name)
    beginArray()
    for text in texts { value(text) }
    endArray()
  }

  mutating func field(_ name: String, milliseconds nanoseconds: Int64) {
    key(name)
    value(nanoseconds, places: 6)
  }

  mutating func field(_ name: String, seconds nanoseconds: Int64) {
    key(name)
    value(nanoseconds, places: 9)
  }
}
