import Reconciliation
import Simulation
import Trading

extension CaseRun {
  /// A copy that goes on by itself: lines are carried out, and nobody judges.
  borrowing func fork() -> CaseRun {
    var fork = copy self
    fork.relations = nil
    fork.isFork = true
    fork.expectations = []
    fork.dueChecks = []
    return fork
  }

  /// Runs a copy from the middle of an instant to an instant, this one included.
  mutating func resume(until end: Instant) {
    runInstant(world.now)
    goOn(until: end)
    world.advance(to: min(end, ends))
  }

  /// Takes a step of the world, and tries on copies what this is an occasion for.
  @_specialize(where Engine == ReconciliationEngine)
  mutating func watchStep() {
    if relations?.readsPairs == true, let (first, second) = world.nextTwoMessages {
      look(at: .simultaneous(first, second))
    }
    let message = relations?.readsMessages == true ? world.nextMessage : nil
    let (process, durable, first) = (world.processNumber, oracles.restarts.lastDurable, seen)
    world.step()
    notice()
    guard !isOver, world.isRunning, world.processNumber == process else { return }
    let hasRecorded = oracles.restarts.lastDurable > durable
    if hasRecorded, oracles.restarts.hasAllDurable { look(at: .durable) }
    if let message { look(at: .message(message, hasRecorded: hasRecorded || seen > first + 1)) }
  }

  /// Tries what takes an occasion; the watch is taken out for that time, so that no copy has one.
  private mutating func look(at occasion: RelationOccasion) {
    guard let takers = relations?.takers(of: occasion), !takers.isEmpty, var watch = relations.take() else { return }
    watch.look(self, at: occasion, takers)
    relations = watch
  }

  /// Tries what can be tried at the end, and compares what was predicted with it.
  mutating func judgeRelations() {
    guard var watch = relations.take() else { return }
    watch.judgePredictions(self)
    watch.look(self, at: .end, watch.takers(of: .end))
    failures = watch.breaches
    relations = watch
  }
}
