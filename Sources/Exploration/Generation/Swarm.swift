import Reconciliation
import Trading

/// What takes part in one case, and how heavily: drawn anew for every seed, since a case that has a little of
/// everything finds less than many cases that each have much of something (Groce et al., Swarm Testing, 2012).
struct Swarm: Sendable {
  /// What can become of an order at the broker.
  enum Fate: Int, CaseIterable, Sendable {
    case rests, filledAtOnce, filledInParts, partlyFilled, rejected, expired, cancelledByBroker
    /// A part is executed, then the rest ends, and in half of the cases an execution of before comes late.
    case partlyFilledThenEnded
    /// More is executed than was ordered.
    case overfilled
  }

  /// What a trader can do to a placed order.
  enum TraderAction: Int, CaseIterable, Sendable {
    case nothing, cancels, replacesQuantity, replacesPrice, replacesThenCancels, cancelsAndReplaces
  }

  var mode: TradingMode
  /// The faults that take part.
  var faults: [FaultDrawing] = []
  var faultCount: Int
  var fateWeights: [Int]
  var actionWeights: [Int]
  /// Whether there are dozens of orders.
  var isCrowded: Bool
  var orderCount: Int
  var instrumentCount: Int

  /// Draws a swarm: a share of cases has no fault at all, and a share exactly one kind.
  init(_ tape: inout ChoiceTape, mode fixed: TradingMode?) {
    mode = fixed ?? tape.pick(.mode, [TradingMode.paper, .live])
    let known = FaultDrawing.catalogue
    switch tape.choose(.faultShare, below: 20) {
    case 0: faults = []
    case 1...4: faults = [known[tape.choose(.faultKinds, 1000, below: known.count)]]
    case 5...13: faults = known.indices.filter { tape.choose(.faultKinds, $0, below: 5) == 1 }.map { known[$0] }
    default: faults = known.indices.filter { tape.choose(.faultKinds, $0, below: 2) == 1 }.map { known[$0] }
    }
    let many = tape.choose(.faultCount, 1, below: 20) == 1 ? 14 : 6
    faultCount = faults.isEmpty ? 0 : 1 + tape.choose(.faultCount, below: many)
    let heaviness = [0, 1, 1, 4]
    fateWeights = Fate.allCases.map { tape.pick(.operationWeights, $0.rawValue, heaviness) }
    // Rare in every venue, and not to be in the way of all else.
    fateWeights[Fate.overfilled.rawValue] = tape.choose(.operationWeights, 50, below: 8) == 1 ? 1 : 0
    if fateWeights.allSatisfy({ $0 == 0 }) { fateWeights[Fate.filledAtOnce.rawValue] = 1 }
    actionWeights = TraderAction.allCases.map { tape.pick(.operationWeights, 100 + $0.rawValue, heaviness) }
    actionWeights[0] += 1
    isCrowded = tape.choose(.orderCount, 2, below: 30) == 1
    orderCount =
      isCrowded
      ? 16 + tape.choose(.orderCount, 3, below: tape.choose(.orderCount, 4, below: 5) == 1 ? 70 : 30)
      : 1 + tape.choose(.orderCount, below: tape.choose(.orderCount, 1, below: 4) == 3 ? 12 : 5)
    instrumentCount = 1 + tape.weighted(.instrumentCount, 0, [5, 5, 2])
  }
}
