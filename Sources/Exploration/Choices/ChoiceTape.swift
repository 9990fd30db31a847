import Simulation
import Trading

/// One choice that the generator made: where, out of how many, and which.
///
/// 0 is always the most boring one.
public struct Choice: Hashable, Sendable {
  /// The decision site.
  public let label: ChoiceLabel
  /// What the choice is about: the number of an order, a fault or a fill; 0 for the whole case.
  public let subject: UInt32
  /// How many values there were.
  public let bound: UInt64
  /// The value, below the bound.
  public let value: UInt64
}

/// The decision sites of the generator.
///
/// A value is a pure function of seed, site and subject: a choice more or less in one place shifts nothing anywhere
/// else (moonpool #175). So no site may be asked twice about one subject.
public enum ChoiceLabel: UInt64, Hashable, Sendable, CaseIterable {
  case mode, orderCount, instrumentCount, faultShare, faultKinds, faultCount, operationWeights
  case orderInterval, requestTimeout, onTimeout, checkpointEvery, missingConfirmations, driftPolicy, profile
  case openingKind, openingQuantity
  case side, quantity, price, pricing, instrument, placeTime
  case fate, fillCount, fillSize, fillGap, traderAction, actionGap, replaceQuantity
  case faultTime, faultKind, faultLength, faultTarget, faultCountdown, faultDelay, faultPoint, faultDown, faultMessage
  case operatorCommand, pattern
  case maximumRetries, driftConfirmations, maximumCorrection, instrumentKind, openingDrift
  case faultAnchor, externalKind, externalTime, externalAmount
  case length, settingShare, settingDrawn, settingValue, maximumPerPass, maximumPerDay
  case timeInForce, keyReuse, endKind, openingSide, currency, lie, forwarding, operatorKind, operatorGap, operatorOrder
  case kindShare, kindChosen, lookback, lookKind, lookSymbol, lookOnly
  case personShare, person, ticketShare, ticketKind, ticketNumber, ticketTime, ticketLevel, ticketSetting
  case pricePolicy, reviewFrom
  case tradeShare, tradeSides, storeShare, storeTime
  case holdShare, holdTime, holdKind, holdDelay, holdBar, holdAction, holdFill, holdCrash
  case dispute, disputeStep
  case revision, revisionKind, revisionTarget, revisionAmount, revisionGap
  case inferredFills, hiddenLists
  case activityGrace, reconcileSymbols, staleOrders
  case market, correction, ownAmount
  case lookUps
  case keepEnded
  case pages
  case fee
  case unheard, unheardTime
}

/// Draws the choices of one case and writes them down.
public struct ChoiceTape: Sendable {
  /// The seed of the case.
  public let seed: UInt64
  /// The choices in the order in which they were made; empty unless they are recorded.
  public private(set) var choices: [Choice] = []
  private let randomness: SiteRandomness
  private let isRecording: Bool

  /// Makes the tape of a case.
  ///
  /// - Parameters:
  ///   - seed: the seed of the case.
  ///   - isRecording: whether ``choices`` is kept.
  public init(seed: UInt64, isRecording: Bool = false) {
    self.seed = seed
    self.isRecording = isRecording
    randomness = SiteRandomness(seed: seed)
  }

  /// Draws a value below a bound; 0 for a bound of 0 or 1.
  public mutating func choose(_ label: ChoiceLabel, _ subject: Int = 0, below bound: Int) -> Int {
    guard bound > 1 else { return 0 }
    let site = label.rawValue << 32 | UInt64(UInt32(truncatingIfNeeded: subject))
    let value = randomness.number(below: UInt64(bound), site: site, ordinal: 0)
    if isRecording {
      choices.append(
        Choice(label: label, subject: UInt32(truncatingIfNeeded: subject), bound: UInt64(bound), value: value))
    }
    return Int(value)
  }

  /// Draws an element; the first is the most boring one.
  public mutating func pick<Element>(_ label: ChoiceLabel, _ subject: Int, _ elements: [Element]) -> Element {
    elements[choose(label, subject, below: elements.count)]
  }

  /// Draws an element for the whole case.
  public mutating func pick<Element>(_ label: ChoiceLabel, _ elements: [Element]) -> Element {
    pick(label, 0, elements)
  }

  /// Draws by weight.
  ///
  /// - Returns: The index of the weight drawn; weights must not all be zero.
  public mutating func weighted(_ label: ChoiceLabel, _ subject: Int, _ weights: [Int]) -> Int {
    var rest = choose(label, subject, below: weights.reduce(0, +))
    for (index, weight) in weights.enumerated() {
      if rest < weight { return index }
      rest -= weight
    }
    return 0
  }
}
