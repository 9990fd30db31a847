public import Reconciliation
public import Simulation
import Trading

/// Who changed what, when, why, from what and to what, from the entries of a journal alone.
public struct ComplianceReport {
  /// One change that somebody may have to account for.
  public struct Line: Sendable {
    /// The number of the journal entry.
    public let sequence: UInt64
    /// When it was written, by the engine's clock.
    public let when: String
    /// Who brought it about: a trader, an operator, the broker or the engine.
    public let who: String
    /// What was done, and to what.
    public let what: String
    /// Why.
    public let why: String
    /// What was so before; empty for nothing.
    public let before: String
    /// What is so after it.
    public let after: String
  }

  /// The changes, in the order of the journal.
  public private(set) var lines: [Line] = []
  private let names: Names
  /// The figures of what is open, as they were last told.
  private var discrepancies: [UInt32: Discrepancy] = [:]

  /// Reads entries; the names are those of the scenario.
  public init(_ entries: [JournalEntry], _ names: Names) {
    self.names = names
    for entry in entries { read(entry) }
  }

  private mutating func read(_ entry: JournalEntry) {
    switch entry.record {
    case .order(let record): read(record, entry)
    case .execution(.counted(let execution, let source, _)) where execution.isInferred:
      add(
        entry, who: execution.reference == nil && source == .operator ? "operator" : "engine",
        "execution of order \(name(.order, execution.order.index)) "
          + (execution.reference == nil ? "inferred" : "that was inferred replaced by the one that was told"),
        why: execution.reference == nil ? "\(source.text)" : "told by \(source.text)",
        after: execution.isBust ? "nothing" : execution.trade)
    case .execution(.counted(let execution, let source, _)) where execution.reference != nil:
      add(
        entry, who: "broker",
        "execution \(name(.exec, execution.reference?.index ?? execution.id.index)) of order "
          + "\(name(.order, execution.order.index)) \(execution.isBust ? "taken back" : "amended")",
        why: "told by \(source.text)",
        after: execution.isBust ? "nothing" : execution.trade)
    case .execution(.counted(let execution, let source, _)):
      add(
        entry, who: "broker",
        "execution \(name(.exec, execution.id.index)) of order "
          + "\(name(.order, execution.order.index)) counted",
        why: "told by \(source.text)", after: execution.trade)
    case .position(.adopted(let adoption)):
      add(
        entry, who: "engine", "position \(name(.symbol, adoption.instrument.index)) taken over",
        why: "policy \(adoption.policy.text)", before: "\(adoption.from)",
        after: "\(adoption.to) at \(adoption.averagePrice)")
    case .cash(.adopted(let adoption)):
      add(
        entry, who: "engine", "balance \(name(.currency, adoption.currency.index)) taken over",
        why: "policy \(adoption.policy.text)", before: "\(adoption.from)", after: "\(adoption.to)")
    case .position(.verified(let instrument)):
      add(
        entry, who: "engine", "position \(name(.symbol, instrument.index)) verified", why: "the broker shows it again",
        before: "taken over", after: "committed")
    case .cash(.verified(let currency)):
      add(
        entry, who: "engine", "balance \(name(.currency, currency.index)) verified", why: "the broker shows it again",
        before: "taken over", after: "committed")
    case .discrepancy(.found(let discrepancy)):
      discrepancies[discrepancy.id] = discrepancy
      add(
        entry, who: "engine", "discrepancy D\(discrepancy.id) found\(subject(discrepancy))",
        why: [discrepancy.kind.text, discrepancy.reason?.text].compactMap { $0 }.joined(separator: ", "),
        before: "local \(discrepancy.local)", after: "broker \(discrepancy.broker)")
    case .discrepancy(.resolved(let id, let kind, let by)):
      let known = discrepancies.removeValue(forKey: id)
      add(
        entry, who: by == .auto ? "engine" : by.text, "discrepancy D\(id) closed", why: kind.text,
        before: known.map { "local \($0.local), broker \($0.broker)" } ?? "", after: "no difference")
    case .discrepancy(.held(let id, let limit)):
      add(
        entry, who: "engine", "discrepancy D\(id) left to a person", why: limit.text, before: "correctable",
        after: "held")
    case .ticket(.opened(let ticket)):
      add(
        entry, who: "engine", "ticket T\(ticket.id) about D\(ticket.discrepancy) opened",
        why: ticket.reason?.text ?? ticket.kind.text, after: "local \(ticket.local), broker \(ticket.broker)")
    case .ticket(.updated(let ticket)):
      add(
        entry, who: "engine", "ticket T\(ticket.id) about D\(ticket.discrepancy) told again",
        why: ticket.reason?.text ?? ticket.kind.text, after: "local \(ticket.local), broker \(ticket.broker)")
    case .ticket(.stepped(let ticket, let step)):
      add(
        entry, who: person(ticket.author) ?? "engine", "ticket T\(ticket.id) about D\(ticket.discrepancy) \(step)",
        why: person(ticket.note) ?? (step.isByPerson ? "command" : "nobody has seen to it in time"),
        after: [
          ticket.status.word.text, ticket.level?.word.text, person(ticket.assignee).map { "assigned to \($0)" },
          ticket.decision.map { $0.word.text + ($0.figure.map { " \($0)" } ?? "") },
        ].compactMap { $0 }.joined(separator: ", "))
    case .ticket(.resolved(let id, let discrepancy, let kind, let by)):
      add(
        entry, who: by == .auto ? "engine" : by.text, "ticket T\(id) about D\(discrepancy) closed", why: kind.text,
        before: "open", after: "closed")
    case .control(.halt(let isOn, let author)):
      add(
        entry, who: person(author) ?? "operator", isOn ? "halt ordered" : "halt ended", why: "command",
        before: isOn ? "sending" : "halted",
        after: isOn ? "halted" : "sending")
    case .control(.stop(let isOn, let author)):
      add(
        entry, who: person(author) ?? "operator", isOn ? "emergency stop ordered" : "emergency stop released",
        why: "command", before: isOn ? "sending" : "stopped", after: isOn ? "stopped" : "sending")
    case .control(.kind(let kind, let clock)):
      add(
        entry, who: "operator", "kind of pass for \(clock.word.text) chosen", why: "command", after: kind.word.text)
    case .control(.archived(.order(let order))):
      add(
        entry, who: "engine", "order \(name(.order, order.id.index)) archived", why: "setting keep-ended",
        before: Word(order.status).text, after: "filled \(order.filled) of \(order.terms.quantity)")
    case .control(.archived(.execution)), .control(.archived(.end)): break  // They are said with their order.
    case .control(.passReport): break  // It says what was done, and does nothing.
    case .control(.accountSeen): break  // It changes no figure.
    case .control(.opening(let opening, let policy)):
      add(
        entry, who: "engine", opening == .empty ? "empty store found" : "empty store told of", why: policy.text,
        after: "not in use")
    case .control(.opened(let by, let author)):
      add(
        entry, who: person(author) ?? (by == .auto ? "engine" : by.text), "empty store taken into use",
        why: by == .auto ? "nothing left to decide" : "command", before: "not in use", after: "in use")
    }
  }

