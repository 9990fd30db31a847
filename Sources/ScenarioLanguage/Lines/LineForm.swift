package import Simulation
package import Trading

/// A line of the timeline, without its time and what every line can have at its end.
package protocol LineForm: Form {
  /// What is true of every line of the form.
  static var traits: LineTraits { get }
  /// Why the fuzzer does not draw it; nil if it does.
  static var undrawn: String? { get }
  /// For how long its fault acts; nil without one, or to the end.
  var extent: Extent? { get }
  /// What the line says about the life of an order at the broker; nil for nothing.
  var orderStep: OrderStep? { get }
  /// Whether the line leaves the network cut (true), or mends it (false); nil for neither.
  var leavesCut: Bool? { get }
  /// The mark that is the line itself.
  var ownMark: Located<String>? { get }
  /// Gives a name to an execution that the file does not name.
  ///
  /// - Returns: The name, if it gives one.
  mutating func nameExecution(_ names: inout ExecutionNames, at span: SourceSpan) -> Located<String>?
  /// Other forms that do less, the best first.
  var substitutes: [any LineForm] { get }
  /// Makes known what the line introduces, before any line is compiled.
  func declare(in scope: inout some PlanScope)
  /// What the line does in a run.
  func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning
}

extension LineForm {
  package static var traits: LineTraits { [] }
  package static var undrawn: String? { nil }
  package var extent: Extent? { nil }
  package var orderStep: OrderStep? { nil }
  package var leavesCut: Bool? { nil }
  package var ownMark: Located<String>? { nil }
  package mutating func nameExecution(_ names: inout ExecutionNames, at span: SourceSpan) -> Located<String>? { nil }
  package var substitutes: [any LineForm] { [] }
  package func declare(in scope: inout some PlanScope) {}

  /// Other lines that do less, the best first.
  package var milder: [any LineForm] { substitutes + simpler.map { $0 as any LineForm } }
}

/// A line whose fault goes on for some time, or for so many occasions.
package protocol LastingLine: LineForm {
  /// For how long.
  var extent: Extent? { get set }
}

/// What is true of every line of a form.
package struct LineTraits: OptionSet, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) {
    self.rawValue = rawValue
  }

  /// It is a fault, not something that a trader or broker does every day.
  package static let fault = LineTraits(rawValue: 1)
  /// It is carried out whatever the state of the world, so that it can miss only if it waits for something.
  package static let alwaysReached = LineTraits(rawValue: 2)
  /// It changes the account without an order of the engine to explain it.
  package static let changesAccount = LineTraits(rawValue: 4)
  /// It lets a broker hide what it has, which can talk an engine into a drift.
  package static let hidesTruth = LineTraits(rawValue: 16)
  /// It checks something.
  package static let check = LineTraits(rawValue: 8)
}

/// What a line says about the life of an order at the broker.
package enum OrderStep {
  /// It is placed.
  case placed(NewOrder)
  /// It is to have another quantity.
  case resized(Located<String>, Decimal)
  /// It is executed; a nil quantity is all that is left.
  case filled(Located<String>, Located<Decimal>?, isOverfill: Bool, execution: Located<String>?)
  /// An execution of it is taken back, or has another quantity from now on; nil if that stays.
  case revised(Located<String>, quantity: Decimal?, report: Located<String>?)
  /// It ends, by this verb.
  case ended(Located<String>, verb: String)
}

/// What a line does in a run.
package enum LineMeaning {
  /// Something happens to the world.
  case world(WorldAction)
  /// Something is checked.
  case expect(Check, within: TimeSpan?, holding: Holding?)
  /// Nothing but its mark.
  case nothing
}

/// Free names for executions, E1 first.
package struct ExecutionNames {
  private(set) var taken: Set<String>
  private var number = 1

  init(taken: Set<String>) {
    self.taken = taken
  }

  /// The next free name.
  mutating func next() -> String {
    while taken.contains("E\(number)") { number += 1 }
    taken.insert("E\(number)")
    return "E\(number)"
  }
}
