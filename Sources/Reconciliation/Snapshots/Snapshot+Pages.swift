import Trading

extension Snapshot {
  /// Whether more of the list has not come: it lacks what nobody has seen.
  var isAllThere: Bool { isComplete && more == nil }

  /// Adds the next page of the list.
  ///
  /// The whole is as of its oldest page: what has changed between two of them may be in both or in neither, and has
  /// changed after the older one. A page that says an impossible time says nothing about the others either.
  mutating func append(_ page: Snapshot) {
    if start > 0 { rows = Array(answer) }
    start = 0
    rows.append(contentsOf: page.answer)
    if asOf.isCredible { asOf = page.asOf.isCredible ? min(asOf, page.asOf) : page.asOf }
    isComplete = isComplete && page.isComplete
    more = page.more
  }
}

extension Optional {
  /// Takes a page of a list: the first one, or the one after what has come of it.
  mutating func take<Row>(_ page: Snapshot<Row>) where Wrapped == Snapshot<Row> {
    if self?.append(page) == nil { self = page }
  }
}
