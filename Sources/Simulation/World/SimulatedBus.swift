import Reconciliation
import Trading

/// The event bus, as the shell of the engine sees it.
struct SimulatedBus: Sendable {
  /// The faults of the bus that are in force.
  var rules: [BusRule] = []
  /// In a turn: from which event on nothing is confirmed, and why.
  private(set) var failure: (from: UInt64, reason: Word)?
  /// Whether the engine knows of a failure and of nothing better since.
  private var isFailing = false
  /// Whether it has been told that the bus works again; it may have more to publish.
  private var hasReturned = false
  /// The last event that was taken since.
  private var taken: UInt64?
  /// Whether what comes behind an event that is not confirmed goes out all the same.
  private(set) var takesUnconfirmed = false

  /// The process is gone that knew of a failure.
  mutating func forget() {
    failure = nil
    taken = nil
    isFailing = false
  }

  mutating func note(_ effect: BusEffect, at sequence: UInt64) {
    failure = (sequence, effect.failure)
    takesUnconfirmed = effect.takes
  }

  mutating func noteTaken(_ sequence: UInt64) {
    if isFailing { taken = sequence }
  }

  /// Takes what the engine has to be told of the turn.
  mutating func takeFailure() -> (from: UInt64, reason: Word)? {
    guard let failure else { return nil }
    self.failure = nil
    isFailing = true
    hasReturned = false
    taken = nil
    return failure
  }

  /// Takes the word that the bus works again: up to which record it has the events.
  mutating func takeReturn() -> UInt64? {
    guard isFailing else { return nil }
    guard let taken else {
      if hasReturned { isFailing = false }
      return nil
    }
    self.taken = nil
    hasReturned = true
    return taken
  }
}

extension World {
  /// Whether an event goes out.
  mutating func takes(_ event: Event) -> Bool {
    if bus.rules.isEmpty { return true }
    if bus.failure != nil { return bus.takesUnconfirmed }
    guard let rule = bus.rules.first(where: { faults.isActive($0.fault, at: now) }) else {
      bus.noteTaken(event.sequence)
      return true
    }
    faults.fire(rule.fault, at: now)
    bus.note(rule.effect, at: event.sequence)
    var failed = Event(.busUnconfirmed)
    failed.sequence = event.sequence
    failed.reason = rule.effect.failure
    cause = record(failed, cause: cause, line: faults.faults[rule.fault].line)
    return rule.effect.takes
  }
}
