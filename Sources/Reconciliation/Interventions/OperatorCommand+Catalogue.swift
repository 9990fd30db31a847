import Trading

/// All that the engine knows of a command beside its arguments: its row in the one list of commands.
public struct OperatorCommandRow: Sendable {
  /// Who carries a command out; each says why it cannot be done, or nil.
  enum Action: Sendable {
    /// The engine.
    case engine(@Sendable (inout ReconciliationEngine, OperatorID?) -> Word?)
    /// The ticket that it is about takes a step, with the books and at the instant as they are.
    case ticket(UInt32, @Sendable (inout Ticket, Books, Instant) -> TicketWork)
  }

  /// The word for the command.
  public let word: Word
  /// What a person has to be to give it, under the settings.
  let role: @Sendable (EngineConfiguration) -> OperatorRole
  /// What an event says of it beside its word, its ticket and the person.
  let tell: @Sendable (inout Event) -> Void
  /// What it does.
  let action: Action

  /// The number of the ticket that the command is about.
  public var ticket: UInt32? { if case .ticket(let id, _) = action { id } else { nil } }

  /// Makes a row; the work of every day if it does not say whose.
  init(
    _ word: Word, by role: OperatorRole = .operator, _ action: Action,
    tell: @escaping @Sendable (inout Event) -> Void = { _ in }
  ) {
    self.init(word, role: { _ in role }, action, tell: tell)
  }

  /// Makes a row of a command whose role depends on the settings.
  init(
    _ word: Word, role: @escaping @Sendable (EngineConfiguration) -> OperatorRole, _ action: Action,
    tell: @escaping @Sendable (inout Event) -> Void
  ) {
    self.word = word
    self.role = role
    self.action = action
    self.tell = tell
  }
}

extension OperatorCommand {
  /// The row of the command; whatever else has to know the commands one by one belongs into it.
  public var row: OperatorCommandRow {
    switch self {
    case .pass(let request):
      // Who may look may have looked, however the look is called.
      OperatorCommandRow(
        .reconcile, role: { KindChoice.plan(request, $0).isLook ? .viewer : .operator },
        .engine { $0.run(request, by: $1) }
      ) { event in
        // What everybody means by a pass needs no word.
        if request != PassRequest() { event.origin = request.kind.word }
        event.source = request.isDetectOnly ? .review : nil
        if request.symbols.count == 1 { event.instrument = request.symbols[0].index }
      }
    case .choose(let kind, let clock):
      OperatorCommandRow(.choose, by: .supervisor, .engine { engine, _ in engine.choose(kind, for: clock) }) { event in
        event.origin = kind.word
        event.reason = clock.word
      }
    case .halt: OperatorCommandRow(.halt, .engine { $0.halt(by: $1) })
    case .resume: OperatorCommandRow(.resume, .engine { $0.resume(by: $1) })
    case .query(let order): OperatorCommandRow(.query, .engine { engine, _ in engine.inquire(order) })
    case .stop: OperatorCommandRow(.stop, by: .supervisor, .engine { $0.stop(by: $1) })
    case .release: OperatorCommandRow(.release, by: .supervisor, .engine { $0.release(by: $1) })
    case .acknowledge(let id): OperatorCommandRow(.acknowledge, .ticket(id) { ticket, _, _ in ticket.acknowledge() })
    case .assign(let id, let assignee):
      OperatorCommandRow(.assign, .ticket(id) { ticket, _, _ in ticket.assign(to: assignee) }) { event in
        event.assignee = assignee.index
      }
    case .prioritize(let id, let level):
      OperatorCommandRow(
        .prioritize, by: .supervisor, .ticket(id) { ticket, _, now in ticket.prioritize(level, at: now) }
      ) { event in
        event.state = level.word
      }
    case .resolve(let id, let decision, let note):
      // What changes the books to what neither side has, or makes somebody else's doing ours, is no work of every day.
      OperatorCommandRow(
        .resolve, by: decision.figure == nil && decision != .adopt ? .operator : .supervisor,
        .ticket(id) { ticket, books, _ in ticket.decide(decision, note: note, books) }
      ) { event in
        event.reason = decision.word
        event.note = note
        if let figure = decision.figure { (event.quantity, event.count) = (figure, 1) }
      }
    }
  }

  /// The word for the command.
  public var word: Word { row.word }

  /// The number of the ticket that the command is about.
  public var ticket: UInt32? { row.ticket }

  /// Writes into an event what was commanded.
  public func describe(in event: inout Event) {
    let row = row
    event.subject = row.word
    event.number = Int64(row.ticket ?? 0)
    row.tell(&event)
  }
}
