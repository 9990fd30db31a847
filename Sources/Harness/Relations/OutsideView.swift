import Reconciliation
import Simulation
import Trading

/// What the outside sees of a stretch of a run: records, events, requests, alerts, and what the broker does.
///
/// What the engine writes to its own log about what it received is left out, and so are the causes of the entries: they
/// are numbers of the trace.
struct OutsideView: Sendable {
  private let entries: [TraceEntry]

  /// Takes the entries of a trace from one on.
  init(_ trace: Trace, from first: Int) {
    entries = trace.entries[min(first, trace.entries.count)...].filter { $0.event.kind.isSeenOutside }
  }

  /// The first place at which two views part; nil on the side that has nothing more.
  func firstDifference(_ other: OutsideView) -> (TraceEntry?, TraceEntry?)? {
    for (mine, theirs) in zip(entries, other.entries)
    where mine.instant != theirs.instant || mine.event != theirs.event {
      return (mine, theirs)
    }
    guard entries.count != other.entries.count else { return nil }
    let count = min(entries.count, other.entries.count)
    return (entries.dropFirst(count).first, other.entries.dropFirst(count).first)
  }
}

extension EventKind {
  /// Whether the entry is about something that anybody but the engine itself can see.
  var isSeenOutside: Bool {
    switch self {
    case .journalAppended, .riskAlert, .orderSent, .orderResent, .cancelSent, .replaceSent, .orderLookup: true
    case .journalSynced, .journalFailed, .checkpointWritten: false
    default: isPublished || lane == .broker && self != .brokerMisreported
    }
  }
}

extension EngineEffect {
  /// What the outside would see of it, if it sees anything, as the end of a sentence that begins with "made the engine".
  var seen: Message? {
    switch self {
    case .send(let request): "send a \(about: request.content.kind.text) request"
    case .persist(let entry): "write the record `\(about: entry.record.kind.text)`"
    case .publish(let event): "publish \(about: event.kind.name)"
    case .notify(let event): "tell a person of \(about: event.subject?.text ?? "something")"
    case .writeCheckpoint: "write a checkpoint"
    case .keep(let record): "write the record `\(about: record.kind.text)`"
    case .log, .setTimer, .cancelTimer, .account: nil
    }
  }
}

extension EngineInput {
  /// What came, in a few words.
  var words: Message {
    switch self {
    case .response(_, let response): "the answer to \(about: response.question)"
    case .requestFailed: "the failure of a request"
    case .streamUpdate(.heartbeat): "a heartbeat"
    case .streamUpdate(.order(_, let kind)): "the stream's \(about: kind.text)"
    case .streamUpdate(.execution): "the stream's fill"
    default: "an input"
    }
  }

  /// Whether the stream brought it and it is more than a sign of life.
  var isOfStream: Bool {
    switch self {
    case .streamUpdate(.order), .streamUpdate(.execution): true
    default: false
    }
  }

  /// What the message says of one order, if it is about one.
  var report: OrderReport? {
    switch self {
    case .response(_, .done(let report)), .response(_, .order(let report?)): report
    case .streamUpdate(.order(let report, _)), .streamUpdate(.execution(_, let report)): report
    default: nil
    }
  }

  /// The order that the message is about, if it is about one.
  var order: ClientOrderID? { report?.order }
}

extension Response {
  /// What was asked.
  fileprivate var question: String {
    switch self {
    case .done, .refused: "a place, cancel or replace"
    case .order: "a query"
    case .orders: "a query of all orders"
    case .executions: "a query of executions"
    case .account: "a query of the account"
    }
  }
}
