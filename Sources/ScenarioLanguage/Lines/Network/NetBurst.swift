import Reconciliation
import Simulation
package import Trading

/// A line such as `net burst stream fill by 3 within 10s for 1m`.
package struct NetBurst: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// How many arrive together.
  package var size = 2
  /// How long the first of them waits for the others; nil for as long as it takes.
  package var patience: TimeSpan?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "burst"]
  package static let syntax: [Slot<Self>] = [
    .value(\.match), .value("by", \.size, as: .count("a number of messages", in: 2...Int.max)),
    .optional("within", \.patience, as: .positive("how long the first of a burst waits")), .extent(\.extent),
  ]
  package static let summary = "messages come in bursts: so many at a time, at one instant"
  package static let example = "net burst stream fill by 3 within 10s for 1m"
  package static var remarks: [String] {
    [
      "They are held until so many are there, and arrive in their order when the last of them would have.",
      "A burst that is not full goes when its first message has waited as long as `within` says, or when the fault ends.",
      "What is not held keeps its place: the rest of the channel overtakes what is.",
    ]
  }
  package static var traits: LineTraits { .fault }

  package var simpler: [NetBurst] { simplerBySlots.filter { $0.size > 1 } + narrowed }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), .burst(of: size, within: patience), extent.compiled))
  }
}
