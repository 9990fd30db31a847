import Simulation
package import Trading

/// A line such as `engine restart down 5s`.
package struct EngineRestart: LineForm {
  /// How long it is down.
  package var down = TimeSpan.zero

  package init() {}

  package static let words = ["engine", "restart"]
  package static let syntax: [Slot<Self>] = [
    .optional("down", \.down, usually: .zero, as: .duration("how long it is down"))
  ]
  package static let summary = "the engine is stopped in good order and started again"
  package static let example = "engine restart down 5s"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.restart(down: down))
  }
}
