import Simulation

/// A statement about the state of the world, true or false at an instant: what follows `expect` and `never`.
package protocol CheckForm: Form {
  /// Whether it can be asked of one side alone.
  static var hasSides: Bool { get }
  /// Whether it can hold only while engine and broker reach each other.
  static var needsNetwork: Bool { get }
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

/// Which differences between engine and broker belong to a failed check.
package enum DifferenceScope: Sendable {
  /// None: the check says all.
  case none
  /// All of them.
  case all
  /// All of them, and of the lost messages those about one order.
  case order(UInt32)
}
