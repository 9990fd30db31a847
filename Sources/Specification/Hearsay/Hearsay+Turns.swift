import Reconciliation
import Trading

extension Hearsay {
  /// A turn begins.
  mutating func begin() {
    if settled != nil { settled = nil }
    isAnswerRepeated = false
    isPassProbed = false
    wasStreamUp = isStreamUp
    wasPassRunning = pass != nil
    bus.begin()
  }

  /// Takes what the engine was given, before anything that it answers.
  mutating func take(_ input: EngineInput, at now: Instant) {
    switch input {
    case .started(let recovery, _):
      let count = starts
      self = Hearsay()
      starts = count + 1
      recovered = recovery.sequence
      bus.start(recovery)
      durable = recovery.sequence
      streamHeardAt = now
    case .response(let id, _), .requestFailed(let id, _), .timer(.request(let id)):
      settled = pending.remove(id.number)
      noteGivenUp(id.number, input)
      if let settled, settled.request.content.order == nil {
        isPassDone = pass?.settle(settled.request, with: input) ?? false
        isPassProbed = pass?.isProbed ?? false
      }
    case .streamUpdate, .streamConnected: streamHeardAt = now
    case .persisted(let sequence): durable = max(durable, sequence)
    case .persistFailed:
      isStoreFailing = true
      storeFailures += 1
      retriedUpTo = nil
    case .publishFailed(let sequence, _): bus.fail(from: sequence)
    case .published(let sequence): bus.confirm(upTo: sequence, durable: durable)
    case .operatorCommand, .command, .streamLost, .timer, .stopping: break
    }
    if isStoreFailing { failingTurns.append((now, input.causeOfRecords)) }
  }

  /// Takes what an operator wants.
  mutating func take(_ command: OperatorCommand, _ configuration: EngineConfiguration) {
    guard let look = WantedLook(command, configuration) else { return }
    if wantedLook == nil { wantedLook = look } else { wantedLook?.join(look) }
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

  /// Takes a request that is sent.
  mutating func note(_ request: Request, at now: Instant, record: UInt64) {
    pending.insert(SentRequest(request: request, sentAt: now, record: record, attempt: loggedAttempt))
    loggedAttempt = 0
    if request.content.order == nil {
      pass?.ask(request)
      isPassDone = false
    }
  }

  /// Takes a record that a retry hands to the store.
  mutating func noteRetry(_ entry: JournalEntry) {
    if isStoreFailing { retriedUpTo = entry.sequence }
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

  /// Takes a line of the log.
  mutating func note(_ event: Event, at now: Instant, _ configuration: EngineConfiguration) {
    switch event.kind {
    case .engineReady, .engineRecovered: condition = .ready
    case .engineDegraded: condition = .degraded
    case .engineHalted: condition = .halted
    case .streamLost: isStreamUp = false
    case .streamRestored: isStreamUp = true
    case .orderSent, .orderResent, .orderLookup, .cancelSent, .replaceSent: loggedAttempt = event.number
    case .reconcileStarted, .reconcileFinished: take(pass: event, at: now, configuration)
    default: break
    }
  }
}
