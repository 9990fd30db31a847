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

/// Something that can happen to a message on its way.
///
/// Asked only about a message that the filter of its rule has let through: what is asked of every message are plain
/// values.
protocol MessageFault: Sendable {
  /// Whether there is anything to do to a message: what passes untouched is not counted.
  func hits(_ passage: Passage) -> Bool
  /// Changes the passage of a message that it hits.
  func affect(_ passage: inout Passage)
}

extension MessageFault {
  func hits(_ passage: Passage) -> Bool { true }
}

/// The way of one message through the rules of the network.
struct Passage {
  /// What the rules see of the message.
  let label: MessageLabel
  /// What it says.
  var message: Message
  /// What the broker has, for an answer that is about something else.
  let orders: [OrderReport]
  /// How many instruments there are.
  let instrumentCount: Int
  /// Whether it says what is not so.
  var isFalsified = false
  /// What arrives right behind it, under its label.
  var afterthought: Message?
  /// How long it takes.
  var latency: TimeSpan
  /// How much later each further copy arrives.
  var copies: [TimeSpan] = []
  /// What the trace says of the rule at hand.
  var event: Event?
  /// What becomes of the message.
  var fate = Fate.passes
  /// The rule at hand: its own site of randomness and how often it has acted, so that no other rule shifts its draws.
  var site: UInt64 = 0
  var ordinal: UInt64 = 0
  let randomness: SiteRandomness

  /// What can become of a message.
  enum Fate {
    /// It goes on to the next rule, and then on its way.
    case passes
    /// It never arrives.
    case isLost
    /// It waits for other messages.
    case isHeld
    /// A gateway answers it with a status, and forwards it or not.
    case isAnswered(status: Int, isForwarded: Bool)
  }

  /// A span up to a bound, drawn by the rule at hand.
  func drawn(upTo bound: TimeSpan) -> TimeSpan {
    guard bound > .zero else { return .zero }
    return randomness.span(from: .zero, through: bound, site: site, ordinal: ordinal)
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
