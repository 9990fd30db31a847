import ScenarioLanguage

/// HTML that is well formed as far as it goes: what a literal says is taken as it is, what is interpolated is text.
///
/// This is the one place where text that is not ours becomes harmless in a page: nothing in it is markup, and what
/// steers, hides itself or changes the direction of writing is replaced, as on a terminal.
struct Markup: ExpressibleByStringInterpolation {
  private(set) var html: String

  /// Makes an empty piece.
  init() { html = "" }

  init(stringLiteral literal: String) { html = literal }

  init(stringInterpolation: StringInterpolation) { html = stringInterpolation.html }

  /// Takes what is markup already.
  init(trusted html: String) { self.html = html }

  /// Takes text that is not ours.
  init(text: some StringProtocol) {
    html = ""
    Markup.escape(text, into: &html)
  }

  static func += (left: inout Markup, right: Markup) { left.html += right.html }

  struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var html = ""

    init(literalCapacity: Int, interpolationCount: Int) {
      html.reserveCapacity(literalCapacity + 12 * interpolationCount)
    }

    mutating func appendLiteral(_ literal: String) { html += literal }
    mutating func appendInterpolation(_ markup: Markup) { html += markup.html }
    mutating func appendInterpolation(_ text: some StringProtocol) { Markup.escape(text, into: &html) }
    mutating func appendInterpolation(_ number: Int) { html += String(number) }
    mutating func appendInterpolation<Value>(_ value: Value) {
      Markup.escape(String(describing: value), into: &html)
    }
  }

  /// Adds text in which nothing is markup; in one line, cut if it is absurdly long.
  private static func escape(_ text: some StringProtocol, into html: inout String) {
    let bytes = text.utf8
    if bytes.count <= StyledText.limit, bytes.allSatisfy(isPlain) {
      html += text
      return
    }
    for scalar in StyledText(String(text)).description.unicodeScalars {
      switch scalar {
      case "&": html += "&amp;"
      case "<": html += "&lt;"
      case ">": html += "&gt;"
      case "\"": html += "&quot;"
      case "'": html += "&#39;"
      default: html.unicodeScalars.append(scalar)
      }
    }
  }

  private static func isPlain(_ byte: UInt8) -> Bool {
    switch byte {
    case 0..<0x20, 0x7F..., UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""),
      UInt8(ascii: "'"):
      false
    default: true
    }
  }

  /// A name as a fragment of an address: what is not a letter, a digit, a dash or a dot is written as its bytes.
  static func fragment(_ name: String) -> String {
    var text = ""
    for byte in name.utf8.prefix(200) {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default: text += "_\(String(byte, radix: 16))"
      }
    }
    return text
  }
}

extension Sequence<Markup> {
  /// The pieces in a row.
  func joined(separator: String = "") -> Markup {
    Markup(trusted: map(\.html).joined(separator: separator))
  }
}
