package import Simulation
import Trading

/// A line such as `position AAPL realized=120.00 unrealized>=0`.
package struct PositionProfit: CheckForm {
  package var party = Party.both
  /// The instrument.
  package var symbol: SymbolName = ""
  /// What must hold of it.
  package var conditions: [ProfitCondition] = []

  package init() {}

  package static let reads: Set<EngineAbilities.Figure> = [.positions, .costs]
  package static let words = ["position"]
  package static var hasSides: Bool { true }
  package static let syntax: [Slot<Self>] = [.value(\.symbol), .profits(\.conditions)]
  package static let summary = "what a position has earned, and what closing it at the middle of its market would"
  package static let example = "broker position AAPL realized=120.00 unrealized~-4.5"
  package static let remarks = [
    "Profit is exact: `~` compares after rounding to the decimals that are written.",
    "An instrument without a market has no unrealized profit, and then no condition on it holds.",
  ]

  /// A field follows the instrument where the other form has its comparison.
  package static func fits(_ parser: CaseParser) -> Bool {
    let rest = parser.tokens.dropFirst(parser.index + 1).prefix(2).map(\.kind)
    return rest == [.word, .comparison]
  }

  package func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck {
    Compiled(party: party, instrument: try scope.instrument(symbol.located), conditions: conditions)
  }

  private struct Compiled: SidedCheck {
    let party: Party
    let instrument: InstrumentID
    let conditions: [ProfitCondition]

    func holds(of side: BookSide, in state: some StateView) -> Bool {
      guard let position = state.position(instrument, side) else { return false }
      return conditions.allSatisfy { $0.holds(of: position) }
    }

    func actual(of side: BookSide, in state: some StateView) -> String {
      guard let position = state.position(instrument, side) else { return "\(side) is down" }
      let fields = conditions.map { "\($0.field.rawValue)=\($0.field.value(of: position)?.description ?? "none")" }
      return "\(side) has " + fields.joined(separator: " ")
    }
  }
}

/// A profit of a position that a check can name.
package enum ProfitField: String, CaseIterable, Sendable {
  /// Earned by closing.
  case realized
  /// What closing at the mark would earn on top.
  case unrealized

  /// The profit; nil if it is not known.
  func value(of position: PositionView) -> Decimal? {
    switch self {
    case .realized: position.realized
    case .unrealized: position.unrealized
    }
  }
}

/// A line such as `realized=120.00`.
package struct ProfitCondition: Sendable {
  let field: ProfitField
  let comparison: Comparison
  let amount: Decimal
  /// How many decimals are written.
  let places: Int

  func holds(of position: PositionView) -> Bool {
    field.value(of: position).map { comparison.holds($0, amount, places: places) } ?? false
  }

  var text: String { "\(field.rawValue)\(comparison.rawValue)\(amount.text(minimumPlaces: places))" }
}

extension Slot {
  /// Conditions on profits, at least one.
  fileprivate static func profits(_ path: any WritableKeyPath<Owner, [ProfitCondition]> & Sendable) -> Slot {
    let words = ProfitField.allCases.map(\.rawValue)
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        repeat {
          owner[keyPath: path].append(try parser.profitCondition())
        } while parser.current?.kind == .word
          && parser.following(is: .comparison)
      },
      write: { owner, text in text += owner[keyPath: path].map { " \($0.text)" }.joined() },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: "FIELD=AMOUNT...", isOptional: false, words: words,
      fields: [
        FieldDescription(placeholder: "FIELD", meaning: "a profit, in the currency of the instrument", words: words),
        FieldDescription(
          placeholder: "AMOUNT", meaning: "what it is compared with, by any of \(Comparison.allCases.list)", words: []),
      ])
  }
}

extension CaseParser {
  fileprivate mutating func profitCondition() throws(LineGivenUp) -> ProfitCondition {
    guard let token = current, let field = ProfitField(rawValue: token.text) else {
      let spelling = current?.spelling ?? ""
      try fail(
        .unknownPositionField(spelling, legal: ProfitField.allCases.map(\.rawValue), at: current?.span ?? endSpan))
    }
    advance()
    let comparison = try comparison(Comparison.allCases)
    guard case .decimal(let amount, let places) = try decimalValue().value else { throw LineGivenUp() }
    return ProfitCondition(field: field, comparison: comparison, amount: amount, places: places)
  }
}

extension Diagnostic {
  fileprivate static func unknownPositionField(_ word: String, legal: [String], at span: SourceSpan) -> Diagnostic {
    let guess = Suggestion.nearest(to: word, in: legal)
    return Diagnostic(
      .unknownField, "a position has no field `\(word)`", at: span,
      label: guess.map { "the name here is `\($0)`" } ?? "not a field of a position",
      notes: [list("fields of a position", legal)])
  }
}
