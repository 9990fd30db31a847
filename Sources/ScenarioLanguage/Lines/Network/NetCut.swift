import Reconciliation
import Simulation

/// A line such as `net cut for 30s`.
package struct NetCut: LineForm {
  /// For how long.
  package var extent: Extent?

  package init() {}

  package static let words = ["net", "cut"]
  package static let syntax: [Slot<Self>] = [.extent(\.extent)]
  package static let summary = "nothing passes between engine and broker, and the stream is reset"
  package static let example = "net cut for 30s"
  package static var traits: LineTraits { .fault }

  package var leavesCut: Bool? { extent == nil ? true : nil }

  /// One lost message says more than silence on every channel.
  package var substitutes: [any LineForm] {
    [Word.stream, .requests, .responses].map { channel in
      NetDrop {
        $0.match = MessageMatch(channel: channel)
        $0.extent = .next(1)
      }
    }
  }

  /// A cut that counts messages says less than one with a length.
  package var simpler: [NetCut] {
    simplerBySlots.filter { if case .duration? = $0.extent { true } else { false } }
  }

  package func compile(in scope: inout some PlanScope) -> LineMeaning {
    .world(.cut(extent.compiled))
  }
}
