public import Harness

/// What makes two failures the same one: the oracle or relation, what of the state is wrong where it can name it, and
/// its message without names and figures.
public struct Fingerprint: Hashable, Sendable, CustomStringConvertible {
  /// The oracle that fired, or the kind of failure where no oracle did.
  public let oracle: String
  /// The property of the state that is wrong, where the oracle can name it.
  public let property: String?
  /// The message with every name and number replaced by `_`.
  public let message: String

  /// Makes the fingerprint of a failure.
  public init(_ failure: Failure) {
    oracle = failure.oracle ?? failure.kind.rawValue
    property = failure.property
    message = failure.cause ?? Fingerprint.normalised(failure.label)
  }

  /// The fingerprint in one line.
  public var description: String { "\(oracle): \(message)" }

  /// A message in which every word with a digit or of capitals alone is replaced, for failures of a file's own lines:
  /// an oracle says itself what in its message is a name.
  static func normalised(_ message: String) -> String {
    var words: [String] = []
    for word in message.split(separator: " ", omittingEmptySubsequences: true) {
      let isName = word.contains { $0.isNumber } || word.allSatisfy { $0.isUppercase || $0.isPunctuation }
      let next = isName ? "_" : String(word)
      if next == "_", words.last == "_" { continue }
      words.append(next)
    }
    return words.joined(separator: " ")
  }
}
