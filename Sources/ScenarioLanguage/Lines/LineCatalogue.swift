/// All lines of the timeline.
package enum LineCatalogue {
  /// The forms, in the order of the lists.
  package static let forms: [any LineForm.Type] = store

  /// What happens to the store.
  static let store: [any LineForm.Type] = [
    StoreTornWrite.self, StoreLoseUnsynced.self, StoreFail.self, StoreCorrupt.self, StoreSlow.self,
  ]

  /// How messages speak about a word of a line.
  static let groups: [KeywordGroup] = [
    KeywordGroup(path: [], complaint: "there is no actor `%`", listName: "actors", missing: "who acts"),
    KeywordGroup(
      path: ["store"], complaint: "`%` is not something that happens to the store", listName: "store can"),
  ]

  /// The forms by their keywords.
  package static let catalogue = FormCatalogue<any LineForm.Type>(forms, words: { $0.words }, groups: groups)
}
