import Simulation
import Trading

/// A line about messages that a match picks.
package protocol MessageFaultLine: LastingLine {
  /// Which messages.
  var match: MessageMatch { get set }
}

extension MessageFaultLine {
  /// With matches that hit less, and for once: what is left of a count for more messages would keep the fault open to
  /// the end.
  var narrowed: [Self] {
    guard extent != .next(1) else { return [] }
    return match.simpler.map { match in
      var line = self
      line.match = match
      line.extent = .next(1)
      return line
    }
  }
}

extension MessageMatch {
  /// The match as the world has it.
  func compiled(in scope: some PlanScope) throws(PlanError) -> MessageFilter {
    MessageFilter(
      channel: channel, kinds: kinds,
      order: try order.map { (name) throws(PlanError) in try scope.order(name).index })
  }
}
