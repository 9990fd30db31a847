/// All checks of the log.
package enum LogCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any LogForm.Type] = [
    LogHas.self, LogNever.self, LogCount.self, LogInOrder.self, LogUnordered.self, LogRaced.self,
    LogGolden.self,
  ]

  /// How messages speak about the word after `log`.
  private static let groups = [
    KeywordGroup(path: [], complaint: "`%` is not a check of the log", listName: "checks of the log")
  ]

  /// The forms by their keywords.
  static let catalogue = FormCatalogue<any LogForm.Type>(forms, words: { $0.words }, groups: groups)
}

extension CaseParser {
  /// What follows `log`, with its block.
  mutating func logCheck(_ block: [BlockLine]) throws(LineGivenUp) -> LogCheck {
    var form: any LogForm = try choose(from: LogCatalogue.catalogue).read(&self)
    try form.readBlock(block, &self)
    return LogCheck(form)
  }
}
