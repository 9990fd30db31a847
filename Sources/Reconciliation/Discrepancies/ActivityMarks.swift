import Trading

/// When the engine itself was last active in each instrument, as `activity-grace` counts it; a restart forgets it.
struct ActivityMarks: Sendable {
  /// How many times as long as the grace the same difference may be left alone, however busy its instrument is.
  static let longestGrace = 10

  private var latest: [InstrumentID: Instant] = [:]
  private var executed: [InstrumentID: Instant] = [:]

  /// An order was sent, cancelled or replaced, or has executed.
  mutating func note(_ record: JournalRecord, _ books: Books, at now: Instant) {
    switch record {
    case .execution(.counted(let execution, _, _)):
      latest[execution.instrument] = now
      executed[execution.instrument] = now
    case .order(.attempt(let order, _, _)), .order(.cancelIntent(let order)), .order(.replaceIntent(let order, _)):
      if let instrument = books.order(order)?.terms.instrument { latest[instrument] = now }
    case .order, .position, .cash, .discrepancy, .ticket, .control: break
    }
  }

  /// Whether a figure of the account is of an instrument, or a balance of the currency of one, that was active for less
  /// than the grace.
  func isRecent(_ drift: Finding.Drift, at now: Instant, _ configuration: EngineConfiguration) -> Bool {
    ActivityMarks.isRecent(latest, drift, at: now, configuration)
  }

  /// Whether something has executed there for less than the grace.
  func hasExecuted(_ drift: Finding.Drift, at now: Instant, _ configuration: EngineConfiguration) -> Bool {
    ActivityMarks.isRecent(executed, drift, at: now, configuration)
  }

  private static func isRecent(
    _ marks: [InstrumentID: Instant], _ drift: Finding.Drift, at now: Instant, _ configuration: EngineConfiguration
  ) -> Bool {
    guard let grace = configuration.activityGrace else { return false }
    func isRecent(_ instrument: InstrumentID) -> Bool { marks[instrument].map { now - $0 < grace } ?? false }
    return switch drift {
    case .position(let instrument), .price(let instrument): isRecent(instrument)
    case .cash(let currency):
      configuration.instruments.indices.contains { index in
        configuration.instruments[index].currency == currency && isRecent(InstrumentID(index: UInt32(index)))
      }
    }
  }
}
