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
    world.advance(to: end)
  }

  /// Takes a step of the world, and tries on copies what this is an occasion for.
  ///
  /// The watch is taken out for the time of a try, so that no copy has one.
  @_specialize(where Engine == ReconciliationEngine)
  mutating func watchStep() {
    guard var watch = relations.take() else { return }
    if world.hasTwoMessagesNext { watch.look(self, at: .simultaneous) }
    let message = watch.readsMessages ? world.nextMessage : nil
    let (process, durable, first) = (world.processNumber, oracles.restarts.lastDurable, seen)
    world.step()
    notice()
    if !isOver, world.isRunning, world.processNumber == process {
      let hasRecorded = oracles.restarts.lastDurable > durable
      if hasRecorded, oracles.restarts.hasAllDurable { watch.look(self, at: .durable) }
      if let message {
        watch.look(self, at: .message(message, hasRecorded: hasRecorded || seen > first + 1))
      }
    }
    relations = watch
  }

  /// Tries what can be tried at the end, and compares what was predicted with it.
  mutating func judgeRelations() {
    guard var watch = relations.take() else { return }
    watch.judgePredictions(self)
    watch.look(self, at: .end)
    failures = watch.breaches
    relations = watch
  }
}
