import Reconciliation
package import Simulation
import Trading

/// A line such as `net falsify stream fill of A as wrong-side next 1`.
package struct NetFalsify: MessageFaultLine {
  /// Which messages.
  package var match = MessageMatch(channel: .stream)
  /// What they say.
  package var lie = FalseContents.lie(.wrongSide)
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "falsify"]
  package static let syntax: [Slot<Self>] = [.value(\.match), .value("as", \.lie), .extent(\.extent)]
  package static let summary = "messages say what is not so"
  package static let example = "net falsify stream fill of A as wrong-side next 1"
  package static var remarks: [String] {
    [
      "Only messages in which there is something to lie about count for `next N`.",
      "`wrong-side`, `wrong-instrument`, `negative`: orders and executions are on the other side, of another instrument, "
        + "of a quantity below zero; in an answer with many rows it is the youngest.",
      "`id-reused`: behind an execution comes another one under its id, twice as large.",
      "`filled`: a working order is said to be filled, without executions.",
      "`less-filled`: a working order is said to have executed nothing. `enormous`: orders and executions are of the "
        + "largest quantity there can be. `ahead`: the broker's count of changes, which says how old a thing is, is near "
        + "2^64.",
      "`FIELD=VALUE`: one field of an order or execution says that, such as `qty=0`, `price=0.00`, "
        + "`fee=0.00`, `side=sell`, `status=filled`, `symbol=MSFT` or `key=B`; in an answer with many rows it is the youngest that has the field.",
      "`wrong-order`: an answer about one order is a true one about another. `absent`: a look-up does not find the order.",
    ]
  }
  package static var traits: LineTraits { .fault }

  package var simpler: [NetFalsify] { simplerBySlots + narrowed }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    .world(.network(try match.compiled(in: scope), try lie.effect(in: scope), extent.compiled))
  }
}

extension MessageLie: SlotValue {
  package static var reading: Reading<MessageLie> { .choice(.lie, "LIE", "what the messages say that is not so") }
  package var text: String { rawValue }
}
