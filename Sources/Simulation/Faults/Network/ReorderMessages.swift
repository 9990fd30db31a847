import Reconciliation
import Trading

/// Messages are held and let go in the opposite order.
private struct ReorderMessages: MessageFault {
  func affect(_ passage: inout Passage) { passage.fate = .isHeld }
}

extension NetworkEffect {
  /// They are held until the fault has acted as often as it may or has ended, and then let go, the last one first.
  public static var reorder: NetworkEffect { NetworkEffect(ReorderMessages()) }
}

/// A message that a fault of the network holds.
struct HeldMessage: Sendable {
  /// The fault, by its index in the ledger.
  let fault: Int
  let envelope: Envelope
  /// How long the message takes once it is let go, and how much later its copies come.
  let latency: TimeSpan
  let copies: [TimeSpan]
  /// When it was sent.
  let sent: Instant
}

extension World {
  /// Holds a message; the last one that its fault may hold lets all of them go.
  mutating func hold(_ envelope: Envelope, _ passage: Passage, by fault: Int) {
    network.held.append(
      HeldMessage(
        fault: fault, envelope: envelope, latency: passage.latency, copies: passage.copies, sent: now))
    if faults.faults[fault].remaining == 0 {
      letGo(by: fault)
    } else if let ends = faults.faults[fault].ends, faults.faults[fault].fired == 1 {
      queue.schedule(.faultEnds(fault: fault), at: ends)
    }
  }

  /// Lets go what a fault holds: all of it arrives when the message sent last would have, that one first.
  mutating func letGo(by fault: Int) {
    let held = network.held.filter { $0.fault == fault }
    guard let last = held.last else { return }
    network.held.removeAll { $0.fault == fault }
    for message in held.reversed() {
      if message.sent < now {
        var event = message.envelope.label.event(.messageDelayed)
        event.number = (now - message.sent).nanoseconds
        record(event, cause: message.envelope.cause, line: faults.faults[fault].line)
      }
      dispatch(message.envelope, after: last.latency)
      for span in message.copies { dispatch(message.envelope, after: last.latency + span) }
    }
  }

  /// Lets go what faults hold that have ended.
  mutating func letGoOfEnded() {
    while let message = network.held.first(where: { !faults.isActive($0.fault, at: now) }) {
      letGo(by: message.fault)
    }
  }
}
