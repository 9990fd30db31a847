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
  mutating func send(_ message: Message, _ label: MessageLabel, asker: UInt32? = nil) {
    let latency = network.nextLatency(of: label.channel)
    guard !network.isCut(faults, at: now) else {
      if let cut = network.cuts.first(where: { faults.isActive($0, at: now) }) { faults.fire(cut, at: now) }
      return lose(label, reason: .cut)
    }
    let envelope = Envelope(message: message, label: label, cause: cause, generation: asker ?? generation)
    guard !network.rules.isEmpty else { return dispatch(envelope, after: latency) }
    sendThroughRules(envelope, latency: latency)
  }

  private mutating func sendThroughRules(_ envelope: Envelope, latency: TimeSpan) {
    var latency = latency
    var copies: [TimeSpan] = []
    for index in network.rules.indices {
      let rule = network.rules[index]
      guard faults.isActive(rule.fault, at: now), rule.filter.matches(envelope.label) else { continue }
      let line = faults.faults[rule.fault].line
      switch rule.effect {
      case .drop:
        faults.fire(rule.fault, at: now)
        return lose(envelope.label, reason: nil, line: line)
      case .delay(let span, let jitter):
        faults.fire(rule.fault, at: now)
        let extra = span + drawn(upTo: jitter, by: rule.fault)
        latency = latency + extra
        var event = envelope.label.event(.messageDelayed)
        event.number = extra.nanoseconds
        record(event, cause: envelope.cause, line: line)
      case .duplicate(let span):
        faults.fire(rule.fault, at: now)
        copies.append(span)
        record(envelope.label.event(.messageDuplicated), cause: envelope.cause, line: line)
      case .fail(let status):
        faults.fire(rule.fault, at: now)
        return fail(envelope, status: status, latency: latency, line: line)
      }
    }
    dispatch(envelope, after: latency)
    for span in copies { dispatch(envelope, after: latency + span) }
  }

  /// A gateway answers.
  ///
  /// It gives up on a request that it has forwarded (502, 504), or refuses to forward it.
  private mutating func fail(_ envelope: Envelope, status: Int, latency: TimeSpan, line: UInt32) {
    guard case .request(let request) = envelope.message else { return dispatch(envelope, after: latency) }
    var event = envelope.label.event(.messageFailed)
    event.number = Int64(status)
    let entry = record(event, cause: envelope.cause, line: line)
    if status == 502 || status == 504 {
      var forwarded = envelope
      forwarded.isAnswered = true
      dispatch(forwarded, after: latency)
    }
    var answer = envelope
    answer.message = .failure(request.id, .gateway(status: status))
    answer.label = MessageLabel(request, channel: .responses)
    answer.cause = entry
    dispatch(answer, after: latency + latency)
  }

  private mutating func lose(_ label: MessageLabel, reason: Word?, line: UInt32? = nil) {
    var event = label.event(.messageLost)
    event.reason = reason
    record(event, cause: cause, line: line)
  }

  private mutating func dispatch(_ envelope: Envelope, after latency: TimeSpan) {
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

  /// A draw of the fault's own site: its line, and how often it has acted, so that no other fault shifts it.
  private func drawn(upTo jitter: TimeSpan, by fault: Int) -> TimeSpan {
    guard jitter > .zero else { return .zero }
    let fault = faults.faults[fault]
    return randomness.span(from: .zero, through: jitter, site: UInt64(fault.line), ordinal: UInt64(fault.fired))
  }

  /// A message arrives, unless its way was cut or its connection is gone.
  mutating func deliver(_ slot: Int) {
    let envelope = envelopes[slot]
    envelopes[slot].message = .streamDown
    freeEnvelopes.append(slot)
    cause = envelope.cause
    if let cut = network.cuts.first(where: { faults.isActive($0, at: now) }) {
      faults.fire(cut, at: now)
      return lose(envelope.label, reason: .cut)
    }
    if case .request(let request) = envelope.message {
      return receiveAtBroker(request, envelope)
    }
    guard envelope.generation == generation, isRunning else { return lose(envelope.label, reason: .crash) }
    switch envelope.message {
    case .response(let id, let response):
      feed(.response(id, response), cause: envelope.cause)
      if envelope.label.kind == .orders {
        _ = isRunning && crashes(at: .reconcileMiddle, order: Event.none, execution: Event.none)
      }
    case .failure(let id, let failure): feed(.requestFailed(id, failure), cause: envelope.cause)
    case .stream(let update): feed(.streamUpdate(update), cause: envelope.cause)
    case .streamUp: feed(.streamConnected, cause: envelope.cause)
    case .streamDown: feed(.streamLost, cause: envelope.cause)
    case .request: break
    }
  }

  private mutating func receiveAtBroker(_ request: Request, _ envelope: Envelope) {
    outputs.removeAll(keepingCapacity: true)
    broker.receive(request, at: now, faults: &faults, into: &outputs)
    var label = envelope.label
    label.channel = .responses
    let answering = Answering(request: request.id, label: label, asker: envelope.generation)
    forward(outputs, answering: envelope.isAnswered ? nil : answering)
  }

  /// Records what the broker did and sends what it says.
  mutating func forward(_ outputs: [BrokerOutput], answering: Answering? = nil) {
    for output in outputs {
      switch output {
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

  /// Nothing passes any more; the connection of the stream is reset on both sides at once.
  mutating func cut(_ fault: Int, line: UInt32) {
    let entry = record(Event(.netCut), cause: TraceEntry.noCause, line: line)
    network.cuts.append(fault)
    if let ends = faults.faults[fault].ends { queue.schedule(.cutEnds(fault: fault), at: ends) }
    // Breaking the stream is an effect even if no message is on its way.
    faults.fire(fault, at: now)
    feed(.streamLost, cause: entry)
  }

  /// All network faults end; the stream is up again after one latency.
  mutating func heal(line: UInt32) {
    let entry = record(Event(.netHealed), cause: TraceEntry.noCause, line: line)
    for rule in network.rules { faults.end(rule.fault) }
    network.rules.removeAll()
    let wasCut = network.isCut(faults, at: now)
    for fault in network.cuts { faults.end(fault) }
    network.cuts.removeAll()
    if wasCut { scheduleReconnect(cause: entry) }
  }

  mutating func endCut(_ fault: Int) {
    faults.end(fault)
    guard !network.isCut(faults, at: now), network.cuts.contains(fault) else { return }
    network.cuts.removeAll { $0 == fault }
    scheduleReconnect(cause: record(Event(.netHealed), cause: TraceEntry.noCause, line: faults.faults[fault].line))
  }

  mutating func scheduleReconnect(cause: UInt32) {
    queue.schedule(
      .reconnect(generation: generation, cause: cause), at: now + configuration.latency)
  }

  mutating func reconnect(_ generation: UInt32, cause: UInt32) {
    guard generation == self.generation, isRunning, !network.isCut(faults, at: now) else { return }
    feed(.streamConnected, cause: cause)
  }
}
