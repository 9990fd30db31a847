import Reconciliation
import Trading

/// What a network rule does to the messages that it hits.
///
/// Each effect is a value in a file of its own, with the static member that makes it; there is no list of them.
public struct NetworkEffect: Sendable {
  let fault: any MessageFault

  init(_ fault: some MessageFault) {
    self.fault = fault
  }
}

/// Something that can happen to messages on their way, with what it remembers of them.
///
/// Asked only about a message that the filter of its rule has let through: what is asked of every message are plain
/// values.
protocol MessageFault: Sendable {
  /// Whether there is anything to do to a message: what passes untouched is not counted.
  func concerns(_ passage: Passage, _ scene: Scene) -> Bool
  /// Changes the passage of a message that it hits, and says what becomes of it.
  mutating func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate
  /// What it has kept and lets go now: asked when it has ended, and at the instant for which it asked to be woken up.
  mutating func letGo(at now: Instant, hasEnded: Bool) -> [Passage]
}

extension MessageFault {
  func concerns(_ passage: Passage, _ scene: Scene) -> Bool { true }
  func letGo(at now: Instant, hasEnded: Bool) -> [Passage] { [] }
}

/// What becomes of a message that a fault has met.
enum Fate {
  /// It goes on to the next rule, and then on its way.
  case goesOn
  /// These go on their way now, past all other rules, in place of it; none if it is lost, or if the fault keeps it.
  case isReplaced(by: [Passage])
}

/// What there is besides a message, for one that is to say something else.
struct Scene: Sendable {
  /// What the broker has.
  let orders: [OrderReport]
  /// How many instruments there are.
  let instrumentCount: Int
}

/// The way of one message through the network.
struct Passage: Sendable {
  /// The message.
  var envelope: Envelope
  /// How long it takes.
  var latency: TimeSpan
  /// How much later each further copy arrives.
  var copies: [TimeSpan] = []
  /// When it was sent.
  let sent: Instant
  /// Whether it says what is not so.
  var isFalsified = false
  /// What arrives right behind it, under its label.
  var afterthought: Message?
  /// What the trace says of what was done to it.
  var event: Event?
  /// Whether that is the cause of the message, as of an answer of the network's own.
  var isCausedByEvent = false

  init(_ envelope: Envelope, latency: TimeSpan, sent: Instant) {
    self.envelope = envelope
    self.latency = latency
    self.sent = sent
  }

  /// An event about the message.
  func told(_ kind: EventKind, number: Int64? = nil) -> Event {
    var event = envelope.label.event(kind)
    if let number { event.number = number }
    return event
  }
}

/// One action of a fault.
struct FaultTurn {
  /// How often it has acted, this time included.
  let ordinal: Int
  /// Whether it must not act again.
  let isLast: Bool
  /// When it ends by itself; nil for never.
  let ends: Instant?
  /// When it is to be asked what it lets go; nil for nothing to wait for.
  var wake: Instant?
  /// What there is besides the message.
  let scene: Scene
  private let site: UInt64
  private let randomness: SiteRandomness

  init(of fault: Fault, _ scene: Scene, _ randomness: SiteRandomness) {
    self.scene = scene
    ordinal = fault.fired
    isLast = fault.remaining == 0
    ends = fault.ends
    site = UInt64(fault.line)
    self.randomness = randomness
  }

  /// A span up to a bound, drawn at the fault's own site, so that no other fault shifts its draws.
  func drawn(upTo bound: TimeSpan) -> TimeSpan {
    guard bound > .zero else { return .zero }
    return randomness.span(from: .zero, through: bound, site: site, ordinal: UInt64(ordinal))
  }
}

private struct HitMessages: WorldAct {
  let filter: MessageFilter
  let effect: NetworkEffect
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.network.rules.append(MessageRule(fault: fault, filter: filter, effect: effect.fault))
    return fault
  }
}

extension WorldAction {
  /// Messages are hit by a rule.
  public static func network(_ filter: MessageFilter, _ effect: NetworkEffect, _ extent: FaultExtent) -> WorldAction {
    WorldAction(HitMessages(filter: filter, effect: effect, extent: extent))
  }
}
