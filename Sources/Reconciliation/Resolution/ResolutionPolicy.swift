import Trading

/// Decides what becomes of a drift.
enum ResolutionPolicy {
  /// What there is to do.
  enum Decision: Hashable {
    /// Nothing yet: the next pass may see something else.
    case wait
    /// Nothing at all: the figures here stay, and the difference.
    case keep
    /// Take over the broker's figure, in the name of this policy.
    case takeOver(Word)
    /// Tell a person, who has to decide.
    case tellPerson
    /// Tell a person that it does not stand still; what becomes of it is decided when it does.
    case tellOfRun
  }

  /// What beside the finding itself decides about it.
  struct Evidence {
    /// What was taken over for the figure and not shown by the broker since.
    var correction: UnverifiedCorrection?
    /// Whether the account shows all of it taken back, both halves of the trade.
    var isReversed = false
    /// Whether the account is as of a later change than all that is in the books.
    var isNewer: Bool
    /// Whether the store held nothing at the start, and nobody has settled yet what that means.
    var isOfEmptyStore: Bool
  }

  /// Decides about a drift that was seen so many times in a row.
  static func decide(
    _ finding: Finding, sights: Int, _ evidence: Evidence, _ configuration: EngineConfiguration
  ) -> Decision {
    guard sights >= configuration.driftConfirmations else { return .wait }
    return decide(finding, evidence, configuration)
  }

  /// Decides about a drift that needs no further confirmation.
  static func decide(_ finding: Finding, _ evidence: Evidence, _ configuration: EngineConfiguration) -> Decision {
    let policy = evidence.isOfEmptyStore ? .review : policy(for: finding, configuration)
    let currency = ImpactAssessment.currency(of: finding, nil, configuration)
    let isUrgent = configuration.reviewFrom.map { from in
      Level.level(of: finding.key.kind, worth: finding.impact, in: currency, configuration).map { $0 >= from } ?? false
    }
    if policy == .internalAuthoritative, isUrgent != true { return .keep }
    guard finding.canBeTakenOver else { return .tellPerson }
    // What was wrong to take over is taken back whatever it is worth; what a person has decided is that person's.
    if evidence.isReversed, let correction = evidence.correction, correction.isTakenBack(by: finding) {
      return correction.policy == .operator ? .tellPerson : .takeOver(.undone)
    }
    // One answer that lacks rows would sell for nothing whatever it lacks.
    if isUrgent == true || finding.isUnexplained { return .tellPerson }
    switch policy {
    case .adoptBroker: return .takeOver(.adoptBroker)
    case .review: return .tellPerson
    case .internalAuthoritative: return .keep
    case .latestTimestamp: return evidence.isNewer ? .takeOver(.latestTimestamp) : .tellPerson
    case .weightedAverage:
      // The broker never shows an average: what was weighed once stays, until the position is another one.
      return evidence.correction?.policy == .weightedAverage ? .keep : .takeOver(.weightedAverage)
    case .withinLimit:
      // A limit in one currency allows nothing in another one.
      guard let impact = finding.impact,
        let limit = currency.flatMap({ configuration.maximumAutomaticCorrection(in: $0) }), impact <= limit
      else { return .tellPerson }
      return .takeOver(.withinLimit)
    }
  }

  private static func policy(for finding: Finding, _ configuration: EngineConfiguration) -> DriftPolicy {
    if case .price = finding.drift, let policy = configuration.pricePolicy { return policy }
    return configuration.driftPolicy
  }

  /// Whether an order that is known to lack executions explains a drift: it is one only without an order to explain it.
  ///
  /// A price that differs while the quantity agrees is not for want of an execution; a balance may lack those of any
  /// instrument.
  ///
  /// - Parameter isOpen: whether a discrepancy is there still.
  static func isExplained(_ finding: Finding, by books: Books, where isOpen: (UInt32) -> Bool) -> Bool {
    switch finding.drift {
    case .position(let instrument): books.lacksExecutions(of: instrument, where: isOpen)
    case .cash: books.lacksExecutions(of: nil, where: isOpen)
    case .price, nil: false
    }
  }
}

extension Books {
  /// Whether an order, of one instrument or of any, is known to lack executions.
  func lacksExecutions(of instrument: InstrumentID?, where isOpen: (UInt32) -> Bool = { _ in true }) -> Bool {
    discrepancies.contains { discrepancy in
      guard discrepancy.kind == .quantityMismatch, let slot = slot(ofOrderIndex: discrepancy.order),
        isOpen(discrepancy.id)
      else { return false }
      return instrument == nil || orders[slot].terms.instrument == instrument
    }
  }
}
