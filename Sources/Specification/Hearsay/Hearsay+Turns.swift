import Reconciliation
import Trading

extension Hearsay {
  /// Takes what the engine was given, before anything that it answers.
  mutating func take(_ input: EngineInput, at now: Instant) {
    settled = nil
    isAnswerRepeated = false
    switch input {
    case .started(let recovery, let reason):
      let count = starts
      self = Hearsay()
      starts = count + 1
      startedAt = now
      startReason = reason
      recovered = recovery.sequence
      durable = recovery.sequence
      conditionSince = now
      streamHeardAt = now
    case .response(let id, _), .requestFailed(let id, _), .timer(.request(let id)):
      settled = pending.removeValue(forKey: id.number)
      noteGivenUp(id.number, input)
      if let settled, settled.request.content.order == nil { pass?.settle(settled.request, with: input) }
    case .streamUpdate, .streamConnected: streamHeardAt = now
    case .persisted(let sequence): durable = max(durable, sequence)
    case .persistFailed:
      isStoreFailing = true
      storeFailures += 1
      retriedUpTo = nil
    case .command, .operatorCommand, .streamLost, .timer, .stopping: break
    }
    if case .timer(let timer) = input { timers[timer] = nil }
    if isStoreFailing { failingTurns.append((now, input.causeOfRecords)) }
  }

  /// The first answer to a request that was given up is evidence still.
  private mutating func noteGivenUp(_ number: UInt32, _ input: EngineInput) {
    if case .response = input {
      guard settled == nil else { return }
      let place = givenUp.firstIndex(of: number)
      isAnswerRepeated = place == nil
      if let place { givenUp.remove(at: place) }
    } else if settled != nil {
      if givenUp.count > 63 { givenUp.removeFirst() }
      givenUp.append(number)
    }
  }

  /// Takes one thing that the engine wanted done.
  mutating func take(_ effect: EngineEffect, of turn: EngineTurn, record: UInt64) {
    switch effect {
    case .send(let request):
      pending[request.id.number] = SentRequest(request: request, sentAt: turn.instant, record: record)
      if request.content.order == nil { pass?.ask(request) }
    case .setTimer(let timer, let instant): timers[timer] = instant
    case .cancelTimer(let timer): timers[timer] = nil
    case .log(let event): take(event, at: turn.instant)
    case .persist(let entry):
      if isStoreFailing, case .timer(.store) = turn.input { retriedUpTo = entry.sequence }
    case .publish, .notify, .writeCheckpoint: break
    }
  }

  /// Ends a turn: a store that took its retry takes the rest as well.
  mutating func finish(_ turn: EngineTurn) {
    guard isStoreFailing, case .persisted(let sequence) = turn.input, let retriedUpTo, sequence >= retriedUpTo else {
      return
    }
    isStoreFailing = false
    failingTurns.removeAll()
    storeFailures = 0
    self.retriedUpTo = nil
  }

  private mutating func take(_ event: Event, at now: Instant) {
    switch event.kind {
    case .engineReady, .engineRecovered: become(.ready, at: now)
    case .engineDegraded: become(.degraded, at: now)
    case .engineHalted: become(.halted, at: now)
    case .streamLost: isStreamUp = false
    case .streamRestored: isStreamUp = true
    case .reconcileStarted, .reconcileFinished: take(pass: event)
    default: break
    }
  }

  private mutating func become(_ condition: EngineCondition, at now: Instant) {
    self.condition = condition
    conditionSince = now
  }
}
