/// Says which kind of pass runs: what an operator has chosen, else the setting, else another where something lacks.
enum KindChoice {
  /// What has to be there for a kind and is not.
  struct Lack: Hashable {
    /// Why the kind cannot run.
    var reason: Word
    /// The kind that runs in its place.
    var instead: PassKind
  }

  /// The kind that is wanted when a clock brings a pass.
  static func wanted(_ clock: PassClock, _ books: Books, _ configuration: EngineConfiguration) -> PassKind {
    books.chosenKinds[clock] ?? configuration.kind(of: clock)
  }

  /// What lacks for a kind: a promise of the broker, or an account to compare.
  static func lack(of kind: PassKind, _ configuration: EngineConfiguration) -> Lack? {
    switch kind {
    case .delta:
      configuration.guarantees.listsChanges ? nil : Lack(reason: .unpromised, instead: .incremental)
    case .positionOnly, .balanceOnly:
      configuration.mode == .live ? nil : Lack(reason: .paper, instead: .tradeOnly)
    case .full, .incremental, .tradeOnly, .realTime, .scheduled, .emergency: nil
    }
  }

  /// The kind that runs where another one is wanted.
  static func used(_ kind: PassKind, _ configuration: EngineConfiguration) -> PassKind {
    lack(of: kind, configuration)?.instead ?? kind
  }

  /// Why an operator may not choose a kind for a clock; nil if that is all right.
  static func refusal(of kind: PassKind, for clock: PassClock, _ configuration: EngineConfiguration) -> Word? {
    guard configuration.isEnabled else { return .disabled }
    guard clock.safeKinds.contains(kind) else { return .unsafe }
    return lack(of: kind, configuration)?.reason
  }

  /// The plan of a pass that an operator asks for.
  static func plan(_ request: PassRequest, _ configuration: EngineConfiguration) -> PassPlan {
    PassPlan(
      .operator, used(request.kind, configuration), symbols: request.symbols,
      isLook: request.isDetectOnly || !request.kind.contents.mayCorrect)
  }
}
