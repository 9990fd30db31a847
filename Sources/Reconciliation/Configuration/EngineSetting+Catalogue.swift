import Trading

extension EngineSetting {
  /// The policies that make sense for quantities and balances.
  private static let driftPolicies: [(word: String, value: DriftPolicy)] = [
    ("adopt-broker", .adoptBroker), ("within-limit", .withinLimit), ("review", .review),
    ("internal-authoritative", .internalAuthoritative), ("latest-timestamp", .latestTimestamp),
  ]

  /// The definitions of all settings.
  ///
  /// Defaults are those of the source documents where they name one; they stand in ``EngineConfiguration``.
  private static let definitions: [EngineSetting: SettingDefinition] = [
    .enabled: .toggle(\.isEnabled, "whether reconciliation runs at all", keys: ["reconciliation.enabled"]),
    .orderInterval: .optionalDuration(
      \.orderInterval, "time between order polls", keys: ["reconciliation.interval_seconds"]),
    .fullInterval: .optionalDuration(
      \.fullInterval, "time between passes that read all executions, not only new ones",
      keys: ["reconciliation_interval_seconds", "reconciliation.interval_seconds"]),
    .reconcileOn: .list(
      [("startup", \.reconcilesOnStartup), ("reconnect", \.reconcilesOnReconnect)],
      "what starts a pass besides the clock"),
    .reconcileSymbols: .symbols(
      \.reconciledSymbols,
      "the instruments whose positions passes compare and correct, and in which orders and executions by hand are told; "
        + "what the engine has placed itself is followed in all; a balance is compared where all instruments of its "
        + "currency are", keys: ["symbol_filter"]),
    .postTrade: .list(
      [("buy", \.reconcilesAfterBuy), ("sell", \.reconcilesAfterSell), ("close", \.reconcilesAfterClose)],
      "the trades told on the stream that start an incremental pass: `close` is one that realizes profit or loss, `buy` "
        + "and `sell` are those that do not"),
    .emptyStore: .choice(
      \.emptyStore, [("take-over", .takeOver), ("review", .review), ("refuse", .refuse)],
      "what a start does with an account while the store holds nothing, for the first time or since all was lost: the "
        + "drift policies decide; or a person does about each figure, until a whole pass leaves nothing to decide or "
        + "`operator release`; or so too, and nothing is sent until then"),
    .resendWithin: .optionalDuration(
      \.resendWithin,
      "how old an order of an instant, at the market or with `tif ioc` or `fok`, may be when it is sent, whatever it has "
        + "waited for, or sent again since the broker turns out to lack it: an older one is given up, and a person is told"
    ),
    .resendDayWithin: .optionalDuration(
      \.resendDayWithin, "the same for an order of a day that has a limit or a stop; one with `tif gtc` has no such age"
    ),
    .readsLag: .optionalDuration(
      \.readsLag,
      "how long the broker's lists and look-ups may lack an order that has arrived: what they lack proves nothing for so "
        + "long after the place request could arrive last. Where no account is compared, nothing else speaks against them"
    ),
    .inferredFills: .choice(
      \.inferredFills, [("off", .off), ("after-confirmations", .afterConfirmations), ("by-ticket", .byTicket)],
      "what becomes of a quantity that the broker has told to be executed and that no channel brings: a person is told; or "
        + "an execution is inferred after `missing-confirmations` passes, at the price that makes the broker's average "
        + "right; or a person is told, and `operator resolve TICKET as accept-broker` infers it, at the order's own price "
        + "if the broker tells no average"),
    .pollKind: .kind(\.pollKind, .poll, "the kind of pass that a poll is"),
    .fullKind: .kind(
      \.fullKind, .full, "the kind of pass that the clock of the full passes brings",
      keys: ["reconciliation.default_type"]),
    .startupKind: .kind(\.startupKind, .startup, "the kind of pass that a start brings"),
    .reconnectKind: .kind(\.reconnectKind, .reconnect, "the kind of pass that the return of the stream brings"),
    .lookback: .duration(
      \.lookback, "how far back a scheduled pass reads executions", keys: ["historical_lookback_hours"]),
    .batch: .integer(
      \.batch, in: 1...1_000_000,
      "the most rows of a list of orders or executions that the broker is asked for at once: where it says that there are "
        + "more, the next page is asked for from there, each with a `request-timeout` of its own; a page that fails fails "
        + "the list, and what is on those before it still counts", keys: ["batch_size"]),
    .requestTimeout: .duration(
      \.requestTimeout,
      "how long a request may go unanswered, and the deadline after which the broker refuses it"),
    .passTimeout: .duration(
      \.passTimeout,
      "how long a pass may take: what has not answered by then has failed, whatever `request-timeout` says",
      keys: ["timeout_seconds"]),
    .probeFirst: .toggle(
      \.probesFirst,
      "whether a pass for which nobody has asked asks for one thing first, after the return of the stream or a pass without "
        + "any answer, and for the rest only when that was answered"),
    .onTimeout: .choice(
      \.timeoutPolicy, [("lookup-then-resend", .resend), ("lookup-then-reject", .reject)],
      "what happens to an order that a look-up, or a 429 where the broker promises it, proves absent"),
    .retryDelay: .duration(
      \.retryDelay, "wait before the first repeat of a look-up, cancel or replace; doubles each time"),
    .retryLimit: .duration(
      \.retryLimit, "longest wait between repeats, but for the tenth that may be added from the second repeat on"),
    .maximumRetries: .integer(
      \.maximumRetries, in: 0...100,
      "repeats of a cancel, replace or resend before a person is told; what a 429 that the broker promises stops is none",
      keys: ["retry_attempts", "intervention.max_retry_attempts"]),
    .maximumLookUps: .integer(
      \.maximumLookUps, in: 0...10_000,
      "look-ups of single orders in any time as long as `order-interval`, or as `retry-delay` where that is off; the next "
        + "ones wait in the order in which they came (`order.queued`); 0 for no limit"),
    .missingConfirmations: .integer(
      \.missingConfirmations, in: 1...100,
      "complete answers in a row that must lack an order before it counts as gone"),
    .staleOrders: .choice(
      \.staleOrders, [("off", .off), ("report", .report), ("look-up", .lookUp), ("cancel", .cancel)],
      "what a pass does about an order that works and of which nothing new was heard for `stale-after`: a person is told, "
        + "or the broker is asked for it, or it is cancelled and a person told; `order.stale` names the policy; a stop "
        + "that waits for its price is silent by nature, and at most asked for"),
    .staleAfter: .duration(
      \.staleAfter,
      "how long an order may work without news, since the last or since the start, before it is stale, and "
        + "again after that"),
    .driftPolicy: .choice(
      \.driftPolicy, driftPolicies,
      "what happens to a position or balance that differs without an order to explain it: the broker is right, up to a "
        + "limit, a person decides, the figures here are right, or what is as of a later change",
      keys: ["ResolutionStrategy"]),
    .pricePolicy: .choice(
      \.pricePolicy,
      [("drift-policy", nil)] + driftPolicies.map { ($0.word, $0.value) } + [("weighted-average", .weightedAverage)],
      "what happens to an average price that differs while the quantity agrees; weighted by the volume whose executions "
        + "are known here, and by the rest of the position",
      keys: ["ResolutionStrategy"]),
    .reviewFrom: .choice(
      \.reviewFrom,
      [
        ("off", nil), ("informational", .informational), ("warning", .warning), ("critical", .critical),
        ("emergency", .emergency),
      ],
      "the level from which a difference of the account is a person's to decide, whatever the policies say"),
    .driftConfirmations: .integer(
      \.driftConfirmations, in: 1...100,
      "passes in a row, `retry-delay` apart or more, that must see the same drift; one that is never the same is told "
        + "after `max-retries` more"),
    .activityGrace: .optionalDuration(
      \.activityGrace,
      "how long after an order of the engine's was sent, changed, cancelled or executed a difference of its instrument, or "
        + "of a balance in its currency, lacks its last confirmation; the same difference ten times as long at most "
        + "(then it is a person's as long as orders execute there), and not while the engine starts"),
    .tolerance: .percent(
      \.tolerance, "relative difference of average prices that counts as equal, in percent",
      keys: ["reconciliation.tolerance_percentage", "max_discrepancy_threshold"]),
    .quantityEpsilon: .decimal(\.quantityEpsilon, "difference of quantities that counts as equal"),
    .maximumAutomaticCorrection: .money(
      .maximumAutomaticCorrection, \.maximumAutomaticCorrection,
      "largest money value corrected without a person under within-limit; a plain number is of the first currency of the "
        + "setup, and of a currency without a number of its own a person decides",
      keys: ["reconciliation.max_auto_resolution", "auto_resolve_threshold"]),
    .maximumAutomaticCorrectionPerPass: .money(
      .maximumAutomaticCorrectionPerPass, \.maximumAutomaticCorrectionPerPass,
      "largest sum of money corrected so in one pass, by currency; without a number three times `max-auto-correction`"
    ),
    .maximumAutomaticCorrectionPerDay: .money(
      .maximumAutomaticCorrectionPerDay, \.maximumAutomaticCorrectionPerDay,
      "largest sum of money corrected so in one day, by currency, restarts or not; without a number ten times "
        + "`max-auto-correction`"),
    .checkpointEvery: .integer(
      \.checkpointEvery, in: 1...1_000_000, "booked executions between checkpoints"),
    .busBacklog: .integer(
      \.busBacklog, in: 1...1_000_000,
      "how many events may wait for a bus that fails before the engine is halted until it takes them"),
    .keepEnded: .optionalDuration(
      \.keepEnded,
      "how long an order that has ended stays in the books after the last that was recorded of it; then it goes to the "
        + "archive of the store with the next pass that sees all orders, and its ids stay known"),
    .streamSilence: .optionalDuration(\.streamSilence, "silence on the stream after which it counts as lost"),
    .waitAlert: .optionalDuration(
      \.waitAlert,
      "how long passes may find in a row that an order waits before a person is told: to be cancelled, to be replaced, or to "
        + "be known to work, or one of somebody else that a person has decided to cancel; once for each wait"),
    .blindAlert: .optionalDuration(
      \.blindAlert,
      "how long the engine may be starting, or not see the broker on every channel, halted or not, before a person is told; "
        + "once until it does, and in sum: only so long a time in which it sees everything begins it anew"),
    .timingConflictAfter: .optionalDuration(
      \.timingConflictAfter,
      "how long accounts may be set aside in a row, since they are of another moment than all that the books can be told "
        + "for, before that is a discrepancy and a person is told; it ends when `drift-confirmations` in a row are compared; "
        + "of accounts that are older than one before, `accept-broker` says that the broker has gone back, and they are"
    ),
    .metricsInterval: .optionalDuration(
      \.metricsInterval, "how often the engine says in its log how it does: `engine.metrics`"),
    .featuresWithin: .duration(
      \.featuresWithin,
      "how long the broker's word on a position lets the figures be relied on that a model is fed with (`expect features`)"
    ),
    .keepReports: .toggle(
      \.keepsReports,
      "whether what each pass came to is written down when it ends, so that a start knows the last of each kind: a record "
        + "a pass"),
    .whileDegraded: .choice(
      \.holdsOrdersWhileDegraded, [("send", false), ("hold", true)],
      "whether new orders are sent while the stream is lost or the last pass failed; what takes away no more of a position "
        + "than is there for certain is sent in any case"),
    .informationalFrom: .money(
      .informationalFrom, \.informationalFrom,
      "money value from which a discrepancy is informational; below it has no level",
      keys: ["InterventionLevel.LOW"]),
    .warningFrom: .money(
      .warningFrom, \.warningFrom, "money value from which a discrepancy is a warning",
      keys: ["InterventionLevel.MEDIUM"]),
    .criticalFrom: .money(
      .criticalFrom, \.criticalFrom,
      "money value from which a discrepancy is critical; a position that one side lacks, a value that nobody knows, and "
        + "one in a currency without a number of its own are critical in any case", keys: ["InterventionLevel.HIGH"]),
    .emergencyFrom: .money(
      .emergencyFrom, \.emergencyFrom, "money value from which a discrepancy is an emergency",
      keys: ["InterventionLevel.CRITICAL"]),
    .escalationTime: .optionalDuration(
      \.escalationTime, "how long a ticket may go unseen before its level rises and a person is told again",
      keys: ["intervention.escalation_timeout_hours"]),
    .remindEvery: .optionalDuration(
      \.remindEvery, "how often a person is told again of a ticket that nobody has seen to"),
    .ticketRetries: .integer(
      \.ticketRetries, in: 0...100,
      "how often what a spent limit has left to a person is tried again while nobody has seen to its ticket; 0 for never",
      keys: ["intervention.max_retry_attempts"]),
    .ticketRetryInterval: .duration(
      \.ticketRetryInterval, "time from the opening of a ticket to the first such retry, and from each to the next"),
    .blockFrom: .choice(
      \.blockFrom, [("off", nil), ("warning", .warning), ("critical", .critical), ("emergency", .emergency)],
      "the level from which a ticket that nobody has decided about keeps new orders of its instrument, or of all that is paid "
        + "in its currency, from being taken, and those that wait from being sent; a change that asks for more, or at a price "
        + "that executes sooner, counts as one; what takes away no more of the position than books and broker both show, "
        + "beside all that rests, is no matter for it"),
    .blockContradictions: .toggle(
      \.blocksContradictions,
      "whether a broker that contradicts itself about an order, said to have ended and then working or filled, keeps new "
        + "orders of its instrument from being taken until a person has decided about that ticket; not what takes away no "
        + "more of the position than is there for certain, as for `block-from`"),
  ]

  /// What there is to the setting; `EngineSettingTests` holds that each has its own.
  var definition: SettingDefinition {
    Self.definitions[self]
      ?? SettingDefinition(.choice([]), "", set: { _, _ in }, get: { _ in .list([]) })
  }

  /// The kind of value that the setting takes.
  public var type: ValueType { definition.type }

  /// One line that says what the setting does.
  public var summary: String { definition.summary }

  /// The keys of the source documents for the same thing.
  public var documentKeys: [String] { definition.documentKeys }

  /// The value that holds without a line for the setting, for each mode where it depends on the mode.
  public var usual: String {
    let values = TradingMode.allCases.map { mode in
      (mode.rawValue, EngineConfiguration(mode: mode).value(of: self).text)
    }
    guard let first = values.first, values.contains(where: { $0.1 != first.1 }) else { return values.first?.1 ?? "" }
    return values.map { "\($0.1) (\($0.0))" }.joined(separator: ", ")
  }
}
