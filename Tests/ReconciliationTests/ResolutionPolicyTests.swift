import Testing
import Trading

@testable import Reconciliation

@Suite("Policies of resolution")
struct ResolutionPolicyTests {
  private static let quantity = finding(.quantityMismatch, .position(InstrumentID(index: 0)), worth: 50)
  private static let price = finding(.priceDiscrepancy, .price(InstrumentID(index: 0)), worth: 50)

  private static func finding(_ kind: Word, _ drift: Finding.Drift, worth: Int) -> Finding {
    Finding(
      kind, drift, local: Decimal(10), broker: Decimal(15), difference: Decimal(5), impact: Decimal(worth))
  }

  private static func decide(
    _ finding: Finding, isNewer: Bool = false, isOfEmptyStore: Bool = false,
    after correction: UnverifiedCorrection? = nil, isReversed: Bool = true,
    _ change: (inout EngineConfiguration) -> Void
  ) -> ResolutionPolicy.Decision {
    var configuration = Fixture.configuration()
    change(&configuration)
    return ResolutionPolicy.decide(
      finding,
      .init(correction: correction, isReversed: isReversed, isNewer: isNewer, isOfEmptyStore: isOfEmptyStore),
      configuration)
  }

  @Test("Each policy decides about a quantity as it says")
  func policies() {
    #expect(Self.decide(Self.quantity) { $0.driftPolicy = .adoptBroker } == .takeOver(.adoptBroker))
    #expect(Self.decide(Self.quantity) { $0.driftPolicy = .withinLimit } == .takeOver(.withinLimit))
    #expect(Self.decide(Self.quantity) { $0.driftPolicy = .review } == .tellPerson)
    #expect(Self.decide(Self.quantity) { $0.driftPolicy = .internalAuthoritative } == .keep)
    #expect(Self.decide(Self.quantity) { $0.driftPolicy = .latestTimestamp } == .tellPerson)
    #expect(
      Self.decide(Self.quantity, isNewer: true) { $0.driftPolicy = .latestTimestamp } == .takeOver(.latestTimestamp))
  }

  @Test("What an empty store makes of the account is for a person under each policy")
  func emptyStore() {
    for policy in [DriftPolicy.adoptBroker, .withinLimit, .review, .internalAuthoritative, .latestTimestamp] {
      #expect(
        Self.decide(Self.quantity, isNewer: true, isOfEmptyStore: true) { $0.driftPolicy = policy } == .tellPerson)
    }
  }

  @Test("A figure that is not whole is for a person, unless the figures here are right")
  func notWhole() {
    var finding = Self.quantity
    finding.canBeTakenOver = false
    #expect(Self.decide(finding) { $0.driftPolicy = .adoptBroker } == .tellPerson)
    #expect(Self.decide(finding) { $0.driftPolicy = .internalAuthoritative } == .keep)
  }

  @Test("A price has the policy of the drifts unless it has its own, and a quantity never has that of prices")
  func prices() {
    #expect(Self.decide(Self.price) { $0.driftPolicy = .review } == .tellPerson)
    #expect(
      Self.decide(Self.price) {
        $0.driftPolicy = .review
        $0.pricePolicy = .weightedAverage
      } == .takeOver(.weightedAverage))
    #expect(
      Self.decide(Self.quantity) {
        $0.driftPolicy = .review
        $0.pricePolicy = .adoptBroker
      } == .tellPerson)
    let weighed = UnverifiedCorrection(
      .position(InstrumentID(index: 0)), from: Decimal(10), to: Decimal(10), policy: .weightedAverage)
    #expect(Self.decide(Self.price, after: weighed) { $0.pricePolicy = .weightedAverage } == .keep)
  }

  @Test("A level takes a difference from every policy, from that level on")
  func levels() {
    // Fifty are informational.
    for policy in [DriftPolicy.adoptBroker, .withinLimit, .internalAuthoritative, .latestTimestamp] {
      func decide(from level: Level) -> ResolutionPolicy.Decision {
        Self.decide(Self.quantity, isNewer: true) {
          $0.driftPolicy = policy
          $0.reviewFrom = level
        }
      }
      #expect(decide(from: .informational) == .tellPerson && decide(from: .warning) != .tellPerson, "\(policy)")
    }
  }

  @Test("What is taken back is taken back from any level on, and a person's decision never")
  func takenBack() {
    func correction(_ policy: Word) -> UnverifiedCorrection {
      UnverifiedCorrection(.position(InstrumentID(index: 0)), from: Decimal(15), to: Decimal(10), policy: policy)
    }
    func decide(_ policy: Word) -> ResolutionPolicy.Decision {
      Self.decide(Self.quantity, after: correction(policy)) { $0.reviewFrom = .informational }
    }
    #expect(decide(.withinLimit) == .takeOver(.undone) && decide(.operator) == .tellPerson)
    // The other half of the trade is not taken back: it is another trade.
    let half = Self.decide(Self.quantity, after: correction(.withinLimit), isReversed: false) { _ in }
    #expect(half == .takeOver(.withinLimit))
  }

  @Test("Prices are weighed by the volume that is known and by the rest")
  func weights() throws {
    func average(_ known: Int, of quantity: Int) -> Decimal? {
      WeightedPrice.average(
        local: Decimal(105), broker: Decimal(107), known: Decimal(known), of: Decimal(quantity))
    }
    #expect(average(0, of: 20) == Decimal(107) && average(20, of: 20) == Decimal(105))
    #expect(average(30, of: 20) == Decimal(105) && average(10, of: -20) == Decimal(106))
    #expect(try average(1, of: 3) == Decimal("106.333333333333"))
    #expect(
      WeightedPrice.average(
        local: try Decimal(units: .max), broker: .one, known: Decimal(2), of: Decimal(3)) == nil)
  }
}
