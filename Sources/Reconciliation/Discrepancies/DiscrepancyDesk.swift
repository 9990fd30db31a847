import Trading

/// Which differences are seen, how often in a row, and which of them a person was told of.
///
/// What is open is in the books; here is what a restart may forget.
struct DiscrepancyDesk: Sendable {
  /// How many discrepancies were opened since the last pass started.
  private(set) var found = 0
  /// Beside each instrument and currency: drift seen so far without being acted on.
  private var positionDrift: [Drift]
  private var priceDrift: [Drift]
  private var cashDrift: [Drift]
  /// Whether the answers of a pass are being compared: what differs now is a finding, not a race with the stream.
  private var isComparing = false
  /// The discrepancies that the pass has seen to be there still.
  private var stillOpen: [UInt32] = []

  init(_ configuration: EngineConfiguration) {
    positionDrift = Array(repeating: Drift(), count: configuration.instruments.count)
    priceDrift = positionDrift
    cashDrift = Array(repeating: Drift(), count: configuration.currencyCount)
  }

  /// A difference of a position or a balance that is not yet acted on.
  struct Drift: Sendable {
    var amount = Decimal.zero
    /// How many passes in a row saw this very difference.
    var confirmations = 0
    /// Whether a person was told of it.
    var isReported = false
  }

  /// A pass starts.
  mutating func notePassStart() {
    found = 0
  }

  /// The executions of a pass are booked: what differs from here on is not explained by them.
  mutating func startComparing() {
    isComparing = true
    stillOpen.removeAll()
  }

  /// The pass has compared everything.
  ///
  /// - Parameter isConclusive: whether what was not seen again is gone.
  mutating func finishComparing(isConclusive: Bool, _ core: inout Core) {
    if isConclusive { resolveWhatIsGone(&core) }
    isComparing = false
  }

  /// Opens a discrepancy, or notes that a known one is still there: the second sight of a fact does nothing
  /// (design, section 3, rule 8).
  ///
  /// - Returns: The number of the discrepancy.
  @discardableResult
  mutating func note(_ discrepancy: Discrepancy, _ core: inout Core) -> UInt32 {
    if let known = core.books.openDiscrepancy(like: discrepancy) {
      if isComparing { stillOpen.append(known.id) }
      return known.id
    }
    var discrepancy = discrepancy
    discrepancy.id = core.books.discrepancyCount + 1
    core.commit(.discrepancy(.found(discrepancy)))
    found += 1
    if isComparing { stillOpen.append(discrepancy.id) }
    return discrepancy.id
  }

  /// Opens a discrepancy, and tells a person if it was not open before.
  mutating func report(_ discrepancy: Discrepancy, reason: Word? = nil, _ core: inout Core) {
    let isNew = core.books.openDiscrepancy(like: discrepancy) == nil
    let id = note(discrepancy, &core)
    if isNew { tell(discrepancy, id, reason: reason, &core) }
  }

  private func tell(_ discrepancy: Discrepancy, _ id: UInt32, reason: Word?, _ core: inout Core) {
    core.notify(
      discrepancy.kind, order: discrepancy.order, execution: discrepancy.execution,
      instrument: discrepancy.instrument, reason: reason, discrepancy: id)
  }

  /// Closes a discrepancy.
  mutating func resolve(_ id: UInt32, kind: Word, _ core: inout Core) {
    core.commit(.discrepancy(.resolved(id: id, kind: kind, by: .auto)))
    stillOpen.removeAll { $0 == id }
  }

  /// Leaves open what an answer could not say anything about.
  mutating func keepAccountDiscrepancies(_ core: Core) {
    stillOpen += core.books.discrepancies.filter { $0.order == Event.none }.map(\.id)
  }

  /// Closes what the pass looked for and did not find again.
  ///
  /// An execution that was put aside is not looked for: a poll reads only what is new, so not seeing it again
  /// says nothing.
  private mutating func resolveWhatIsGone(_ core: inout Core) {
    guard !core.books.discrepancies.isEmpty else { return }
    for discrepancy in core.books.discrepancies
    where !stillOpen.contains(discrepancy.id) && discrepancy.execution == Event.none && discrepancy.isRechecked {
      resolve(discrepancy.id, kind: discrepancy.kind, &core)
    }
  }
}

extension DiscrepancyDesk {
  /// Whether a drift was seen, but not often enough to be acted on.
  func isConfirming(_ configuration: EngineConfiguration) -> Bool {
    (positionDrift + priceDrift + cashDrift).contains { drift in
      drift.confirmations > 0 && drift.confirmations < configuration.driftConfirmations
    }
  }

  /// Whether a drift was now seen often enough in a row.
  mutating func confirms(_ drift: AccountDrift, _ configuration: EngineConfiguration) -> Bool {
    withDrift(drift.subject) { seen in
      if seen.amount != drift.difference { seen = Drift() }
      seen.amount = drift.difference
      seen.confirmations += 1
      return seen.confirmations >= configuration.driftConfirmations
    }
  }

  /// A drift is gone or settled.
  mutating func forget(_ subject: AccountDrift.Subject) {
    withDrift(subject) { $0 = Drift() }
  }

  /// Tells a person of a drift, once for each difference.
  mutating func tellOnce(_ drift: AccountDrift, _ id: UInt32, _ core: inout Core) {
    let isNew = withDrift(drift.subject) { seen in
      defer { seen.isReported = true }
      return !seen.isReported
    }
    if isNew { tell(drift.discrepancy, id, reason: .mismatch, &core) }
  }

  private mutating func withDrift<Result>(
    _ subject: AccountDrift.Subject, _ body: (inout Drift) -> Result
  ) -> Result {
    switch subject {
    case .position(let instrument): body(&positionDrift[Int(instrument.index)])
    case .price(let instrument): body(&priceDrift[Int(instrument.index)])
    case .cash(let currency): body(&cashDrift[Int(currency.index)])
    }
  }
}

extension Books {
  /// The open discrepancy about the same thing as another one, or nil.
  func openDiscrepancy(like other: Discrepancy) -> Discrepancy? {
    discrepancies.first { $0.concernsSame(as: other) }
  }
}

extension Discrepancy {
  /// Whether a pass checks for it anew each time, and so can find it gone.
  var isRechecked: Bool {
    let kinds: [Word] = [
      .quantityMismatch, .priceDiscrepancy, .statusInconsistency, .missingOrder, .missingPosition, .unknownOrder,
      .cashMismatch,
    ]
    return kinds.contains(kind)
  }
}
