import Reconciliation
import Trading

/// `kind-chosen`: which kinds of pass are in force, and who is told that another one runs.
struct KindChosen: Clause {
  static let page = ClausePage(
    "kind-chosen", .passes, .justification,
    "an operator's choice of a kind of pass is recorded if it changes something, and nothing else is; it is refused while "
      + "reconciliation is off, as `unsafe` where that kind would leave differences standing, and where the broker's "
      + "promise lacks; reconcile.fallback is logged at a start for each clock, and for each pass an operator asks for, "
      + "whose kind lacks something, with what runs instead and why",
    source: "strategies document, sections 3.c and 4 (configuration, fallback); `trueup list events`",
    settings: [.pollKind, .fullKind, .startupKind, .reconnectKind])
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .command]
  static let endings: ClauseInputs = [.start, .command, .durable]
  static let records: ClauseRecords = [.control]
  static let lines: [EventKind] = [.operatorRefused, .reconcileFallback]

  private struct Choice: Equatable {
    var kind: PassKind
    var clock: PassClock
  }

  private var kinds = KindsInForce()
  /// What has to be recorded, oldest first: a store that fails takes it later.
  private var due: [Choice] = []
  private var refusal: Word?
  /// The lines that are due in this turn.
  private var fallbacks: [Event] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    refusal = nil
    fallbacks = []
    switch scene.turn.input {
    case .started:
      kinds.start(scene.model)
      due = []
      guard scene.configuration.isEnabled else { return }
      for clock in PassClock.allCases { expectFallback(kinds.wanted(clock, scene.configuration), clock.word, scene) }
    case .operatorCommand(.pass(let request), _):
      guard scene.configuration.isEnabled || request.kind == .emergency,
        !request.symbols.contains(where: { scene.reckoning.isLeftOut($0) })
      else { return }
      expectFallback(request.kind, .operator, scene)
    case .operatorCommand(.choose(let kind, let clock), _):
      scene.tried()
      switch kinds.choose(kind, clock, scene.configuration) {
      case .refused(let reason): refusal = reason
      case .recorded: due.append(Choice(kind: kind, clock: clock))
      case .unchanged: return
      }
    default: return
    }
  }

  private mutating func expectFallback(_ kind: PassKind, _ trigger: Word, _ scene: Scene) {
    guard let substitute = kind.substitute(scene.configuration) else { return }
    var event = Event(.reconcileFallback)
    event.subject = kind.word
    event.origin = substitute.kind.word
    event.source = trigger
    event.reason = substitute.reason
    fallbacks.append(event)
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .control(.kind(let kind, let clock)) = entry.record else { return }
    if due.first == Choice(kind: kind, clock: clock) {
      due.removeFirst()
    } else {
      scene.breach(
        "record \(entry.sequence) says \(kind.word.text) for \(clock.word.text), and no operator has chosen so",
        cause: "choice")
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .log(let event) = effect else { return }
    switch event.kind {
    case .operatorRefused:
      guard event.subject == .choose, event.reason != .role else { return }
      if event.reason != refusal {
        scene.breach(
          "a choice was refused as \(event.reason?.text ?? "nothing"), and \(refusal?.text ?? "none") is due",
          cause: "refused")
      }
      refusal = nil
    case .reconcileFallback:
      scene.tried()
      if fallbacks.first == event {
        fallbacks.removeFirst()
      } else {
        scene.breach(
          "reconcile.fallback \(KindChosen.text(event)) is not due"
            + (fallbacks.first.map { ": \(KindChosen.text($0)) is" } ?? ""),
          cause: "fallback")
      }
    default: return
    }
  }

  private static func text(_ event: Event) -> String {
    [event.subject, event.origin, event.source, event.reason].map { $0?.text ?? "nothing" }.joined(separator: " ")
  }

  mutating func end(_ scene: inout Scene) {
    if let refusal { scene.breach("a choice is \(refusal.text), and was not refused", cause: "not refused") }
    refusal = nil
    if let fallback = fallbacks.first {
      scene.breach("reconcile.fallback \(KindChosen.text(fallback)) is due, and was not logged", cause: "no fallback")
    }
    fallbacks = []
    guard let choice = due.first, !scene.isBlind else { return }
    scene.breach(
      "an operator chose \(choice.kind.word.text) for \(choice.clock.word.text), and that was not recorded",
      cause: "not recorded")
    due = []
  }
}
