package import Reconciliation

/// The query of a pass whose answer is meant.
package struct AnswerQuery: SlotValue, Hashable {
  /// The kind of query.
  package var kind: Word

  package init(_ kind: Word) { self.kind = kind }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<AnswerQuery> { .query(MessageKinds.snapshotKinds) }
  package var text: String { kind.text }
}

extension Reading<AnswerQuery> {
  /// One of these queries.
  static func query(_ kinds: [Word]) -> Reading {
    Reading("QUERY", "the answers to this query alone; all if the line does not say", words: kinds.map(\.text)) {
      parser throws(LineGivenUp) in
      AnswerQuery(try parser.choice(.query, of: kinds).value)
    }
  }
}
