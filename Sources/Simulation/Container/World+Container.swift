import Reconciliation
import Trading

/// A kill that waits for an effect boundary.
struct ArmedCrash: Sendable {
  var fault: Int
  var point: Word
  var order: UInt32?
  var execution: UInt32?
  var down: TimeSpan
}

extension World {
  /// Starts the engine from what is on disk.
  mutating func startContainer(reason: Word, cause: UInt32) {
    guard !isRunning else { return }
    generation += 1
    bus.forget()
    lastStart = now
    var event = Event(.containerStarted)
    event.reason = reason
    let entry = record(event, cause: cause)
    do {
      let recovery = try recover()
      container = .running
      isRunning = true
      feed(.started(recovery, reason: reason), cause: entry)
      guard isRunning else { return }
      feed(network.isCut(faults, at: now) ? .streamLost : .streamConnected, cause: entry)
    } catch {
      container = .refusing(error)
      var event = Event(.engineHalted)
      event.reason = .corrupt
      record(event, cause: entry)
    }
  }

  /// Makes the engine that starts, of what is on disk.
  private mutating func recover() throws(RecoveryError) -> Recovery {
    guard !Engine.abilities.hasOurJournal else {
      let recovery = try disk.recover()
      recoveredBooks = recovery.books
      incarnation = Engine(configuration: configuration.engine)
      return recovery
    }
    incarnation = Engine(configuration: configuration.engine)
    disk.cutJournal(to: try incarnation.recover(own: disk.own))
    recoveredBooks = incarnation.books
    return .empty(configuration.engine)
  }

  /// Kills the container if a kill waits for this boundary.
  mutating func crashes(at point: Word, order: UInt32, execution: UInt32) -> Bool {
    guard !crashes.isEmpty, !isUntouched(order) else { return false }
    guard
      let index = crashes.firstIndex(where: { crash in
        crash.point == point && (crash.order == nil || crash.order == order)
          && (crash.execution == nil || crash.execution == execution)
      })
    else { return false }
    let crash = crashes.remove(at: index)
    faults.fire(crash.fault, at: now)
    var event = Event(.containerKilled)
    event.reason = point
    event.order = order
    event.execution = execution
    kill(event, down: crash.down, line: faults.faults[crash.fault].line)
    return true
  }

  /// Ends the process at once: what was not synced is gone, and so is every connection.
  mutating func kill(_ event: Event, down: TimeSpan, line: UInt32) {
    let entry = record(event, cause: cause, line: line)
    var keepsTornHalf = false
    if disk.hasUnsynced {
      for rule in storeRules where rule.effect.tearsWrites && faults.isActive(rule.fault, at: now) {
        faults.fire(rule.fault, at: now)
        keepsTornHalf = true
      }
    }
    disk.loseUnsynced(keepingTornHalf: keepsTornHalf)
    stopEngine(restartingAfter: down, reason: .crash, cause: entry)
  }

  /// Ends the process in good order: what was written is synced first, and the engine learns of the end.
  ///
  /// It does not wait for a slow store: what becomes durable without the engine's knowledge is as after a kill.
  mutating func stop(down: TimeSpan, line: UInt32) {
    var event = Event(.containerStopped)
    event.reason = .restart
    let entry = record(event, cause: TraceEntry.noCause, line: line)
    cause = entry
    if disk.hasUnsynced {
      noteSynced(upTo: disk.written, isLost: false)
    } else {
      feed(.stopping, cause: entry)
      // It may be killed while it stops.
      guard isRunning else { return }
    }
    stopEngine(restartingAfter: down, reason: .restart, cause: entry)
  }

  private mutating func stopEngine(restartingAfter down: TimeSpan, reason: Word, cause: UInt32) {
    isRunning = false
    container = .down
    timers.removeAll()
    queue.schedule(.start(reason: reason, cause: cause), at: now + down)
  }
}
