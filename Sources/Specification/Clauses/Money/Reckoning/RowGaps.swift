import Reconciliation
import Trading

/// What the answers of passes tell to be executed of orders and the records lack, and how often in a row.
struct RowGaps: Sendable {
  private struct Gap {
    var difference: Fraction
    var looks = 0, proofs = 0
  }

  private var gaps: [UInt32: Gap] = [:]
  /// By order: all that was executed up to this change is counted.
  private var known: [UInt32: BrokerSequence] = [:]
  private var counts = false
  /// The orders of which the answer has told, be it twice: one answer is one sight.
  private var told: Set<UInt32> = []
  /// Whether all of it was seen: while the store fails nobody knows here what the engine has counted.
  private(set) var isSure = true

  /// A pass is compared; one that lacks answers is no sight.
  mutating func startPass(isWhole: Bool) {
    counts = isWhole
    if !told.isEmpty { told = [] }
  }

  /// What is no difference any more is forgotten.
  mutating func endPass(_ sheet: Model) {
    guard !gaps.isEmpty || !isSure else { return }
    gaps = gaps.filter { order, _ in sheet.discrepancies.contains { $0.isGap && $0.order == order } }
    // A pass that lacks an answer is no sight of gaps that may have been counted.
    if gaps.isEmpty, counts { isSure = true }
  }

  mutating func becomeUnsure() { isSure = false }

  /// The orders of which the turn infers something: where nobody knows how often a gap was seen, what the engine does.
  private var inferring: [ClientOrderID] = []

  mutating func take(_ turn: EngineTurn) {
    guard !isSure else { return }
    inferring = turn.effects.compactMap { effect in
      guard case .persist(let entry) = effect, case .execution(.counted(let execution, _, _)) = entry.record,
        execution.isInferred
      else { return nil }
      return execution.order
    }
  }

  /// Whether a gap counts as proven: it was seen so often, or where nobody knows how often, the engine takes it for that.
  func isProven(_ reason: Word?, of order: ClientOrderID) -> Bool {
    isSure ? reason == .mismatch : inferring.contains(order)
  }

  /// A report tells no more than is counted.
  mutating func noteKnown(_ report: OrderReport) { known[report.order.index] = report.sequence }

  func known(of order: ClientOrderID) -> BrokerSequence { known[order.index] ?? .zero }

  /// Counts that an answer tells of the same gap once more.
  ///
  /// - Returns: Why a person is to know of it, if it is time.
  /// - Parameter isTold: whether a person has a ticket of it.
  mutating func count(
    _ report: OrderReport, _ difference: Fraction, isProof: Bool, isTold: Bool, _ configuration: EngineConfiguration
  ) -> Word? {
    guard counts, told.insert(report.order.index).inserted else { return nil }
    var gap = gaps[report.order.index] ?? Gap(difference: difference)
    // What has become more was seen to be as much as before; whoever was told of that is told of the rest by itself.
    if gap.difference != difference, isTold || difference < gap.difference { gap = Gap(difference: difference) }
    gap.difference = difference
    gap.looks += 1
    if isProof { gap.proofs += 1 }
    gaps[report.order.index] = gap
    return HeardGaps.reason(looks: gap.looks, proofs: gap.proofs, configuration)
  }
}

/// What the broker has told to be executed of an order.
struct ToldQuantity: Sendable {
  var quantity: Decimal
  /// What it has cost on average; zero if that was not told.
  var average = Decimal.zero
  var brokerOrder: BrokerOrderID?
  /// The change that it holds as of.
  var asOf = BrokerSequence.zero
  /// All that was executed up to this change is counted.
  var knownUpTo = BrokerSequence.zero

  init(quantity: Decimal) { self.quantity = quantity }

  init(_ report: OrderReport, knownUpTo: BrokerSequence) {
    (quantity, average, brokerOrder, asOf) = (report.filled, report.averagePrice, report.brokerOrder, report.sequence)
    self.knownUpTo = knownUpTo
  }
}
