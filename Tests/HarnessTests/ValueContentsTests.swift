import Foundation
import ScenarioLanguage
import Testing
import Trading

@testable import Harness

/// What a line means to the relations between runs, each line says itself through the values that it has: amounts that
/// grow with all others, sides, figures with a sign, names, numbers of tickets.
@Suite("What values hold")
struct ValueContentsTests {
  /// The forms of all lines of the setup and of the timeline that the suite has.
  private static let forms: [any Form] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Scenarios")
    let paths = (FileManager.default.enumerator(atPath: root.path)?.allObjects ?? []).compactMap { $0 as? String }
    return paths.filter { $0.hasSuffix(".scenario") }.sorted().flatMap { path -> [any Form] in
      let text = (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
      let cases = ScenarioParser.parse(SourceFile(path: path, text: text), invariants: Invariant.names).cases
      return cases.flatMap { scenario in
        scenario.setup.map { $0.value.form as any Form } + scenario.timeline.map { $0.form as any Form }
      }
    }
  }()

  /// What a change of one kind of amount alone does to a value.
  private static var changes: [(contents: ValueContents, change: AmountChange)] {
    [
      (.quantity, AmountChange(quantity: { _ in Decimal(77) }, position: { $0 })),
      (.position, AmountChange(position: { _ in Decimal(77) })), (.price, AmountChange(price: { _ in Decimal(77) })),
      (.money, AmountChange(money: { _ in Decimal(77) })), (.figure, AmountChange(figure: { _ in Decimal(77) })),
      (.side, AmountChange(side: { $0 == .buy ? .sell : .buy })),
    ]
  }

  /// What a value holds, seen by what changes it.
  private func contents(of value: any SlotValue) -> ValueContents {
    var found: ValueContents = value.mentions.isEmpty ? [] : .name
    for (contents, change) in Self.changes {
      var copy = value
      copy.map(change)
      if copy.text != value.text { found.formUnion(contents) }
    }
    return found
  }

  @Test("Every value of every line says what it can hold, and the lines of the suite hold just that")
  func said() {
    var seen: [String: ValueContents] = [:]
    var told: [String: ValueContents?] = [:]
    for form in Self.forms {
      var form = form
      form.visit { value in
        let name = "\(type(of: value))"
        told[name] = type(of: value).contents
        seen[name, default: []].formUnion(contents(of: value))
      }
    }
    #expect(seen.count > 25)
    for (name, contents) in seen.sorted(by: { $0.key < $1.key }) {
      guard let said = told[name] ?? nil else {
        Issue.record("\(name) stands in a line and does not say what it holds: `static var contents`")
        continue
      }
      guard said != .check else { continue }
      // What no change shows: a ticket, and a step.
      #expect(said.subtracting([.ticket, .step]) == contents, "\(name)")
    }
    #expect(told["TicketName"] == .some(.ticket))
  }

  @Test("Every form of the catalogues is among them")
  func complete() {
    let seen = Set(Self.forms.map { "\(type(of: $0))" })
    #expect(Set(LineCatalogue.forms.map { "\($0)" }).subtracting(seen) == [])
    #expect(Set(SetupCatalogue.forms.map { "\($0)" }).subtracting(seen) == [])
  }

  @Test("No side and no amount stands in a line but in a value that says so")
  func nothingHidden() {
    let change = AmountChange(
      quantity: { _ in Decimal(77) }, price: { _ in Decimal(77) }, money: { _ in Decimal(77) },
      figure: { _ in Decimal(77) }, side: { $0 == .buy ? .sell : .buy })
    for form in Self.forms where !form.contents.contains(.check) && !form.contents.contains(.step) {
      var changed = form
      changed.map(change)
      let (before, after) = (Self.tokens(form), Self.tokens(changed))
      guard before.count == after.count else {
        Issue.record("\(form.text) has another shape when its amounts are others")
        continue
      }
      for (old, new) in zip(before, after) where old == new {
        #expect(!["buy", "sell"].contains(old) && !old.contains(#/^-?[0-9]+\.[0-9]+$/#), "\(old) of \(form.text)")
      }
    }
  }

  /// The words of a line without its texts; a field and its value are two.
  private static func tokens(_ form: any Form) -> [Substring] {
    form.text.replacing(#/"[^"]*"/#, with: "").split { $0 == " " || $0 == "=" }
  }
}
