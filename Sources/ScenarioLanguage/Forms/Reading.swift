/// How a value is taken off a line: with which message when it is not there, and what a page says about it.
///
/// It notes for the checker what the value claims or refers to.
package struct Reading<Value: SlotValue>: Sendable {
  /// Takes the value.
  let read: @Sendable (inout CaseParser) throws(LineGivenUp) -> Value
  /// How a pattern shows it, such as `DURATION`.
  let placeholder: String
  /// What it means, for a page.
  let meaning: String
  /// The words it can be, if they are a closed list.
  let words: [String]

  init(
    _ placeholder: String, _ meaning: String, words: [String] = [],
    _ read: @escaping @Sendable (inout CaseParser) throws(LineGivenUp) -> Value
  ) {
    self.placeholder = placeholder
    self.meaning = meaning
    self.words = words
    self.read = read
  }

  /// What a page says about the value.
  var field: FieldDescription { FieldDescription(placeholder: placeholder, meaning: meaning, words: words) }
}

/// What a page says about a value of a line.
package struct FieldDescription: Hashable, Sendable {
  /// How the pattern of the line shows it.
  package let placeholder: String
  /// What it means.
  package let meaning: String
  /// The words it can be; empty if they are no closed list.
  package let words: [String]
}

extension Reading {
  /// One word of a closed list.
  static func choice(_ role: WordRole, _ placeholder: String, _ meaning: String) -> Reading
  where Value: RawRepresentable<String> & CaseIterable {
    Reading(placeholder, meaning, words: Value.allCases.map(\.rawValue)) { parser throws(LineGivenUp) in
      try parser.choice(role, Value.self).value
    }
  }
}
