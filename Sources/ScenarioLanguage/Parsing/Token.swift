/// The smallest piece of a line that has a meaning.
struct Token: Sendable {
  /// The kinds of token.
  enum Kind: UInt8, Sendable {
    /// `place`, `fill.applied`, `fill.*`: vocabulary, or a pattern of it.
    case word
    /// `A`, `AAPL`, `BTC/USD`: the user's.
    case name
    /// `100`, `-1.5`, `250ms`: whatever starts with a digit.
    case number
    /// `"no margin"`
    case string
    /// `@heal`
    case mark
    /// `$d`
    case capture
    /// `<lost>`
    case parameter
    /// `=`, `>=`, and whatever else is made of such characters.
    case comparison
    /// `,`
    case comma
    /// `+`
    case plus
    /// `..`
    case range
    /// `|`
    case bar
  }

  /// The kind of token.
  var kind: Kind
  /// What it says: without `@`, `$`, `<`, `>` and quotes, with escapes resolved.
  var text: String
  /// Where it stands.
  var span: SourceSpan

  /// The token as a reader sees it in the file.
  var spelling: String {
    switch kind {
    case .mark: "@\(text)"
    case .capture: "$\(text)"
    case .parameter: "<\(text)>"
    case .string: Quoting.quoted(text)
    case .word, .name, .number, .comparison, .comma, .plus, .range, .bar: text
    }
  }
}

/// How free text stands in quotes.
enum Quoting {
  /// The text in quotes, with escapes for what cannot stand in a line.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.value < 0x20 || scalar.value == 0x7F:
        result += "\\u{\(String(scalar.value, radix: 16))}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
