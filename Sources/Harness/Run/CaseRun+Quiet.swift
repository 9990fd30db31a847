import Reconciliation
import ScenarioLanguage
import Simulation
import Specification
import Trading

/// What there was since something new happened; a run that may end sooner reads it.
struct QuietWatch: Sendable {
  /// How many passes in a row that read all orders were clean, with nothing new since the first of them ended.
  private(set) var passes = 0
  /// How many of them were full ones, which trust nothing that an earlier answer said.
  private(set) var fullPasses = 0
  /// The number of passes at which the proof was tried last.
  var tried = 0
  /// Whether the run has ended since nothing new was to come.
  var hasEndedRun = false

  /// Takes an entry of the trace: a pass that finds nothing is nothing new, anything else is.
  mutating func note(_ event: Event) {
    switch event.kind {
    case .reconcileStarted: break
    case .reconcileFinished where event.state == .clean:
      guard let kind = event.subject.flatMap(PassKind.init), kind.contents.orders == .all else { break }
      passes += 1
      if kind == .full { fullPasses += 1 }
    default: noteNews()
    }
  }

  /// Something new happened.
  mutating func noteNews() {
    passes = 0
    fullPasses = 0
    tried = 0
  }
}

extension CaseRun {
  /// Whether it is proven, at the end of an instant, that nothing new is to come before the end of the plan.
  ///
  /// All lines are done and all checks settled; nothing disturbs, no fault waits, and nothing is on its way; two passes in a row were
  /// clean, one of them full if the plan has time for a full one; no clause waits for anything; and what the liveness
  /// oracles would say at the end they say now. So no oracle is judged in fewer cases than if the run went on.
  mutating func isProvenQuiet() -> Bool {
    guard quiet.passes >= 2, quiet.passes > quiet.tried else { return false }
    quiet.tried = quiet.passes
    guard script.nextInstant == nil, expectations.isEmpty, isLeftAlone, world.isAtRest(until: ends),
      world.incarnation.condition == .ready, !world.faults.canAct(at: world.now)
    else { return false }
    if quiet.fullPasses == 0, let next = world.nextFullPass, next <= ends { return false }
    if mayCallOrdersStale || !isFork && oracles.specification.isWaiting { return false }
    return OracleName.liveness.allSatisfy { oracle in
      plan.disabledOracles.contains(oracle.rawValue)
        // On a copy nobody listens to the bus, nor to the trader.
        || isFork && (oracle == .noLostEvent || oracle == .noLostCommand) || liveness(oracle) == nil
    }
  }

  /// Whether an order works of which too little may be heard before the end of the plan: about that the engine writes down
  /// something, or asks the broker, again and again.
  var mayCallOrdersStale: Bool {
    let engine = plan.configuration.engine
    return engine.staleOrders != .off && .origin + engine.staleAfter <= plan.ends
      && world.incarnation.books.orders.contains { $0.status.isWorking && !$0.hasCancelIntent }
  }
}
