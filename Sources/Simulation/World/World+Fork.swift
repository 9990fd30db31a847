package import Reconciliation
package import Trading

/// What is asked of a copy of a world: a copy is a fork of the universe, and nothing done to it reaches the original.
extension World {
  /// What a start would find on disk if the process were killed now.
  ///
  /// - Throws: ``RecoveryError`` if it would refuse to start.
  package func recoveryAfterKill() throws(RecoveryError) -> Recovery {
    var disk = disk
    disk.loseUnsynced(keepingTornHalf: false)
    return try disk.recover()
  }

  /// What is on the disk if the process is killed now.
  package var storeAfterKill: StoreFiles {
    var disk = disk
    disk.loseUnsynced(keepingTornHalf: false)
    return disk.contents
  }

  /// Keeps the records that become durable from here on, for ``durableRecords``.
  package mutating func keepRecords() { disk.keepRecords() }

  /// Keeps the whole journal from here on, for ``journal``.
  package mutating func keepJournal() { disk.keepArchive() }

  /// All records that became durable, of all starts, if they are kept.
  package var journal: [JournalEntry]? { disk.archive }

  /// The records that became durable since the last start, if they are kept.
  package var durableRecords: [JournalEntry]? { disk.synced }

  /// What the next step tells the engine, if it is a message that arrives from the broker or from a gateway.
  package var nextMessage: EngineInput? {
    guard isRunning, let next = queue.first, timers.nextInstant.map({ $0 >= next.instant }) ?? true,
      case .delivery(let slot) = next.payload
    else { return nil }
    return message(in: slot, at: next.instant)
  }

  private func message(in slot: Int, at instant: Instant) -> EngineInput? {
    guard envelopes[slot].generation == generation,
      network.cuts.isEmpty || !network.cuts.contains(where: { faults.isActive($0, at: instant) })
    else { return nil }
    switch envelopes[slot].message {
    case .response(let id, let response): return .response(id, response)
    case .failure(let id, let failure): return .requestFailed(id, failure)
    case .stream(let update): return .streamUpdate(update)
    case .request, .streamUp, .streamDown: return nil
    }
  }

  /// The process that runs now, counted from the first start.
  package var processNumber: UInt32 { generation }

  /// Tells the engine something once more.
  @_specialize(where Engine == ReconciliationEngine)
  package mutating func repeatToEngine(_ input: EngineInput) { feed(input, cause: TraceEntry.noCause) }

  /// The two things that happen next, if both are messages for the engine that arrive at one instant.
  package var nextTwoMessages: (EngineInput, EngineInput)? {
    guard isRunning, let (first, second) = queue.firstTwo, first.instant == second.instant,
      timers.nextInstant.map({ $0 >= first.instant }) ?? true,
      case .delivery(let one) = first.payload, case .delivery(let other) = second.payload,
      let message = message(in: one, at: first.instant), let next = self.message(in: other, at: first.instant)
    else { return nil }
    return (message, next)
  }

  /// Whether a request about an order, or the next step for one, is still to come.
  package var isBusyWithOrders: Bool {
    timers.armed.contains { armed in
      switch armed.timer {
      case .order, .stranger, .lookUps: true
      case .request: ![.orders, .executions, .account].contains(armed.request)
      default: false
      }
    }
  }

  /// Whether nothing but polls, full passes and signs of life is to come before an instant, and no answer is awaited.
  package func isAtRest(until end: Instant) -> Bool {
    queue.hasOnlyHeartbeats
      && timers.armed.allSatisfy { armed in
        switch armed.timer {
        case .orderPoll, .fullPass, .streamSilence, .metrics: true
        case .passRetry, .store, .bus, .request, .order, .stranger, .lookUps: false
        // An escalation or a reminder comes whether or not anything else does.
        case .tickets, .blindness: armed.instant > end
        }
      }
  }

  /// When the next full pass is due, or nil if none ever will be.
  package var nextFullPass: Instant? { timers.armed.first { $0.timer == .fullPass }?.instant }

  /// Whether a fault of the store has acted.
  package var hasStoreFailed: Bool { storeRules.contains { faults.faults[$0.fault].fired > 0 } }

  /// Whether a fault of the store has kept a record from being durable as soon as all others are.
  package var hasDelayedRecords: Bool {
    storeRules.contains { $0.effect.delaysRecords && faults.faults[$0.fault].fired > 0 }
  }

  /// Lets the second of the two things that happen next happen first.
  package mutating func exchangeNextTwo() { queue.exchangeFirstTwo() }
}
