import Reconciliation
public import Trading

/// What was told and asked about one order since the engine started.
public struct OrderHearsay: Sendable {
  /// The number of the place request without an answer; 0 for none.
  public internal(set) var place: UInt32 = 0
  /// The record of an attempt whose request is still to be sent; 0 for none.
  public internal(set) var attemptRecord: UInt64 = 0
  /// From when on the broker refuses what was sent to place the order, if it honours deadlines.
  public internal(set) var lapsesAt = Instant.origin
  /// Whether a rate limit stopped the place request that was sent last.
  public internal(set) var isStopped = false
  /// Whether the place request that was answered last was refused since its id is taken.
  var isIdRefused = false
  /// Until when a rate limit lets nothing about the order through.
  public internal(set) var limitedUntil = Instant.origin

  /// The number of the look-up without an answer; 0 for none.
  public internal(set) var lookUp: UInt32 = 0
  /// The turn in which it was sent.
  var lookUpTurn = -1
  /// How many look-ups there were since one was last answered.
  public internal(set) var lookUps = 0
  /// How many there had been when the answer of this turn came.
  public internal(set) var answeredLookUps = 0
  /// Whether the order was heard of since the look-up was sent, so that it is outdated if it says that there is none.
  public internal(set) var isHeardOf = false
  /// The newest change of the order that was known when it was sent.
  var knownWhenAsked = BrokerSequence.zero
  /// Whether the order waits for the end of what forbids to send it again.
  public internal(set) var isHeldBack = false
  /// Whether the order waits for its turn to be looked up.
  public internal(set) var isQueued = false
  /// Whether something calls for a look-up.
  public internal(set) var wantsLookUp = false
  /// How many answers in a row said that there is no such order.
  public internal(set) var absences = 0 {
    didSet { if absences == 0 { sureAbsences = 0 } }
  }
  /// How many of those were asked for when nothing that was sent could arrive any more.
  var sureAbsences = 0
  /// When the question was asked that was last answered so and counted.
  var absentSince = Instant.origin
  /// How many complete answers to passes in a row lacked the order.
  public internal(set) var missing = 0

  /// The numbers of the cancel and the replace without an answer; 0 for none.
  public internal(set) var cancel: UInt32 = 0, replace: UInt32 = 0
  /// How often the cancel or replace that the trader wants now was sent.
  public internal(set) var cancels = 0, replaces = 0
  /// The record of the terms that the trader wants, so that each request for them was seen here; 0 for one of before the
  /// start.
  public internal(set) var replaceRecord: UInt64 = 0
  /// How many of those the broker never saw, by its promise.
  public internal(set) var unseenCancels = 0, unseenReplaces = 0
  /// The last cancel or replace, which the next one has to keep its distance from; nil if it has not.
  public internal(set) var lastIntent: (sentAt: Instant, attempt: Int)?
  /// The same before something ended that distance in this turn.
  public internal(set) var formerIntent: (sentAt: Instant, attempt: Int)?

  /// Whether the last report says that the broker is done with the order.
  public internal(set) var isDone = false
  /// The executed quantity that it tells.
  var toldFilled = Decimal.zero
  /// For when the order's timer is set.
  public internal(set) var timer: Instant?
  /// The turn in which it was set.
  public internal(set) var timerTurn = -1

  /// Whether it cannot be told what the engine makes of what was heard: until the next good report.
  public internal(set) var isVague = false
  /// The last pass during which a report told of the order, and the turn in which one did last.
  var seenInPass = 0, seenTurn = -1
  /// The turn, and the change at the broker, of the last report that was not too old.
  var toldTurn = -1
  var toldAsOf = BrokerSequence.zero
  /// The turn in which an answer was last found to lack the order.
  var missedTurn = -1
  var wantedBefore = false
  /// Whether it is among the orders that work, that are unsettled, and that are unsent.
  var isWorking = false, isListed = false, isUnsent = false
}

/// What a look-up proves that did not find its order.
public enum AbsenceVerdict: Hashable, Sendable {
  /// Nothing yet; what is on its way may still arrive until then.
  case arrivesUntil(Instant)
  /// Nothing yet; ask again after so many repeats.
  case askAgain(repeats: Int)
  /// Nothing: the order has ended, or was never sent.
  case pointless
  /// Nothing: the order was heard of since the question was sent.
  case outdated
  /// The order is not there, and is to be sent again.
  case resend
  /// It is to be sent again, and orders may not be sent now; ask again after so many repeats.
  case resendLater(repeats: Int)
  /// It is not there, and the trader wants it cancelled.
  case cancel
  /// It is not there, and is given up.
  case giveUp
  /// It was there, and is gone.
  case gone
  /// It is not there: another's order has its id.
  case taken
}
