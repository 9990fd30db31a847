import Reconciliation
import Trading

/// What takes part in one case, and how heavily: drawn anew for every seed, since a case that has a little of
/// everything finds less than many cases that each have much of something (Groce et al., Swarm Testing, 2012).
struct Swarm: Sendable {
  /// The kinds of fault the generator knows.
  enum FaultKind: Int, CaseIterable, Sendable {
    case dropStreamFill, dropStreamAny, delayStream, duplicateStream
    case dropRequest, dropResponse, delayRequest, delayResponse, duplicateRequest, failRequest
    case cut, flap
    case crashNow, crashAtPoint, restart
    case storeSlow, storeFull, tornWrite
    case staleSnapshot, truncatedSnapshot, emptySnapshot, omittingSnapshot
    case duplicateResponse, lateAcceptance, tornPass, lateFill
  }

  /// The faults by which a broker hides what it has: they can talk an engine into a drift.
  static let hidingKinds: [FaultKind] = [.emptySnapshot, .omittingSnapshot]

  /// What can become of an order at the broker.
  enum Fate: Int, CaseIterable, Sendable {
    case rests, filledAtOnce, filledInParts, partlyFilled, rejected, expired, cancelledByBroker
  }

  /// What a trader can do to a placed order.
  enum TraderAction: Int, CaseIterable, Sendable {
    case nothing, cancels, replacesQuantity, replacesPrice, replacesThenCancels
  }

  var mode: TradingMode
  var faultKinds: [FaultKind] = []
  var faultCount: Int
  var fateWeights: [Int]
  var actionWeights: [Int]
  var orderCount: Int
  var instrumentCount: Int

  /// Draws a swarm: a share of cases has no fault at all, and a share exactly one kind.
  init(_ tape: inout ChoiceTape, mode fixed: TradingMode?) {
    mode = fixed ?? tape.pick(.mode, [TradingMode.paper, .live])
    switch tape.choose(.faultShare, below: 20) {
    case 0: faultKinds = []
    case 1...4: faultKinds = [FaultKind.allCases[tape.choose(.faultKinds, 1000, below: FaultKind.allCases.count)]]
    case 5...13: faultKinds = FaultKind.allCases.filter { tape.choose(.faultKinds, $0.rawValue, below: 5) == 1 }
    default: faultKinds = FaultKind.allCases.filter { tape.choose(.faultKinds, $0.rawValue, below: 2) == 1 }
    }
    faultCount = faultKinds.isEmpty ? 0 : 1 + tape.choose(.faultCount, below: 6)
    let heaviness = [0, 1, 1, 4]
    fateWeights = Fate.allCases.map { tape.pick(.operationWeights, $0.rawValue, heaviness) }
    if fateWeights.allSatisfy({ $0 == 0 }) { fateWeights[Fate.filledAtOnce.rawValue] = 1 }
    actionWeights = TraderAction.allCases.map { tape.pick(.operationWeights, 100 + $0.rawValue, heaviness) }
    actionWeights[0] += 1
    orderCount = 1 + tape.choose(.orderCount, below: tape.choose(.orderCount, 1, below: 4) == 3 ? 12 : 5)
    instrumentCount = 1 + tape.choose(.instrumentCount, below: 2)
  }
}
