/// A line such as `mark @opened`.
package struct MarkLine: LineForm {
  /// The mark.
  package var mark = MarkName(Located("unnamed"))

  package init() {}

  package static let words = ["mark"]
  package static let syntax: [Slot<Self>] = [.value(\.mark)]
  package static let summary = "an instant gets a name, and nothing happens"
  package static let example = "mark @opened"
  package static var traits: LineTraits { .alwaysReached }
  package static var undrawn: String? { "nothing happens" }

  package var ownMark: Located<String>? { mark.located }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .nothing
  }
}
