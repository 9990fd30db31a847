import Simulation
package import Trading

/// A line such as `engine crash at publish.before of E1 down 5s`.
package struct EngineCrash: LineForm {
  /// Where; nil for at once.
  package var place: CrashPlace?
  /// How long it is down.
  package var down = TimeSpan.zero

  package init() {}

  package static let words = ["engine", "crash"]
  package static let syntax: [Slot<Self>] = [
    .optional("at", \.place), .optional("down", \.down, usually: .zero, as: .duration("how long it is down")),
  ]
  package static let summary = "the container is killed, at once or at an effect boundary, and started again"
  package static let example = "engine crash at publish.before of E1 down 5s"
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    var order: UInt32?
    var execution: UInt32?
    if let subject = place?.subject {
      execution = scope.execution(subject.value)
      if execution == nil { order = try scope.order(subject.located).index }
    }
    return .world(.crash(point: place?.point, order: order, execution: execution, down: down))
  }
}
