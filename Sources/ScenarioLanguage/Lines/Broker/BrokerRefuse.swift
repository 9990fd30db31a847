package import Reconciliation
import Simulation
import Trading

/// A line such as `broker refuse place, cancel "market closed" for 1h`.
package struct BrokerRefuse: LastingLine {
  /// The kinds of request.
  package var kinds = ChangeKinds()
  /// Whose requests; nil for all.
  package var order: OrderName?
  /// Why.
  package var reason: QuotedText?
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["broker", "refuse"]
  package static let syntax: [Slot<Self>] = [
    .value(\.kinds), .optional("of", \.order), .optionalText(\.reason, as: .quoted("the reason")), .extent(\.extent),
  ]
  package static let summary = "the broker refuses requests for good, such as while the market is closed"
  package static let example = "broker refuse place, cancel \"market closed\" for 1h"
  package static var remarks: [String] {
    [
      "The answer is the broker's own (FIX: order cancel reject, business reject); that of a gateway before it is `net fail`. "
        + "A working order that the broker ends is `broker reject`."
    ]
  }
  package static var traits: LineTraits { .fault }

  package func compile(in scope: inout some PlanScope) throws(PlanError) -> LineMeaning {
    let order = try order.map { (name) throws(PlanError) in try scope.order(name.located) }
    return .world(.refuse(kinds.kinds, of: order, note: scope.text(reason?.value), extent.compiled))
  }
}

/// Kinds of request that change something at the broker.
package struct ChangeKinds: SlotValue, Hashable {
  /// The kinds, in the order of the line.
  package var kinds: [Word]

  package init(_ kinds: [Word] = [.place]) { self.kinds = kinds }

  private static let legal: [Word] = [.place, .cancel, .replace]

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<ChangeKinds> {
    Reading("KIND, ...", "kinds of request", words: legal.map(\.text)) { parser throws(LineGivenUp) in
      var kinds: [Word] = []
      repeat {
        let kind = try parser.choice(.messageKind, of: legal)
        if kinds.contains(kind.value) { try parser.fail(.saidTwice(kind.value.text, at: kind.span, first: kind.span)) }
        kinds.append(kind.value)
      } while parser.skip(.comma)
      return ChangeKinds(kinds)
    }
  }

  package var text: String { kinds.map(\.text).joined(separator: ", ") }
  package var simpler: [ChangeKinds] { kinds.count > 1 ? kinds.map { ChangeKinds([$0]) } : [] }
}
