import Trading

/// When the engine itself was last active in each instrument, as `activity-grace` counts it; a restart forgets it.
struct ActivityMarks: Sendable {
  /// How many times as long as the grace the same difference may be left alone, however busy its instrument is.
  static let longestGrace = 10

  private var latest: [InstrumentID: Instant] = [:]

  /// An order was sent, cancelled or replaced, or has executed.
  mutating func note(_ record: JournalRecord, _ books: Books, at now: Instant) {
    switch record {
    case .execution(.counted(let execution, _, _)): latest[execution.instrument] = now
    case .order(.attempt(let order, _)), .order(.cancelIntent(let order)), .order(.replaceIntent(let order, _)):
      if let instrument = books.order(order)?.terms.instrument { latest[instrument] = now }
    case .order, .position, .cash, .discrepancy, .ticket, .control: break
    }
  }

  /// Whether a figure of the account is of an instrument, or a balance of the currency of one, that was active for less
  /// than the grace.
  func isRecent(_ drift: Finding.Drift, at now: Instant, _ configuration: EngineConfiguration) -> Bool {
    guard let grace = configuration.activityGrace else { return false }
    return switch drift {
    case .position(let instrument), .price(let instrument): isRecent(instrument, within: grace, of: now)
    case .cash(let currency):
      configuration.instruments.indices.contains { index in
        configuration.instruments[index].currency == currency
          && isRecent(InstrumentID(index: UInt32(index)), within: grace, of: now)
      }
    }
  }

  private func isRecent(_ instrument: InstrumentID, within grace: TimeSpan, of now: Instant) -> Bool {
    latest[instrument].map { now - $0 < grace } ?? false
  }
}