  private mutating func read(_ record: OrderRecord, _ entry: JournalEntry) {
    let order = "order \(name(.order, record.order.index))"
    switch record {
    case .accepted(_, let terms):
      let symbol = name(.symbol, terms.instrument.index)
      add(
        entry, who: "trader", "\(order) accepted", why: "command", after: "\(terms.side) \(terms.quantity) \(symbol)")
    case .attempt(_, let number, _):
      add(entry, who: "engine", "\(order) to be sent", why: "accepted", after: "attempt \(number)")
    case .status(let change):
      let isByEngine = change.source == .policy || change.source == .trader
      add(
        entry, who: isByEngine ? "engine" : "broker", "\(order) changed its status",
        why: [change.source.text, change.reason?.text].compactMap { $0 }.joined(separator: ", "),
        before: Word(change.from).text, after: Word(change.to).text)
    case .cancelIntent:
      let isAsked = entry.cause == .trader
      add(
        entry, who: isAsked ? "trader" : "engine", "\(order) to be cancelled",
        why: isAsked ? "command" : "policy stale-orders", after: "cancel asked")
    case .replaceIntent(_, let amendment):
      let isAsked = entry.cause == .trader
      add(
        entry, who: isAsked ? "trader" : "engine", "\(order) to be changed", why: isAsked ? "command" : "superseded",
        after: "quantity \(amendment.quantity)")
    case .intentEnd(_, let intent, let reason):
      add(
        entry, who: "engine", "\(intent.text) of \(order) ended", why: reason.text, before: "asked", after: "given up")
    case .terms(_, let amendment, let source, _):
      add(entry, who: "broker", "\(order) has new terms", why: source.text, after: "quantity \(amendment.quantity)")
    case .adopted(_, let terms, _, _):
      add(
        entry, who: "operator", "\(order) of somebody else adopted", why: "command", before: "not ours",
        after: "\(terms.side) \(terms.quantity) \(name(.symbol, terms.instrument.index))")
    case .stale(_, let policy):
      add(entry, who: "engine", "\(order) is stale", why: "policy stale-orders", after: policy.text)
    }
  }

  private mutating func add(
    _ entry: JournalEntry, who: String, _ what: String, why: String, before: String = "", after: String
  ) {
    lines.append(
      Line(
        sequence: entry.sequence, when: "\(entry.instant)", who: who, what: what,
        why: "\(why) (on \(entry.cause.text))", before: before, after: after))
  }

  private func subject(_ discrepancy: Discrepancy) -> String {
    for (word, kind, number) in [
      ("order", EventField.order, discrepancy.order), ("execution", .exec, discrepancy.execution),
      ("position", .symbol, discrepancy.instrument), ("balance", .currency, discrepancy.currency),
    ] where number != Event.none {
      return " in \(word) \(name(kind, number))"
    }
    return ""
  }

  /// A name or a note as the file has it; nil for none.
  private func person(_ number: UInt32) -> String? {
    number == Event.none ? nil : names.name(.text, number)
  }

  private func name(_ field: EventField, _ number: UInt32) -> String {
    let value: Event.Value =
      switch field {
      case .exec: .execution(number)
      case .symbol: .instrument(number)
      case .currency: .currency(number)
      default: .order(number)
      }
    return names.text(of: value, for: field)
  }
}

extension Execution {
  /// What was traded, at which price, and for which fee if there is one.
  fileprivate var trade: String { "\(side) \(quantity) at \(price)\(fee.isZero ? "" : ", fee \(fee)")" }
}
