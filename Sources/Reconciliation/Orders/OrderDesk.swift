import Trading

/// What is in flight for each order, and the one decision about what comes next.
struct OrderDesk: Sendable {
  /// Beside each order of the books, by slot.
  var tracking: [OrderTracking] = []
  /// How many passes were started; an order that a pass has not seen carries a lower number.
  private(set) var passCount = 0
  /// What reports have told to be executed and no pass has brought or disproved, one gap of an order at most.
  var toldGaps: [ToldGap] = []
  /// As of which change the broker has listed all orders.
  private(set) var listedUpTo = BrokerSequence.zero
  /// The look-ups that wait for their turn.
  var queue = LookUpQueue()
  /// The orders that the last pass found to wait.
  var waiting: [ClientOrderID: OrderWaiting] = [:]

  /// Takes up the orders that recovery found: whatever was on its way when the process ended has an unknown outcome.
  mutating func start(_ core: inout Core) {
    // Whatever the process before this one sent lapses within one timeout from now.
    let recovered = OrderTracking(placeLapses: core.now + core.configuration.placeDoubt)
    tracking = Array(repeating: recovered, count: core.books.orders.count)
    for slot in core.books.working.slots where core.books.orders[slot].status == .submitted {
      setStatus(slot, to: .unknown, source: .replay, reason: .restart, &core)
    }
    restoreGaps(core)
  }

  /// The broker has listed all orders as of a change.
  mutating func noteListed(upTo sequence: BrokerSequence) { listedUpTo = max(listedUpTo, sequence) }

  /// A pass starts: which orders it will see is open.
  mutating func notePassStart() {
    passCount += 1
  }
}

/// What is in flight for one order; forgotten by a restart.
struct OrderTracking: Sendable {
  var place: RequestID?
  var cancel: RequestID?
  var replace: RequestID?
  /// The terms that the replace sent last asked for.
  var replacement: Amendment?
  var lookup: RequestID?
  /// How often each was tried since it was last answered.
  var lookups = 0
  var cancels = 0
  var replaces = 0
  /// How many of those a rate limit stopped: the broker saw none of them.
  var limitedCancels = 0
  var limitedReplaces = 0
  /// Before this instant a cancel or replace is not repeated, however soon it came to nothing.
  var repeatsAt = Instant.origin
  /// The record of the wish that the next replace is sent for.
  var replaceWish: UInt64 = 0
  /// Before this instant a rate limit lets nothing about the order through; nothing but time ends that.
  var limitedUntil = Instant.origin
  /// Whether the place request made last was stopped before the broker saw it, so that the order waits to be sent.
  var isStopped = false
  /// Whether it was stopped here, since orders might not be sent any more when its attempt was durable.
  var isHeld = false
  /// How many look-ups in a row said that the broker does not know the order.
  var absences = 0
  /// How many of them were asked for when no place request could arrive any more.
  var lateAbsences = 0
  /// When the look-up was sent whose answer was counted last.
  var absentAsOf = Instant.origin
  /// How many complete snapshots in a row lacked the order.
  var missing = 0
  /// Whether a look-up is due or in flight: nothing else is done about the order before it is answered.
  var needsLookUp = false
  /// From when on the broker refuses every place request that was sent for the order.
  var placeLapses = Instant.origin
  /// When the look-up in flight was sent: what it says of absence holds as of then.
  var lookupSentAt = Instant.origin
  /// The newest change of the order that was known then.
  var lookupKnows = BrokerSequence.zero
  /// Whether the order was heard of since then, so that what is said of absence is outdated.
  var isHeardOf = false
  /// Whether the order waits for the end of what forbids to send it again.
  var isHeldBack = false
  /// Whether the order has a place in the queue of look-ups.
  var isQueued = false
  /// Since when it waits to be asked for, with or without a place in the queue; nil once it was.
  var waitsSince: Instant?
  /// Whether the retry timer is set.
  var waits = false
  /// Whether the broker is done with the order, though executions that say so are still to come.
  var isDoneAtBroker = false
  /// All executions of the order up to this change at the broker are in the books.
  var knownUpTo = BrokerSequence.zero
  /// The executed quantity that the broker has told last.
  var toldFilled = Decimal.zero
  /// The executed quantity for which a pass was started to read the executions that make it up.
  var askedFor = Decimal.zero
  /// The last pass whose answer had the order.
  var seenInPass = 0

  /// Whether the cancel was tried as often as it may be.
  func isCancelExhausted(_ core: Core) -> Bool { cancels - limitedCancels > core.configuration.maximumRetries }

  /// Whether the replace was tried as often as it may be.
  func isReplaceExhausted(_ core: Core) -> Bool { replaces - limitedReplaces > core.configuration.maximumRetries }
}
