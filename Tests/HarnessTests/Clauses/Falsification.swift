import Reconciliation
import Trading

/// Ways to falsify a session, effect by effect.
enum Falsification {
  typealias Change = @Sendable (EngineEffect) -> [EngineEffect]

  /// Leaves out what the function picks.
  static func without(_ picks: @escaping @Sendable (EngineEffect) -> Bool) -> Change {
    { picks($0) ? [] : [$0] }
  }

  /// Repeats what the function picks.
  static func twice(_ picks: @escaping @Sendable (EngineEffect) -> Bool) -> Change {
    { picks($0) ? [$0, $0] : [$0] }
  }

  /// Leaves out the log's events of a kind.
  static func silent(_ kind: EventKind) -> Change { without { $0.logged(kind) != nil } }

  /// Changes the log's events of a kind.
  static func logged(_ kind: EventKind, _ change: @escaping @Sendable (inout Event) -> Void) -> Change {
    { effect in
      guard var event = effect.logged(kind) else { return [effect] }
      change(&event)
      return [.log(event)]
    }
  }

  /// Changes the alerts of a kind.
  static func told(_ kind: Word, _ change: @escaping @Sendable (inout Event) -> Void) -> Change {
    { effect in
      guard var event = effect.told(kind) else { return [effect] }
      change(&event)
      return [.notify(event)]
    }
  }

  /// Moves the instants for which a timer is set.
  static func moved(by span: TimeSpan, _ picks: @escaping @Sendable (Timer) -> Bool) -> Change {
    { effect in
      if case .setTimer(let timer, let instant) = effect, picks(timer) {
        [.setTimer(timer, at: instant + span)]
      } else {
        [effect]
      }
    }
  }

  /// Changes queries and requests.
  static func sent(_ change: @escaping @Sendable (inout Request) -> Bool) -> Change {
    { effect in
      guard case .send(var request) = effect else { return [effect] }
      return change(&request) ? [.send(request)] : []
    }
  }

  /// Changes records.
  static func recorded(_ change: @escaping @Sendable (inout JournalEntry) -> Bool) -> Change {
    { effect in
      guard case .persist(var entry) = effect else { return [effect] }
      return change(&entry) ? [.persist(entry)] : []
    }
  }
}

extension EngineEffect {
  /// The event of the engine's log, if it is one of this kind.
  func logged(_ kind: EventKind) -> Event? {
    if case .log(let event) = self, event.kind == kind { event } else { nil }
  }

  /// The alert, if it is one of this kind.
  func told(_ kind: Word) -> Event? {
    if case .notify(let event) = self, event.subject == kind { event } else { nil }
  }

  /// Whether a timer is set.
  func sets(_ picks: (Timer) -> Bool) -> Bool {
    if case .setTimer(let timer, _) = self { picks(timer) } else { false }
  }
}

extension [EngineTurn] {
  /// Adds effects to the first turn that the function picks, at its end.
  mutating func append(_ effects: [EngineEffect], where picks: (EngineTurn) -> Bool) {
    guard let index = firstIndex(where: picks) else { return }
    self[index] = self[index].with(self[index].effects + effects)
  }
}
