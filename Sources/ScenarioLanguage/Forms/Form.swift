/// One word of the language: a struct that is a line or a check, with its fields, and a description of its text from
/// which reading, printing, lists, pages, renaming and simplifying follow.
///
/// ```swift
/// package struct StoreSlow: LineForm {
///   package var delay = TimeSpan.zero
///   package var extent: Extent?
///   package static let words = ["store", "slow"]
///   package static let syntax: [Slot<Self>] = [.value("by", \.delay, as: .positive("a delay")), .extent(\.extent)]
///   ...
/// }
/// ```
package protocol Form: Sendable {
  /// Makes a blank one, which the slots fill in.
  init()
  /// The keywords by which the form is chosen, the actor or subject first.
  static var words: [String] { get }
  /// What follows the keywords, in order.
  static var syntax: [Slot<Self>] { get }
  /// What it does, in one clause.
  static var summary: String { get }
  /// One line as a file has it, without the first column; it parses and prints as it is.
  static var example: String { get }
  /// What a reader has to know beside the summary: sentences of the page.
  static var remarks: [String] { get }
  /// The line as a pattern: keywords in lower case, values in capitals, optional parts in brackets.
  static var grammar: String { get }
  /// Milder or plainer forms of itself, the best first.
  var simpler: [Self] { get }
  /// What follows the keywords, with a blank before each part.
  var suffix: String { get }
  /// Visits every value of the line, and takes over what the visit makes of it.
  mutating func visit(_ body: (inout any SlotValue) -> Void)
  /// Reads what follows the keywords.
  static func read(_ parser: inout CaseParser) throws(LineGivenUp) -> Self
}

extension Form {
  package static var remarks: [String] { [] }
  package var simpler: [Self] { simplerBySlots }

  /// Makes one and fills it in.
  package init(_ fill: (inout Self) -> Void) {
    self.init()
    fill(&self)
  }

  /// Each with one part of the line left out or made simpler, in the order of the line.
  package var simplerBySlots: [Self] { Self.syntax.flatMap { $0.simpler(self) } }

  /// What follows the keywords, with a blank before each part.
  package var suffix: String {
    var text = ""
    let syntax = Self.syntax
    for index in syntax.indices { syntax[index].write(self, &text) }
    return text
  }

  /// The line from its first keyword.
  package var text: String { Self.words.joined(separator: " ") + suffix }

  /// Visits every value of the line, and takes over what the visit makes of it.
  package mutating func visit(_ body: (inout any SlotValue) -> Void) {
    for slot in Self.syntax { slot.visit(&self, body) }
  }

  /// The names that the line mentions, in the order of the line.
  package var mentions: [Mention] {
    var mentions: [Mention] = []
    var copy = self
    copy.visit { mentions += $0.mentions }
    return mentions
  }

  /// What the values of the line hold.
  package var contents: ValueContents {
    var contents: ValueContents = []
    var copy = self
    copy.visit { contents.formUnion(type(of: $0).contents ?? []) }
    return contents
  }

  /// Gives other names to what the line mentions.
  package mutating func rename(_ name: (Mention) -> String) {
    visit { $0.rename(name) }
  }

  /// Changes the amounts of the line.
  package mutating func map(_ change: AmountChange) {
    visit { $0.map(change) }
  }

  /// Reads what follows the keywords.
  package static func read(_ parser: inout CaseParser) throws(LineGivenUp) -> Self {
    var form = Self()
    let syntax = Self.syntax
    parser.form = Self.self
    for index in syntax.indices {
      parser.place = index
      try syntax[index].read(&form, &parser)
    }
    return form
  }

  /// The words that may come right after a slot: those of the optional ones behind it up to one that must be there.
  static func followers(of place: Int, atEnd: [String]) -> [String] {
    var words: [String] = []
    for slot in syntax.dropFirst(place + 1) {
      words += slot.words
      if !slot.isOptional { return words }
    }
    return words + atEnd
  }

  /// The line as a pattern: keywords in lower case, values in capitals, optional parts in brackets.
  package static var grammar: String { lineGrammar }

  /// The keywords and what follows them, as a pattern.
  static var lineGrammar: String {
    (words + syntax.map { $0.isOptional ? "[\($0.grammar)]" : $0.grammar }).joined(separator: " ")
  }

  /// What there is to say about the values of the line.
  package static var fields: [FieldDescription] {
    var fields: [FieldDescription] = []
    for field in syntax.flatMap(\.fields) where !fields.contains(field) { fields.append(field) }
    return fields
  }
}
