import Reconciliation
import Trading

extension World {
  /// Gives the engine an input and performs what it wants, until the store has nothing more to report.
  mutating func feed(_ input: EngineInput, cause: UInt32) {
    self.cause = cause
    guard isRunning else { return }
    var report = hand(input)
    while isRunning {
      if let next = report {
        report = hand(next.input)
      } else if let sequence = bus.takeReturn() {
        report = hand(.published(upTo: sequence))
      } else {
        return
      }
    }
  }

  private mutating func hand(_ input: EngineInput) -> StoreReport? {
    var wanted: [EngineEffect] = []
    swap(&wanted, &effects)
    wanted.removeAll(keepingCapacity: true)
    incarnation.handle(input, at: now, into: &wanted)
    if keepsTurns {
      turns.append(
        wanted.wantCheckpoint
          ? EngineTurn(instant: now, input: input, effects: wanted, checkpoint: incarnation.checkpoint)
          : EngineTurn(instant: now, input: input, effects: wanted))
    }
    let report = perform(wanted)
    swap(&wanted, &effects)
    return report
  }

  /// Performs effects in order; stops where the container is killed.
  ///
  /// - Returns: What the store has to report of the records among them.
  private mutating func perform(_ wanted: [EngineEffect]) -> StoreReport? {
    var sync = SyncBatch()
    // By index, since the iterator of an array copies each effect twice.
    for index in wanted.indices {
      switch wanted[index] {
      case .log(let event), .notify(let event):
        cause = record(event, cause: cause)
      case .persist(let entry):
        if sync.failure == nil { append(entry, to: &sync) }
      case .keep(let record):
        if sync.failure == nil { append(record, to: &sync) }
      case .publish(let event):
        if crashes(at: .publishBefore, order: event.order, execution: event.execution) { return nil }
        guard takes(event) else { continue }
        cause = record(event, cause: cause)
        if crashes(at: .publishAfter, order: event.order, execution: event.execution) { return nil }
      case .send(let request):
        let order = request.content.order?.index ?? Event.none
        if crashes(at: .sendBefore, order: order, execution: Event.none) { return nil }
        noteSent(request.content)
        send(.request(request), MessageLabel(request, channel: .requests))
        lastRequest = request.content.kind
        if crashes(at: .sendAfter, order: order, execution: Event.none) { return nil }
      case .writeCheckpoint: if bus.failure == nil { writeCheckpoint() }
      case .setTimer(let timer, let instant): arm(timer, at: instant)
      case .cancelTimer(let timer): timers.cancel(timer)
      case .account: break  // The simulated broker has one account, and nothing is told about another.
      }
      if !isRunning { return nil }
    }
    // The engine has nothing to write down about it, so the store has nothing to add.
    if let failure = bus.takeFailure() { _ = hand(.publishFailed(from: failure.from, reason: failure.reason)) }
    return isRunning ? finish(sync) : nil
  }

  private mutating func arm(_ timer: Timer, at instant: Instant) {
    timers.set(timer, at: max(now, instant), cause: cause, request: lastRequest)
  }
}

extension [EngineEffect] {
  /// Whether a checkpoint is to be written.
  fileprivate var wantCheckpoint: Bool {
    // By index, since the iterator of an array copies each effect.
    for index in indices { if case .writeCheckpoint = self[index] { return true } }
    return false
  }
}
