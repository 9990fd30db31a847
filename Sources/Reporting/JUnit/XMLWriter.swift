import ScenarioLanguage

/// Writes XML byte by byte, with an element a line.
///
/// Whatever a text holds, the result is well-formed: characters that XML forbids or that turn the direction of writing
/// become a sign, the rest is escaped, so that there is no need for sections that a text could end.
struct XMLWriter {
  private(set) var bytes: [UInt8] = []
  private var depth: Int

  /// Makes a writer of elements that stand so deep in others.
  init(depth: Int = 0) {
    self.depth = depth
  }

  /// The line that a file starts with.
  mutating func declaration() { bytes += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n".utf8 }

  /// An element with others in it.
  mutating func element(
    _ name: String, _ attributes: [(name: String, value: String)], content: (inout XMLWriter) -> Void
  ) {
    startTag(name, attributes)
    bytes += ">\n".utf8
    depth += 1
    content(&self)
    depth -= 1
    indent()
    bytes += "</\(name)>\n".utf8
  }

  /// An element without anything in it.
  mutating func element(_ name: String, _ attributes: [(name: String, value: String)]) {
    startTag(name, attributes)
    bytes += "/>\n".utf8
  }

  /// An element with a text of several lines in it.
  mutating func element(_ name: String, _ attributes: [(name: String, value: String)] = [], text: String) {
    startTag(name, attributes)
    bytes.append(UInt8(ascii: ">"))
    append(text, isAttribute: false)
    bytes += "</\(name)>\n".utf8
  }

  /// Elements that another writer has written.
  mutating func append(_ elements: [UInt8]) { bytes += elements }

  private mutating func startTag(_ name: String, _ attributes: [(name: String, value: String)]) {
    indent()
    bytes += "<\(name)".utf8
    for (name, value) in attributes {
      bytes += " \(name)=\"".utf8
      append(StyledText(value).description, isAttribute: true)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private static func needsCare(_ byte: UInt8) -> Bool {
    switch byte {
    case ..<0x20, 0x7F..., UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""): true
    default: false
    }
  }

  private mutating func indent() { bytes += repeatElement(UInt8(ascii: " "), count: 2 * depth) }

  private mutating func append(_ text: String, isAttribute: Bool) {
    // Nearly all texts need no care, and a suite has thousands of them.
    guard text.utf8.contains(where: XMLWriter.needsCare) else {
      bytes += text.utf8
      return
    }
    for scalar in text.unicodeScalars {
      switch scalar {
      case "&": bytes += "&amp;".utf8
      case "<": bytes += "&lt;".utf8
      case ">": bytes += "&gt;".utf8
      case "\"" where isAttribute: bytes += "&quot;".utf8
      case "\n" where !isAttribute: bytes.append(UInt8(ascii: "\n"))
      case _ where StyledText.isHarmful(scalar): bytes += "\u{FFFD}".utf8
      default: bytes += String(scalar).utf8
      }
    }
  }
}
