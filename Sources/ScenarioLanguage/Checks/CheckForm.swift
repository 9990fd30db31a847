package import Simulation

/// A statement about the state of the world, true or false at an instant: what follows `expect` and `never`.
package protocol CheckForm: Form {
  /// Whether it can be asked of one side alone.
  static var hasSides: Bool { get }
  /// Whether it can hold only while engine and broker reach each other.
  static var needsNetwork: Bool { get }
  /// What it looks at of an engine; an engine that does not keep that cannot be asked.
  static var reads: Set<EngineAbilities.Figure> { get }
  /// Whether what follows the keywords is meant for this form, where several have the same keywords.
  static func fits(_ parser: CaseParser) -> Bool
  /// Whose state is meant; `both` for a check that has no sides.
  var party: Party { get set }
  /// The check with indices in place of names.
  func compile(in scope: some PlanScope) throws(PlanError) -> any StateCheck
}

extension CheckForm {
  package static var hasSides: Bool { false }
  package static var needsNetwork: Bool { false }
  package static var reads: Set<EngineAbilities.Figure> { Set(EngineAbilities.Figure.allCases) }
  package static func fits(_ parser: CaseParser) -> Bool { true }
  package var party: Party {
    get { .both }
    set {}
  }

  /// The check without the word `expect` or `never`.
  package var text: String {
    (party == .both ? "" : "\(party.spelling) ") + Self.words.joined(separator: " ") + suffix
  }

  /// Whether the line may begin with `local` or `broker`, as a pattern.
  package static var grammar: String {
    (hasSides ? "[local|broker] " : "") + lineGrammar
  }
}

/// A check that can be asked of a run.
package protocol StateCheck: Sendable {
  /// Whether it holds now.
  func holds(in state: some StateView) -> Bool
  /// What it is about, as it is now, for a message.
  func actual(in state: some StateView) -> String
  /// Which differences between engine and broker may be the reason for a failure.
  var suspects: DifferenceScope { get }
}

extension StateCheck {
  package var suspects: DifferenceScope { .none }
}

/// A check of one number that the world has.
package protocol NumberCheck: CheckForm {
  associatedtype Number: FixedWidthInteger & Sendable
  /// How the number is compared.
  var comparison: Comparison { get }
  /// With what.
  var number: Number { get }
  /// The number as it is now.
  static func number(in state: some StateView) -> Number
  /// A sentence about it, for a message.
  static func sentence(_ number: Number) -> String
}

extension NumberCheck {
  package func compile(in scope: some PlanScope) -> any StateCheck {
    CompiledNumber<Self>(comparison: comparison, number: number)
  }
}

private struct CompiledNumber<Form: NumberCheck>: StateCheck {
  let comparison: Comparison
  let number: Form.Number

  func holds(in state: some StateView) -> Bool { comparison.holds(Form.number(in: state), number) }
  func actual(in state: some StateView) -> String { Form.sentence(Form.number(in: state)) }
}

/// A check that each side which is meant must pass.
protocol SidedCheck: StateCheck {
  /// Whose state is meant.
  var party: Party { get }
  /// Whether one side passes now.
  func holds(of side: BookSide, in state: some StateView) -> Bool
  /// What it is about on one side, as it is now, for a message.
  func actual(of side: BookSide, in state: some StateView) -> String
}

extension SidedCheck {
  package func holds(in state: some StateView) -> Bool { party.sides.allSatisfy { holds(of: $0, in: state) } }

  package func actual(in state: some StateView) -> String {
    party.sides.map { actual(of: $0, in: state) }.joined(separator: ", ")
  }

  package var suspects: DifferenceScope { .all }
}

/// Which differences between engine and broker belong to a failed check.
package enum DifferenceScope: Sendable {
  /// None: the check says all.
  case none
  /// All of them.
  case all
  /// All of them, and of the lost messages those about one order.
  case order(UInt32)
}
