import Trading

/// Says whether the figures of a position can be relied on, held against what the broker has told last.
struct FeatureValidation {
  let books: Books
  let configuration: EngineConfiguration
  let condition: EngineCondition
  let now: Instant

  /// Why the figures of a position cannot be relied on, the gravest reason; nil if they can.
  func doubt(about instrument: InstrumentID, _ row: SeenAccount.Row?) -> FeatureDoubt? {
    if configuration.mode == .paper { return .paper }
    if !configuration.compares(instrument) { return .leftOut }
    guard let row else { return .unseen }
    if !row.isAlike || differs(instrument) { return .differs }
    if books.unverifiedCorrection(of: .position(instrument)) != nil { return .unverified }
    if condition != .ready { return .blind }
    if now - row.seen > configuration.featuresWithin { return .stale }
    return row.mark == nil && !books.positions[Int(instrument.index)].isFlat ? .unpriced : nil
  }

  /// How far figures can be trusted that the broker has told at an instant, in thousandths.
  func freshness(since seen: Instant) -> Int {
    let (age, within) = (max(.zero, now - seen), configuration.featuresWithin)
    guard age < within else { return 0 }
    return 1000 - Int(age.nanoseconds / max(1, within.nanoseconds / 1000))
  }

  /// Whether something is open about the position, or about an order that may change it.
  private func differs(_ instrument: InstrumentID) -> Bool {
    books.discrepancies.contains { discrepancy in
      discrepancy.instrument == instrument.index
        || books.order(ClientOrderID(index: discrepancy.order))?.terms.instrument == instrument
    }
  }
}
