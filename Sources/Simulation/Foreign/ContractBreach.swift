import Reconciliation
import Trading

/// How an engine of somebody else has broken the contract of ``ForeignEngine``: then nothing that it did can be judged.
public struct ContractBreach: Hashable, Sendable {
  /// What it did, without names and figures: two breaches of one cause have the same.
  public var cause: String
  /// What it did.
  public var message: String
  /// What to do about it.
  public var advice: String

  static func sharesState(after input: String) -> ContractBreach {
    ContractBreach(
      cause: "shares state", message: "`\(input)` given to a copy has changed the original: copies share state",
      advice: "make the engine a value, or copy in `fork()` all that it holds by reference")
  }

  static func differs(at input: String, _ difference: String) -> ContractBreach {
    ContractBreach(
      cause: "differs", message: "`\(input)` given twice in the same state: \(difference)",
      advice: "read no clock, no random numbers and no order of a set; and share nothing between copies")
  }

  static func numbered(_ number: UInt64, after last: UInt64) -> ContractBreach {
    ContractBreach(
      cause: "numbers", message: "record \(number) is written behind record \(last)",
      advice: "number records without a gap; after `persistFailed` go on behind the last durable one")
  }

  static func checkpointAhead(_ number: UInt64, durable: UInt64) -> ContractBreach {
    ContractBreach(
      cause: "checkpoint ahead",
      message: "a checkpoint up to record \(number) is written, and only records up to \(durable) are durable",
      advice: "write a checkpoint when `persisted` has named all records that it holds")
  }

  static func undeclared(_ kind: EventKind) -> ContractBreach {
    ContractBreach(
      cause: "undeclared event", message: "`\(kind.name)` is told, and its abilities do not say so",
      advice: kind.lane == .engine
        ? "add `.\(kind)` to the events of its abilities" : "events of another lane than `engine` are the world's")
  }

  static func undeclared(_ kind: Word) -> ContractBreach {
    ContractBreach(
      cause: "undeclared record", message: "a record `\(kind.text)` is written, and its abilities do not say so",
      advice: "add `.\(kind)` to the records of its abilities")
  }

  static func unpublished(_ kind: EventKind) -> ContractBreach {
    ContractBreach(
      cause: "unpublished event", message: "`\(kind.name)` is an event of the bus, and is only logged",
      advice: "`publish` it, with the number of its record")
  }

  /// The first effect in which two lists differ.
  static func difference(_ first: [ForeignEffect], _ second: [ForeignEffect]) -> String {
    let index = zip(first, second).prefix { $0 == $1 }.count
    func text(_ effects: [ForeignEffect]) -> String {
      effects.indices.contains(index) ? effects[index].name : "nothing"
    }
    return index < max(first.count, second.count)
      ? "effect \(index + 1) is once `\(text(first))`, once \(text(first) == text(second) ? "another" : text(second))"
      : "the effects are the same, the statements are not"
  }
}

/// What is seen of the contract from effect to effect.
struct ContractWatch: Sendable {
  private let abilities: EngineAbilities
  /// The last record written, and the last that is durable.
  private(set) var written: UInt64 = 0
  private var durable: UInt64 = 0
  private var isKnown = false

  init(_ abilities: EngineAbilities) { self.abilities = abilities }

  /// What an effect breaks.
  mutating func look(at effect: ForeignEffect) -> ContractBreach? {
    switch effect {
    case .persist(let record, _):
      defer {
        written = record.sequence
        isKnown = true
      }
      // Behind what its own store has handed on to this process.
      if !isKnown { durable = max(durable, record.sequence == 0 ? 0 : record.sequence - 1) }
      guard abilities.records.contains(record.kind) else { return .undeclared(record.kind) }
      // The first record of a process goes on where the last one ended, which its own store knows.
      return !isKnown || record.sequence == written + 1 ? nil : .numbered(record.sequence, after: written)
    case .writeCheckpoint(let sequence, _):
      return isKnown && sequence > durable ? .checkpointAhead(sequence, durable: durable) : nil
    case .publish(let event), .notify(let event): return look(at: event)
    case .log(let event):
      return look(at: event) ?? (event.kind.isPublished ? .unpublished(event.kind) : nil)
    case .send, .setTimer, .cancelTimer: return nil
    }
  }

  private func look(at event: Event) -> ContractBreach? {
    event.kind.lane == .engine && abilities.events.contains(event.kind) ? nil : .undeclared(event.kind)
  }

  /// What the store says of records.
  mutating func note(_ input: ForeignInput) {
    switch input {
    case .persisted(let sequence):
      durable = max(durable, sequence)
      written = max(written, sequence)
    case .persistFailed: written = durable
    default: break
    }
  }
}

extension ForeignEffect {
  /// The name of the case, and of what it tells, for texts.
  var name: String {
    switch self {
    case .publish(let event), .notify(let event), .log(let event): event.kind.name
    case .persist(let record, _): "persist \(record.kind.text)"
    default: "\(self)".prefix { $0 != "(" }.description
    }
  }
}
