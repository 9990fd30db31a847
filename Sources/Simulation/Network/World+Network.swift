import Reconciliation
import Trading

/// To what and to whom the broker's answer goes.
struct Answering {
  var request: RequestID
  var label: MessageLabel
  var asker: UInt32
}

extension World {
  /// Puts a message on the network, where rules may lose, delay, double or answer it.
  ///
  /// An answer belongs to the incarnation of the engine that asked; everything else to the one that runs now.
  mutating func send(_ message: consuming Message, _ label: MessageLabel, asker: UInt32? = nil) {
    // What no fault touches does not shift the messages whose latency is fixed by their number either.
    let isUntouched = isUntouched(label.order)
    let latency = isUntouched ? network.latency : network.nextLatency(of: label.channel)
    guard !network.isCut(faults, at: now) else {
      if let cut = network.cuts.first(where: { faults.isActive($0, at: now) }) { faults.fire(cut, at: now) }
      return lose(label, reason: .cut)
    }
    let envelope = Envelope(message: message, label: label, cause: cause, generation: asker ?? generation)
    guard !network.rules.isEmpty, !isUntouched else { return dispatch(envelope, after: latency) }
    sendThroughRules(envelope, latency: latency)
  }

  /// Whether a message about this order is left alone by all faults.
  func isUntouched(_ order: UInt32) -> Bool {
    configuration.untouched.map { $0.index == order } ?? false
  }

  private mutating func sendThroughRules(_ envelope: Envelope, latency: TimeSpan) {
    var passage = Passage(envelope, latency: latency, sent: now)
    let scene = Scene(orders: broker.orders, instrumentCount: configuration.engine.instruments.count)
    for index in network.rules.indices {
      let fault = network.rules[index].fault
      guard faults.isActive(fault, at: now), network.rules[index].filter.matches(envelope.label),
        network.rules[index].effect.concerns(passage, scene)
      else { continue }
      faults.fire(fault, at: now)
      var turn = FaultTurn(of: faults.faults[fault], scene, randomness)
      let fate = network.rules[index].effect.meet(&passage, &turn)
      if let wake = turn.wake { queue.schedule(.faultWakes(fault: fault), at: wake) }
      let line = faults.faults[fault].line
      if let event = passage.event { record(event, cause: envelope.cause, line: line) }
      passage.event = nil
      if case .isReplaced(let others) = fate {
        for other in others { leave(other, line: line) }
        return
      }
    }
    leave(passage, line: nil)
  }

  /// Sends on what faults let go that have ended or are due: the fault that has kept something longest comes first.
  mutating func letGo() {
    var groups: [(line: UInt32, oldest: Instant, passages: [Passage])] = []
    for index in network.rules.indices {
      let fault = network.rules[index].fault
      let passages = network.rules[index].effect.letGo(at: now, hasEnded: !faults.isActive(fault, at: now))
      guard let oldest = passages.lazy.map(\.sent).min() else { continue }
      let place = groups.firstIndex { $0.oldest > oldest } ?? groups.endIndex
      groups.insert((faults.faults[fault].line, oldest, passages), at: place)
    }
    for group in groups {
      for passage in group.passages { leave(passage, line: group.line) }
    }
  }

  /// A message leaves the rules, and its copies.
  private mutating func leave(_ passage: Passage, line: UInt32?) {
    var envelope = passage.envelope
    if let event = passage.event {
      let entry = record(event, cause: envelope.cause, line: line)
      if passage.isCausedByEvent { envelope.cause = entry }
    }
    dispatch(envelope, after: passage.latency)
    for span in passage.copies { dispatch(envelope, after: passage.latency + span) }
    guard let afterthought = passage.afterthought else { return }
    envelope.message = afterthought
    dispatch(envelope, after: passage.latency)
  }

  private mutating func lose(_ label: MessageLabel, reason: Word) {
    var event = label.event(.messageLost)
    event.reason = reason
    record(event, cause: cause)
  }

  /// Sends a message on its way.
  mutating func dispatch(_ envelope: consuming Envelope, after latency: TimeSpan) {
    let slot: Int
    if let free = freeEnvelopes.popLast() {
      slot = free
      envelopes[slot] = envelope
    } else {
      slot = envelopes.count
      envelopes.append(envelope)
    }
    queue.schedule(.delivery(envelope: slot), at: now + latency)
  }

  /// A message arrives, unless its way was cut or its connection is gone.
  mutating func deliver(_ slot: Int) {
    // Moved out, not copied: a copy retains what the answer holds, and the old one would be destroyed a moment later.
    var message = Message.streamDown
    swap(&message, &envelopes[slot].message)
    let label = envelopes[slot].label
    let generation = envelopes[slot].generation
    let isAnswered = envelopes[slot].isAnswered
    cause = envelopes[slot].cause
    freeEnvelopes.append(slot)
    if let cut = network.cuts.first(where: { faults.isActive($0, at: now) }) {
      faults.fire(cut, at: now)
      return lose(label, reason: .cut)
    }
    if case .request(let request) = message {
      return receiveAtBroker(request, label, asker: generation, isAnswered: isAnswered)
    }
    guard generation == self.generation, isRunning else { return lose(label, reason: .crash) }
    let cause = cause
    switch consume message {
    case .response(let id, let response):
      feed(.response(id, response), cause: cause)
      if label.kind == .orders {
        _ = isRunning && crashes(at: .reconcileMiddle, order: Event.none, execution: Event.none)
      }
    case .failure(let id, let failure): feed(.requestFailed(id, failure), cause: cause)
    case .stream(let update): feed(.streamUpdate(update), cause: cause)
    case .streamUp: feed(.streamConnected, cause: cause)
    case .streamDown: feed(.streamLost, cause: cause)
    case .request: break
    }
  }

  private mutating func receiveAtBroker(
    _ request: Request, _ label: MessageLabel, asker: UInt32, isAnswered: Bool
  ) {
    var outputs: [BrokerOutput] = []
    swap(&outputs, &self.outputs)
    broker.receive(request, at: now, isSpared: isUntouched(label.order), faults: &faults, into: &outputs)
    var label = label
    label.channel = .responses
    forward(&outputs, answering: isAnswered ? nil : Answering(request: request.id, label: label, asker: asker))
    swap(&outputs, &self.outputs)
  }

  /// Records what the broker did and sends what it says; takes all of it out of the array.
  mutating func forward(_ outputs: inout [BrokerOutput], answering: Answering? = nil) {
    // From the end an element is moved out, and nothing in it retained.
    if outputs.count > 1 { outputs.reverse() }
    while let output = outputs.popLast() {
      switch consume output {
      case .event(let event): cause = record(event, cause: cause)
      case .respond(let response):
        if let answering {
          send(.response(answering.request, response), answering.label, asker: answering.asker)
        }
      case .stream(let update): send(.stream(update), MessageLabel(update))
      }
    }
  }

  mutating func sendHeartbeat() {
    cause = TraceEntry.noCause
    queue.schedule(.heartbeat, at: now + Self.heartbeatInterval)
    guard isRunning, !network.isCut(faults, at: now) else { return }
    send(.stream(.heartbeat), MessageLabel(.heartbeat))
  }
}
