import Reconciliation
import Simulation

/// How often each fault met an order in each state, over all cases of a run.
struct FaultMatrix {
  private var counts: [EventKind: [String: Int]] = [:]
  /// The columns: the states of an order as the engine had it, and `none` for what meets no order that works.
  private static let states = Word.orderStatuses.map(\.text) + ["none"]

  /// Whether an event is a fault that did something.
  static func isFault(_ kind: EventKind) -> Bool {
    switch kind {
    case .messageLost, .messageDelayed, .messageDuplicated, .messageFailed, .messageFalsified, .netCut,
      .containerKilled, .journalFailed, .busUnconfirmed, .brokerMisreported:
      true
    default: false
    }
  }

  /// Counts the faults of a run.
  mutating func add(_ trace: Trace) {
    var states: [UInt32: Word] = [:]
    for entry in trace.entries {
      let event = entry.event
      if FaultMatrix.isFault(event.kind) { count(event, states) }
      guard event.order != Event.none else { continue }
      switch event.kind {
      case .traderPlace: states[event.order] = .pending
      case .orderSent: if states[event.order] == .pending { states[event.order] = .submitted }
      case .orderUpdated, .orderFilled, .fillInferred, .fillReplaced:
        states[event.order] = event.state ?? states[event.order]
      case .orderCancelled: states[event.order] = .cancelled
      case .orderRejected: states[event.order] = .rejected
      case .orderExpired: states[event.order] = .expired
      default: break
      }
    }
  }

  private mutating func count(_ event: Event, _ states: [UInt32: Word]) {
    if event.order != Event.none {
      counts[event.kind, default: [:]][states[event.order]?.text ?? "none", default: 0] += 1
      return
    }
    // What meets everything meets each order that may still change.
    let met = states.values.filter { word in
      switch word {
      case .pending, .submitted, .unknown, .open, .partial: true
      default: false
      }
    }
    guard !met.isEmpty else { return counts[event.kind, default: [:]]["none", default: 0] += 1 }
    for word in met { counts[event.kind, default: [:]][word.text, default: 0] += 1 }
  }

  /// The table, the more the darker; nil if no fault did anything.
  func markup() -> Markup? {
    guard !counts.isEmpty else { return nil }
    let largest = counts.values.flatMap(\.values).max() ?? 1
    var text: Markup =
      "<h2>Faults and the state of the orders they met</h2><div class=scroll><table class=heat><thead><tr><th scope=col>fault</th>"
    for state in FaultMatrix.states { text += "<th scope=col>\(state == "none" ? "no order" : state)</th>" }
    text += "</tr></thead><tbody>"
    for kind in EventKind.allCases where FaultMatrix.isFault(kind) {
      text += "<tr><th scope=row>\(kind.name)</th>"
      for state in FaultMatrix.states {
        let count = counts[kind]?[state] ?? 0
        let heat = count == 0 ? 0 : 1 + FaultMatrix.level(count, of: largest)
        text += "<td class=\"h\(heat)\">\(Markup(trusted: count == 0 ? "&middot;" : Quantities.grouped(count)))</td>"
      }
      text += "</tr>"
    }
    text += "</tbody></table></div><p class=dim>The state is the engine's when the fault did something. "
    return text + "What meets no single order, such as a cut, counts for each order that works.</p>"
  }

  /// From 0 to 4 by magnitude.
  private static func level(_ count: Int, of largest: Int) -> Int {
    let (bits, all) = (Int.bitWidth - count.leadingZeroBitCount, Int.bitWidth - largest.leadingZeroBitCount)
    return min(4, bits * 5 / max(1, all + 1))
  }
}
