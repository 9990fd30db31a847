import Reconciliation

/// Which kinds of pass are in force: what operators have chosen, else the settings, else what can run in their place.
///
/// Taken from the commands and not from the records, which a failing store shows later.
struct KindsInForce: Sendable {
  private var chosen: [PassClock: PassKind] = [:]

  /// The process starts again.
  mutating func start(_ model: Model) { chosen = model.chosen }

  /// The kind that is wanted.
  func wanted(_ clock: PassClock, _ configuration: EngineConfiguration) -> PassKind {
    if !chosen.isEmpty, let kind = chosen[clock] { return kind }
    switch clock {
    case .poll: return configuration.pollKind
    case .full: return configuration.fullKind
    case .startup: return configuration.startupKind
    case .reconnect: return configuration.reconnectKind
    }
  }

  /// The kind of the passes that run for a reason.
  func used(for reason: Word, _ configuration: EngineConfiguration) -> PassKind {
    guard let clock = PassClock.allCases.first(where: { $0.word == reason }) else { return .incremental }
    let kind = wanted(clock, configuration)
    return kind.substitute(configuration)?.kind ?? kind
  }

  /// What an operator's choice is answered with.
  enum Answer: Equatable { case refused(Word), unchanged, recorded }

  /// Takes an operator's choice.
  mutating func choose(_ kind: PassKind, _ clock: PassClock, _ configuration: EngineConfiguration) -> Answer {
    if !configuration.isEnabled { return .refused(.disabled) }
    if !clock.allows(kind) { return .refused(.unsafe) }
    if let substitute = kind.substitute(configuration) { return .refused(substitute.reason) }
    guard wanted(clock, configuration) != kind else { return .unchanged }
    chosen[clock] = kind
    return .recorded
  }
}
