import Reconciliation
import Trading

/// `durable-first`: nothing goes out that a restart would forget.
struct DurableFirst: Clause {
  static let page = ClausePage(
    "durable-first", .durability, .action,
    "an event, a request that changes an order, and a checkpoint go out when the records they rest on are durable, and "
      + "what is logged of a request names the last durable record",
    source: "design, section 3, rule 5")
  static let hooks: ClauseHooks = [.begin, .didRecord, .effects]
  static let beginnings: ClauseInputs = [.start, .durable]
  static let records: ClauseRecords = [.order]
  static let effects: ClauseEffects = [.publish, .send, .checkpoint]
  static let lines: [EventKind] = [.orderSent, .orderResent, .cancelSent, .replaceSent]

  /// The record that wants something done about an order.
  private struct Wish {
    var order: ClientOrderID
    var kind: Word
    var record: UInt64
  }

  /// The wishes that are not known to be durable, oldest first.
  private var open: [Wish] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func begin(_ scene: inout Scene) {
    if case .started = scene.turn.input { open = [] }
    open.removeFirst(open.prefix { $0.record <= scene.hearsay.durable }.count)
  }

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .order(let record) = entry.record else { return }
    let kind: Word
    switch record {
    case .attempt: kind = .place
    case .cancelIntent: kind = .cancel
    case .replaceIntent: kind = .replace
    case .accepted, .status, .intentEnd, .terms, .stale, .adopted: return
    }
    open.append(Wish(order: record.order, kind: kind, record: entry.sequence))
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    let durable = scene.hearsay.durable
    switch effect {
    case .publish(let event):
      scene.require(
        event.sequence <= durable,
        "\(event.kind.name) rests on record \(event.sequence), and \(durable) is the last durable one", cause: "event")
    case .send(let request):
      // What rests on a person's decision is looked at by itself.
      guard let order = request.content.order, request.content.kind != .query, request.content.stranger == nil
      else { return }
      let kind = request.content.kind
      let wish = open.last { $0.order == order && $0.kind == kind }
      scene.tried()
      guard let wish else { return }
      let name = scene.name(order)
      scene.breach(
        "\(kind.text) of \(name) rests on record \(wish.record), and \(durable) is the last durable one",
        cause: kind.text)
    case .writeCheckpoint(let sequence):
      let last = scene.model.sequence
      scene.require(
        sequence == durable && durable == last,
        "a checkpoint of record \(sequence) was written, and \(durable) of \(last) are durable",
        cause: "checkpoint")
    case .log(let event):
      switch event.kind {
      case .orderSent, .orderResent, .cancelSent, .replaceSent:
        scene.require(
          event.sequence == durable,
          "\(event.kind.name) says seq=\(event.sequence), and \(durable) is the last durable record", cause: "seq")
      default: return
      }
    case .persist, .keep, .notify, .setTimer, .cancelTimer, .account: return
    }
  }
}
