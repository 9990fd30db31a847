import Reconciliation
import Simulation
import Trading

/// A line such as `operator reconcile position-only of AAPL`.
package struct OperatorReconcile: LineForm {
  /// The kind; a full pass without it.
  package var kind: PassKindName?
  /// Whether the books stay as they are.
  package var isDetectOnly = false
  /// The instruments to look at; all without it.
  package var symbols: SymbolList?
  /// Who does it.
  package var person: PersonName?

  package init() {}

  package static let words = ["operator", "reconcile"]
  package static let syntax: [Slot<Self>] = [
    .word(\.kind), .flag("detect-only", \.isDetectOnly), .optional("of", \.symbols), .by(\.person),
  ]
  package static let summary = "an operator asks for a pass now, a full one if the line does not say"
  package static let example = "operator reconcile full detect-only of AAPL"
  package static let remarks =
    PassKind.allCases.map { kind in
      let (word, contents) = (kind.word.text, kind.contents)
      return "`\(word)` \(contents.summary). Use it \(contents.use)."
    } + [
      "With `detect-only` a pass tells of what it finds and changes nothing; one of some instruments always does so, "
        + "since position and balance are two halves of one trade.",
      "Where a kind needs what is not there, another one runs in its place (`reconcile.fallback`).",
    ]

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    var instruments: [InstrumentID] = []
    for symbol in symbols?.symbols ?? [] { instruments.append(try scope.instrument(symbol.located)) }
    let request = PassRequest(kind?.kind ?? .full, of: instruments, isDetectOnly: isDetectOnly)
    return .world(.operatorCommand(.pass(request), by: person.map { scope.person($0.value) }))
  }
}
