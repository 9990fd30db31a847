import Reconciliation
import Simulation
import Specification
import Trading

/// The names of the oracles, as `invariant NAME off "reason"` writes them.
public enum OracleName: String, Hashable, Sendable, CaseIterable {
  case execOnce = "exec-once"
  case fillsSumToPosition = "fills-sum-to-position"
  case cashFollowsFills = "cash-follows-fills"
  case basisFollowsFills = "basis-follows-fills"
  case legalTransitions = "legal-transitions"
  case noFalseTerminal = "no-false-terminal"
  case oneOrderPerIntent = "one-order-per-intent"
  case olderNeverOverwritesNewer = "older-never-overwrites-newer"
  case durableBeforeVisible = "durable-before-visible"
  case noUnapprovedCorrection = "no-unapproved-correction"
  case noFalseMatch = "no-false-match"
  case noFalseDiscrepancy = "no-false-discrepancy"
  case correctionAtomic = "correction-atomic"
  case restartEquivalence = "restart-equivalence"
  case secondPassIsEmpty = "second-pass-is-empty"
  case boundedWork = "bounded-work"
  case converges
  case everyOrderResolves = "every-order-resolves"
  case noLostCommand = "no-lost-command"
  case noLostEvent = "no-lost-event"
  case publishedOnce = "published-once"
  case quietAtEnd = "quiet-at-end"
  case noLostTicket = "no-lost-ticket"
  case toldOnce = "told-once"
  case noUnaskedOrder = "no-unasked-order"
  case passReport = "pass-report"
  case monitoring
  case positionFeatures = "position-features"

  /// Whether the oracle speaks about the end of a run, after all faults healed.
  public var isLiveness: Bool {
    switch self {
    case .converges, .everyOrderResolves, .noLostCommand, .noLostEvent, .quietAtEnd: true
    default: false
    }
  }

  /// The oracles that speak about the end of a run.
  public static let liveness = allCases.filter(\.isLiveness)

  /// One line that says what the oracle watches.
  public var summary: String {
    switch self {
    case .execOnce: "each execution of the broker is counted once, and no order counts more than was executed"
    case .fillsSumToPosition: "a position is its opening plus its executions"
    case .cashFollowsFills: "a balance is its opening plus the money of its executions"
    case .basisFollowsFills:
      "average price and realized profit are those of the executions in the broker's order, not in that of arrival"
    case .legalTransitions: "an order's status moves along legal edges only"
    case .noFalseTerminal: "no order counts as ended while it works at the broker"
    case .oneOrderPerIntent: "an order is sent again only after it was proven absent, and is accepted once"
    case .olderNeverOverwritesNewer: "what was known of an order or a position does not give way to something older"
    case .durableBeforeVisible: "nothing is sent or published before its record is durable"
    case .noUnapprovedCorrection: "no correction above what the policy allows is made without a person"
    case .noFalseMatch: "no pass says `clean` while orders differ and it could know"
    case .noFalseDiscrepancy: "nothing is called missing or put aside that the broker truly has and did not hide"
    case .correctionAtomic: "a start recovers all that a pass has corrected, or nothing of it"
    case .restartEquivalence: "a start recovers just what was durable"
    case .secondPassIsEmpty: "a pass over facts that were seen before changes nothing"
    case .boundedWork: "requests, timers and events stay within bounds"
    case .converges: "engine and broker agree at the end, once all faults have ended"
    case .everyOrderResolves: "no order's outcome is unknown at the end"
    case .noLostCommand: "what the trader asks for is sent, refused or over by the end"
    case .noLostEvent: "the event of every durable record is published"
    case .publishedOnce: "what was published before a stop in good order is not published again"
    case .noLostTicket: "what a person must decide has one ticket as long as it is open, and no ticket is about nothing"
    case .toldOnce: "a person is told of the same figures once, restarts or not"
    case .noUnaskedOrder: "every place, cancel and replace that is sent is what a trader has asked for"
    case .passReport: "what a pass reports of itself is what its log and its records tell"
    case .monitoring: "what the engine says of its passes in sum and of its health is what its log tells"
    case .positionFeatures:
      "what the engine says of positions to a model is what its records and the broker's answers make it, and not valid else"
    case .quietAtEnd: "nothing but polls is in flight at the end"
    }
  }
}

/// What an oracle or a clause has found.
struct Violation {
  /// The name, as `invariant NAME off` writes it.
  var invariant: String
  /// Whether it speaks about the end of a run.
  var isLiveness: Bool
  var message: Message
  var notes: [String]
  /// What of the state is wrong, where that can be named.
  var property: String?
  var instant: Instant
  var entry: UInt32?

  init(
    oracle: OracleName, message: Message, notes: [String] = [], property: String? = nil, instant: Instant,
    entry: UInt32? = nil
  ) {
    invariant = oracle.rawValue
    isLiveness = oracle.isLiveness
    self.message = message
    self.notes = notes
    self.property = property
    self.instant = instant
    self.entry = entry
  }

  init(_ breach: Breach, sentence: String, entry: UInt32?) {
    invariant = breach.clause
    isLiveness = false
    message = Message(text: breach.message, pattern: breach.cause)
    notes = ["must     \(sentence)"]
    instant = breach.instant
    self.entry = entry
  }
}
