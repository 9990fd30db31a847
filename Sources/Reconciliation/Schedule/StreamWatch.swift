import Trading

/// The order stream as far as the engine knows it.
struct StreamWatch: Sendable {
  private(set) var isUp = true
  /// Why it was lost, when it was last.
  private(set) var lossReason: Word?
  /// When the stream said something last; at first, when the engine started.
  private(set) var lastActivity = Instant.origin
  private var watchesSilence = false
  private var blindness = BlindWatch()

  /// The engine starts: whatever the stream said before is forgotten.
  mutating func begin(at instant: Instant) { lastActivity = instant }

  /// Starts to watch for silence.
  mutating func start(_ core: inout Core) {
    guard let silence = core.configuration.streamSilence else { return }
    watchesSilence = true
    core.setTimer(.streamSilence, at: core.now + silence)
  }

  /// Watches for how long the broker is not seen on every channel.
  mutating func lookForBlindness(lacksAnswer: Bool, _ core: inout Core) {
    blindness.look(isSeen: isUp && !lacksAnswer, &core)
  }

  /// A person is told that it is not.
  mutating func tellBlindness(reason: Word?, _ core: inout Core) {
    blindness.noteTold()
    core.notify(.blind, reason: reason)
  }

  /// Anything on the stream proves that it is up; after a loss, what was said meanwhile has to be asked for.
  mutating func noteActivity(_ core: inout Core) {
    lastActivity = core.now
    if core.configuration.isEnabled, !watchesSilence { start(&core) }
    guard !isUp else { return }
    isUp = true
    core.log(Event(.streamRestored))
    core.followUps.append(.reviewCondition(reason: nil))
    if core.configuration.reconcilesOnReconnect { core.followUps.append(.startPass(.reconnect)) }
    core.followUps.append(.endWaits)
  }

  /// The stream is down.
  mutating func noteLoss(reason: Word, _ core: inout Core) {
    guard isUp else { return }
    isUp = false
    lossReason = reason
    var event = Event(.streamLost)
    event.reason = reason
    core.log(event)
    core.followUps.append(.reviewCondition(reason: reason))
  }

  /// The silence timer fired: the stream is lost if nothing came for so long, else it is watched on.
  mutating func checkSilence(_ core: inout Core) {
    guard let silence = core.configuration.streamSilence else { return }
    if core.now - lastActivity >= silence {
      watchesSilence = false
      noteLoss(reason: .silence, &core)
    } else {
      core.setTimer(.streamSilence, at: lastActivity + silence)
    }
  }
}
