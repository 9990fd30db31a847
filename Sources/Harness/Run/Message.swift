/// What a failure says: its words, and the same words without the names and figures of the case at hand.
///
/// ```swift
/// let message: Message = "order \(name) counts \(filled), the broker executed only \(truth)"
/// message.text     // order A counts 60, the broker executed only 40
/// message.pattern  // order _ counts _, the broker executed only _
/// ```
///
/// Two failures with one pattern have one cause; what a name looks like does not matter. What belongs to the cause, such
/// as the name of a property or a kind of event, is put in with `\(about: word)` and stays in the pattern.
public struct Message: Hashable, Sendable, ExpressibleByStringInterpolation {
  /// The words.
  public private(set) var text: String
  /// The words with `_` for every name and figure.
  public private(set) var pattern: String

  /// Makes a message of words of somebody who says beside them what of them is the cause.
  init(text: String, pattern: String) {
    self.text = text
    self.pattern = pattern
  }

  /// Makes a message without names and figures.
  public init(stringLiteral value: String) {
    text = value
    pattern = value
  }

  /// Takes an interpolated text apart.
  public init(stringInterpolation: StringInterpolation) {
    text = stringInterpolation.text
    pattern = stringInterpolation.pattern
  }

  /// The parts of a message.
  public struct StringInterpolation: StringInterpolationProtocol {
    fileprivate var text = ""
    fileprivate var pattern = ""

    /// Makes room for the parts.
    public init(literalCapacity: Int, interpolationCount: Int) {
      text.reserveCapacity(literalCapacity + 8 * interpolationCount)
    }

    /// Takes words that are always the same.
    public mutating func appendLiteral(_ literal: String) {
      text += literal
      pattern += literal
    }

    /// Takes a name or a figure.
    public mutating func appendInterpolation(_ value: some CustomStringConvertible) {
      text += value.description
      pattern += "_"
    }

    /// Takes a word that belongs to the cause.
    public mutating func appendInterpolation(about word: String) { appendLiteral(word) }

    /// Takes words among which there are figures but no names: the words belong to the cause.
    public mutating func appendInterpolation(words: String) {
      text += words
      pattern += words.split(separator: " ").map { $0.contains(where: \.isNumber) ? "_" : String($0) }
        .joined(separator: " ")
    }

    /// Takes a part that was made before.
    public mutating func appendInterpolation(_ message: Message) {
      text += message.text
      pattern += message.pattern
    }
  }

  /// Joins two parts.
  public static func + (left: Message, right: Message) -> Message {
    var sum = left
    sum.text += right.text
    sum.pattern += right.pattern
    return sum
  }
}
