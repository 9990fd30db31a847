package import Reconciliation

/// The effect boundary at which a container is killed.
package struct CrashPlace: SlotValue, Hashable {
  /// The kind of boundary.
  package var point: Word
  /// What the effect must be about; nil for anything.
  package var subject: SubjectName?

  package init(_ point: Word, of subject: SubjectName? = nil) {
    self.point = point
    self.subject = subject
  }

  package static var contents: ValueContents? { .name }
  package static var reading: Reading<CrashPlace> {
    Reading(
      "POINT [of SUBJECT]", "the next effect of that kind, of an order or an execution; without it at once",
      words: Word.crashPoints.map(\.text)
    ) { parser throws(LineGivenUp) in
      var place = CrashPlace(try parser.choice(.crashPoint, of: Word.crashPoints).value)
      if parser.skip("of") { place.subject = try SubjectName.reading.read(&parser) }
      return place
    }
  }

  package var text: String { point.text + (subject.map { " of \($0.text)" } ?? "") }
  package var simpler: [CrashPlace] { subject == nil ? [] : [CrashPlace(point)] }
  package var mentions: [Mention] { subject?.mentions ?? [] }
  package mutating func rename(_ name: (Mention) -> String) { subject?.rename(name) }
}
