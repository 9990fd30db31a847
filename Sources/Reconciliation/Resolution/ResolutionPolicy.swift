import Trading

/// Decides what becomes of a difference that nothing explains.
enum ResolutionPolicy {
  /// What there is to do.
  enum Decision: Hashable {
    /// Take over the broker's figure, in the name of this policy.
    case takeOver(Word)
    /// Tell a person, who has to decide.
    case tellPerson
  }

  /// Decides about a correction of this money value; nil if the value cannot be said.
  static func decide(impact: Decimal?, _ configuration: EngineConfiguration) -> Decision {
    switch configuration.driftPolicy {
    case .adoptBroker: return .takeOver(.adoptBroker)
    case .review: return .tellPerson
    case .withinLimit:
      guard let impact, impact <= configuration.maximumAutomaticCorrection else { return .tellPerson }
      return .takeOver(.withinLimit)
    }
  }
}
