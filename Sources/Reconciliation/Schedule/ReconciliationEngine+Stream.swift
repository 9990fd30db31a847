import Trading

/// The order stream as far as the engine knows it.
struct StreamState: Sendable {
  var isUp = true
  var lastActivity = Instant.origin
  var watchesSilence = false
}

extension ReconciliationEngine {
  mutating func receive(_ update: StreamUpdate) {
    noteStreamActivity()
    switch update {
    case .heartbeat: break
    case .order(let report, _):
      observe(report, source: .stream)
      if let slot = books.slot(of: report.order) { advance(slot) }
    case .execution(let execution, let report):
      observeTerms(report, source: .stream)
      receive(execution, source: .stream)
      observe(report, source: .stream)
      if let slot = books.slot(of: report.order) { advance(slot) }
    }
  }

  mutating func noteStreamConnected() {
    noteStreamActivity()
  }

  /// Anything on the stream proves that it is up; after a loss, what was said meanwhile has to be asked for.
  private mutating func noteStreamActivity() {
    stream.lastActivity = now
    if configuration.isEnabled, !stream.watchesSilence, let silence = configuration.streamSilence {
      stream.watchesSilence = true
      effects.append(.setTimer(.streamSilence, at: now + silence))
    }
    guard !stream.isUp else { return }
    stream.isUp = true
    effects.append(.log(Event(.streamRestored)))
    updateCondition()
    if configuration.reconcilesOnReconnect { beginPass(.reconnect) }
    // What failed while the line was down need not wait out its backoff.
    for slot in books.orders.indices {
      tracking[slot].lookups = 0
      guard tracking[slot].waits else { continue }
      tracking[slot].waits = false
      effects.append(.cancelTimer(.order(books.orders[slot].id)))
      advance(slot)
    }
  }

  mutating func noteStreamLost(reason: Word) {
    guard stream.isUp else { return }
    stream.isUp = false
    var event = Event(.streamLost)
    event.reason = reason
    effects.append(.log(event))
    updateCondition(reason: reason)
  }

  /// The silence timer fired: the stream is lost if nothing came for so long, else it is watched on.
  mutating func checkStreamSilence() {
    guard let silence = configuration.streamSilence else { return }
    if now - stream.lastActivity >= silence {
      stream.watchesSilence = false
      noteStreamLost(reason: .silence)
    } else {
      effects.append(.setTimer(.streamSilence, at: stream.lastActivity + silence))
    }
  }
}
