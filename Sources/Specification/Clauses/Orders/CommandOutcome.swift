import Reconciliation
import Trading

/// `command-outcome`: what a trader or an operator asks of an order is recorded as asked, or refused; nothing else is.
struct CommandOutcome: Clause {
  static let page = ClausePage(
    "command-outcome", .commands, .justification,
    "a command about an order that can be carried out is recorded at once with exactly what was asked, and no order, "
      + "intent or change of the trader is recorded without a command",
    source: "design, section 3, inputs and rule 6")
  static let hooks: ClauseHooks = [.begin, .willRecord, .end]
  static let beginnings: ClauseInputs = [.command]
  static let endings: ClauseInputs = [.command]
  static let records: ClauseRecords = [.order]

  private var due: OrderRecord?
  private var asked: ClientOrderID?

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    switch scene.turn.input {
    case .command, .operatorCommand(.query, _): break
    default: return
    }
    let reading = CommandReading(scene)
    switch reading.verdict {
    case .recorded(let record): due = record
    case .asked: asked = reading.order
    case .none, .unclear, .refused: return
    }
    scene.tried()
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(let record) = entry.record, CommandOutcome.stemsFromCommand(record), !scene.isBlind else {
      return
    }
    // What the trader has asked for before may be asked for anew: `terms-taken-over` says when.
    if case .replaceIntent = record, entry.cause != .trader { return }
    // What a policy wants gone is for `stale-order` to say.
    if case .cancelIntent = record, entry.cause != .trader { return }
    if let due, due == record {
      self.due = nil
    } else {
      scene.require(
        false,
        { scene in "a record of the trader's wish for order \(scene.name(record.order)) is not what was asked for" },
        cause: "\(record.kindForMessages)")
    }
  }

  mutating func end(_ scene: inout Scene) {
    defer {
      due = nil
      asked = nil
    }
    if let due {
      scene.breach(
        { scene in "the command about order \(scene.name(due.order)) can be carried out and was not recorded" },
        cause: due.kindForMessages)
    }
    // At startup nothing is asked before the first pass has ended.
    guard let asked, let slot = scene.model.slot(of: asked), scene.hearsay.condition != .starting else { return }
    let heard = scene.dialogue.orders[slot]
    if heard.lookUp == 0, !heard.isQueued, heard.timer != heard.limitedUntil {
      scene.breach(
        { scene in "the operator's question about order \(scene.name(asked)) was not asked" }, cause: "query")
    }
  }

  private static func stemsFromCommand(_ record: OrderRecord) -> Bool {
    switch record {
    case .accepted, .cancelIntent, .replaceIntent: true
    case .terms(_, _, let source, _): source == .trader
    case .status(let change): change.source == .trader && change.from == .pending
    case .intentEnd(_, let intent, let reason): intent == .replace && reason == .unsent
    case .attempt, .stale, .adopted: false
    }
  }
}

extension OrderRecord {
  /// What the record is, in a word.
  var kindForMessages: String {
    switch self {
    case .accepted: "accepted"
    case .attempt: "attempt"
    case .status: "status"
    case .cancelIntent: "cancel"
    case .replaceIntent: "replace"
    case .intentEnd: "intent-end"
    case .stale: "stale"
    case .adopted: "adopted"
    case .terms: "terms"
    }
  }
}
