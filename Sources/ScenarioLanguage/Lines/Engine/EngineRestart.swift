import Simulation
package import Trading

/// A line such as `engine restart down 5s`.
package struct EngineRestart: LineForm {
  /// How long it is down.
  package var down = TimeSpan.zero
  /// The settings that are others from that start on.
  package var changes: SettingChanges?

  package init() {}

  package static let words = ["engine", "restart"]
  package static let syntax: [Slot<Self>] = [
    .anyOrder([
      .optional("down", \.down, usually: .zero, as: .duration("how long it is down")), .optional("with", \.changes),
    ])
  ]
  package static let summary = "the engine is stopped in good order and started again, if need be under other settings"
  package static let example = "engine restart down 5s with drift-policy adopt-broker and order-interval 1s"
  package static var remarks: [String] {
    [
      "What `with` says holds from that start on, over later restarts too. `reconcile-symbols` cannot be changed so.",
      "Oracles and clauses judge by the new settings from that start on.",
    ]
  }
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    if let changes { scope.note(changes) }
    return .world(.restart(down: down, changing: changes?.changes ?? []))
  }
}
