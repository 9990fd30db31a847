/// Text that is safe to show on a terminal, with colours that are used only where they are wanted.
///
/// This is the one place where text that is not ours becomes harmless: what a literal says is taken as it is, what is
/// interpolated loses everything that steers a terminal, hides itself or changes the direction of writing, and is cut
/// if it is absurdly long.
///
/// ```swift
/// let text: StyledText = "\(.red("error")): \(path): no such file\n"
/// ```
public struct StyledText: Hashable, Sendable {
  /// The text with colours: as foreign escapes are gone, each that is left is one of ours.
  private var text: String
  private var isStyled = false

  /// Makes a text without anything in it.
  public init() { text = "" }

  /// Makes a text of what is not ours: one line, cut after so many characters.
  public init(_ foreign: String, limit: Int = StyledText.limit) {
    text = StyledText.harmless(foreign, limit: limit)
  }

  /// Makes a text of lines that are not ours, such as a whole file.
  public init(lines foreign: String) {
    text = foreign.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      StyledText.harmless(String(line), limit: .max)
    }.joined(separator: "\n")
  }

  /// How many characters of a text that is not ours are shown.
  public static let limit = 2000

  /// Whether there is nothing in it.
  public var isEmpty: Bool { text.isEmpty }

  /// The text as it goes out.
  ///
  /// - Parameter isColored: whether colours are wanted.
  public func rendered(isColored: Bool) -> String {
    guard isStyled, !isColored else { return text }
    var plain = ""
    var rest = text[...]
    while let start = rest.firstIndex(of: "\u{1B}") {
      plain += rest[..<start]
      rest = rest[start...].drop { $0 != "m" }.dropFirst()
    }
    return plain + rest
  }

  /// Adds a text.
  public static func += (left: inout StyledText, right: StyledText) {
    left.text += right.text
    left.isStyled = left.isStyled || right.isStyled
  }

  /// Joins two texts.
  public static func + (left: StyledText, right: StyledText) -> StyledText {
    var sum = left
    sum += right
    return sum
  }

  // MARK: - Colours: red for what is wrong, bold for titles, green for what is well, nothing else

  /// What is wrong.
  public static func red(_ text: StyledText) -> StyledText { text.styled("31") }
  /// What is well.
  public static func green(_ text: StyledText) -> StyledText { text.styled("32") }
  /// What is neither.
  public static func yellow(_ text: StyledText) -> StyledText { text.styled("33") }
  /// A title.
  public static func bold(_ text: StyledText) -> StyledText { text.styled("1") }

  private func styled(_ code: String) -> StyledText {
    var styled = self
    styled.text = "\u{1B}[\(code)m\(text)\u{1B}[0m"
    styled.isStyled = true
    return styled
  }
}

extension StyledText: ExpressibleByStringInterpolation {
  /// The parts of a literal: those that are ours and those that are not.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var result = StyledText()

    /// Makes room.
    public init(literalCapacity: Int, interpolationCount: Int) {
      result.text.reserveCapacity(literalCapacity)
    }

    /// Adds what stands in our source code.
    public mutating func appendLiteral(_ literal: String) { result.text += literal }

    /// Adds text that is safe already.
    public mutating func appendInterpolation(_ text: StyledText) { result += text }

    /// Adds text that is not ours.
    public mutating func appendInterpolation(_ text: String) { result += StyledText(text) }

    /// Adds text that is not ours.
    public mutating func appendInterpolation(_ text: Substring) { result += StyledText(String(text)) }

    /// Adds lines that are not ours.
    public mutating func appendInterpolation(lines text: String) { result += StyledText(lines: text) }

    /// Adds a number, a time, or anything else that has a description.
    public mutating func appendInterpolation<Value>(_ value: Value) {
      result += StyledText(String(describing: value))
    }
  }

  /// Takes a literal of our source code.
  public init(stringLiteral literal: String) { text = literal }

  /// Takes a literal with interpolations.
  public init(stringInterpolation: StringInterpolation) { self = stringInterpolation.result }
}

extension StyledText: CustomStringConvertible {
  /// The text without colours.
  public var description: String { rendered(isColored: false) }
}

extension Sequence<StyledText> {
  /// The texts in a row.
  public func joined(separator: StyledText = "") -> StyledText {
    var result = StyledText()
    for (index, text) in enumerated() {
      if index > 0 { result += separator }
      result += text
    }
    return result
  }
}

// MARK: - What is harmful

extension StyledText {
  /// Whether a character steers the terminal, cannot be seen, or changes the direction of writing.
  ///
  /// The joiners of Indic, Persian and emoji writing belong to words and do neither.
  public static func isHarmful(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    if scalar.value < 0xA0 { return true }
    switch scalar.properties.generalCategory {
    case .format: return scalar.value != 0x200C && scalar.value != 0x200D
    case .lineSeparator, .paragraphSeparator: return true
    case .unassigned: return scalar.properties.isNoncharacterCodePoint
    default: return false
    }
  }

  /// Records for programs, such as a table or lines of JSON, with each harmful character replaced by a sign.
  ///
  /// Whoever writes records has ways of their own to keep a text whole, such as the escapes of JSON; what has none, or
  /// forgets it, still harms nobody. Tabs and line ends belong to the records.
  public static func harmless(records bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(where: { $0 < 0x20 && !isLayout($0) || $0 >= 0x7F }) else { return bytes }
    let text = String(decoding: bytes, as: UTF8.self)
    guard text.unicodeScalars.contains(where: isHarmfulInRecords) else { return bytes }
    var result = ""
    result.reserveCapacity(bytes.count)
    for scalar in text.unicodeScalars { result.unicodeScalars.append(isHarmfulInRecords(scalar) ? "\u{FFFD}" : scalar) }
    return Array(result.utf8)
  }

  private static func isLayout(_ byte: UInt8) -> Bool { byte == 0x09 || byte == 0x0A || byte == 0x0D }

  private static func isHarmfulInRecords(_ scalar: Unicode.Scalar) -> Bool {
    isHarmful(scalar) && !(scalar.isASCII && isLayout(UInt8(ascii: scalar)))
  }

  /// A text in one line, each harmful character replaced by a sign, its middle left out if it is too long.
  private static func harmless(_ foreign: String, limit: Int) -> String {
    var text = foreign
    if text.utf8.count > limit {
      // The end of a text says as much as its start: of a path it is the name of the file.
      let rest = limit / 4
      let count = text.count
      if count > limit { text = "\(text.prefix(limit - rest)) ... \(text.suffix(rest)) (\(count) characters)" }
    }
    guard text.utf8.contains(where: { $0 < 0x20 || $0 >= 0x7F }) else { return text }
    var result = ""
    result.reserveCapacity(text.utf8.count)
    for scalar in text.unicodeScalars { result.unicodeScalars.append(isHarmful(scalar) ? "\u{FFFD}" : scalar) }
    return result
  }
}
