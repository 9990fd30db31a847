public import Trading

/// Whether the broker is real or simulated, as the trading system sees it.
public enum TradingMode: String, Hashable, Sendable, CaseIterable {
  /// Paper trading: positions are not compared with the broker, orders are polled every 5 s.
  case paper
  /// Live trading: positions are compared too, orders are polled every 2 s.
  case live
}

/// What the engine may do with an order that was proven absent after a timeout.
public enum TimeoutPolicy: Hashable, Sendable {
  /// Send it again under the same client order id.
  case resend
  /// Give it up as rejected.
  case reject
}

/// What the engine does with a position that differs from the broker's without an order to explain it.
///
/// The source documents contradict each other here; the design (section 4) makes it a policy.
public enum DriftPolicy: Hashable, Sendable {
  /// Take over the broker's figures, once enough passes have seen the same.
  case adoptBroker
  /// Take them over up to a money limit; above it a person is told.
  case withinLimit
  /// Never take them over; a person is told.
  case review
  /// Keep the figures here; nobody is told.
  case internalAuthoritative
  /// Take over the broker's figures if they are as of a later change than all that is here; of two for one moment a
  /// person is told.
  case latestTimestamp
  /// Weigh both prices by the volume whose executions are known here, and by the rest; for average prices alone.
  case weightedAverage
}

/// All settings of the engine, with the defaults of the source documents.
public struct EngineConfiguration: Hashable, Sendable {
  /// The trading mode.
  public var mode: TradingMode
  /// The instruments in use, by ``InstrumentID``.
  public var instruments: [Instrument]
  /// How many currencies are in use.
  public var currencyCount: Int
  /// What the broker guarantees about identity and time.
  public var guarantees: BrokerGuarantees
  /// Seed of the jitter of repeated requests.
  public var seed: UInt64

  /// See ``EngineSetting/enabled``.
  public var isEnabled = true
  /// See ``EngineSetting/orderInterval``.
  public var orderInterval: TimeSpan?
  /// See ``EngineSetting/fullInterval``.
  public var fullInterval: TimeSpan? = .seconds(300)
  /// See ``EngineSetting/reconcileOn``.
  public var reconcilesOnStartup = true
  /// See ``EngineSetting/reconcileOn``.
  public var reconcilesOnReconnect = true
  /// See ``EngineSetting/reconcileSymbols``; empty for all.
  public var reconciledSymbols: [String] = []
  /// The instruments that ``reconciledSymbols`` names; nil for all.
  public var reconciledInstruments: Set<InstrumentID>?
  /// See ``EngineSetting/postTrade``.
  public var reconcilesAfterBuy = false
  /// See ``EngineSetting/postTrade``.
  public var reconcilesAfterSell = false
  /// See ``EngineSetting/postTrade``.
  public var reconcilesAfterClose = false
  /// See ``EngineSetting/inferredFills``.
  public var inferredFills = InferredFills.off
  /// See ``EngineSetting/resendWithin``.
  public var resendWithin: TimeSpan? = .seconds(30)
  /// See ``EngineSetting/resendDayWithin``.
  public var resendDayWithin: TimeSpan? = .seconds(8 * 3600)
  /// See ``EngineSetting/readsLag``.
  public var readsLag: TimeSpan?
  /// See ``EngineSetting/emptyStore``.
  public var emptyStore = EmptyStorePolicy.takeOver
  /// See ``EngineSetting/pollKind``.
  public var pollKind = PassKind.incremental
  /// See ``EngineSetting/fullKind``.
  public var fullKind = PassKind.full
  /// See ``EngineSetting/startupKind``.
  public var startupKind = PassKind.full
  /// See ``EngineSetting/reconnectKind``.
  public var reconnectKind = PassKind.full
  /// See ``EngineSetting/lookback``.
  public var lookback = TimeSpan.seconds(24 * 3600)
  /// See ``EngineSetting/batch``.
  public var batch = 1000
  /// See ``EngineSetting/requestTimeout``.
  public var requestTimeout = TimeSpan.seconds(2)
  /// See ``EngineSetting/passTimeout``.
  public var passTimeout = TimeSpan.seconds(300)
  /// See ``EngineSetting/probeFirst``.
  public var probesFirst = false
  /// See ``EngineSetting/onTimeout``.
  public var timeoutPolicy = TimeoutPolicy.resend
  /// See ``EngineSetting/retryDelay``.
  public var retryDelay = TimeSpan.seconds(1)
  /// See ``EngineSetting/retryLimit``.
  public var retryLimit = TimeSpan.seconds(30)
  /// See ``EngineSetting/maximumRetries``.
  public var maximumRetries = 3
  /// See ``EngineSetting/maximumLookUps``.
  public var maximumLookUps = 0
  /// See ``EngineSetting/missingConfirmations``.
  public var missingConfirmations = 3
  /// See ``EngineSetting/staleOrders``.
  public var staleOrders = StaleOrderPolicy.off
  /// See ``EngineSetting/staleAfter``.
  public var staleAfter = TimeSpan.seconds(3600)
  /// See ``EngineSetting/driftPolicy``.
  public var driftPolicy = DriftPolicy.withinLimit
  /// See ``EngineSetting/pricePolicy``.
  public var pricePolicy: DriftPolicy?
  /// See ``EngineSetting/reviewFrom``.
  public var reviewFrom: Level?
  /// See ``EngineSetting/driftConfirmations``.
  public var driftConfirmations = 2
  /// See ``EngineSetting/activityGrace``.
  public var activityGrace: TimeSpan?
  /// See ``EngineSetting/tolerance``, as a share: 0.01 % is 0.0001.
  public var tolerance = EngineConfiguration.defaultTolerance
  /// See ``EngineSetting/quantityEpsilon``.
  public var quantityEpsilon = EngineConfiguration.defaultQuantityEpsilon
  /// See ``EngineSetting/maximumAutomaticCorrection``.
  public var maximumAutomaticCorrection = Decimal(100)
  /// The currency of plain numbers in settings: the account's first one.
  public var homeCurrency = CurrencyID(index: 0)
  /// What settings in money are in other currencies, or in that one by its code.
  public var ownAmounts: [OwnAmount] = []
  /// The sums of corrections that a setting gives; without one they are multiples of the largest correction.
  var givenPerPass: Decimal?, givenPerDay: Decimal?
  /// See ``EngineSetting/whileDegraded``.
  public var holdsOrdersWhileDegraded = false
  /// See ``EngineSetting/informationalFrom``.
  public var informationalFrom = Decimal(10)
  /// See ``EngineSetting/warningFrom``.
  public var warningFrom = Decimal(100)
  /// See ``EngineSetting/criticalFrom``.
  public var criticalFrom = Decimal(1000)
  /// See ``EngineSetting/emergencyFrom``.
  public var emergencyFrom = Decimal(10_000)
  /// See ``EngineSetting/escalationTime``.
  public var escalationTime: TimeSpan? = .seconds(4 * 3600)
  /// See ``EngineSetting/remindEvery``.
  public var remindEvery: TimeSpan?
  /// See ``EngineSetting/ticketRetries``.
  public var ticketRetries = 0
  /// See ``EngineSetting/ticketRetryInterval``.
  public var ticketRetryInterval = TimeSpan.seconds(3600)
  /// See ``EngineSetting/blockFrom``.
  public var blockFrom: Level?
  /// See ``EngineSetting/blockContradictions``.
  public var blocksContradictions = true
  /// Who may do what; whoever gives no name may do all.
  public var roles: [OperatorID: OperatorRole] = [:]
  /// See ``EngineSetting/checkpointEvery``.
  public var checkpointEvery = 1
  /// See ``EngineSetting/busBacklog``.
  public var busBacklog = 1000
  /// See ``EngineSetting/keepEnded``.
  public var keepEnded: TimeSpan? = .seconds(7 * 86_400)
  /// See ``EngineSetting/waitAlert``.
  public var waitAlert: TimeSpan? = .seconds(300)
  /// See ``EngineSetting/blindAlert``.
  public var blindAlert: TimeSpan? = .seconds(300)
  /// See ``EngineSetting/timingConflictAfter``.
  public var timingConflictAfter: TimeSpan? = .seconds(300)
  /// See ``EngineSetting/metricsInterval``.
  public var metricsInterval: TimeSpan?
  /// See ``EngineSetting/featuresWithin``.
  public var featuresWithin = TimeSpan.seconds(600)
  /// See ``EngineSetting/keepReports``.
  public var keepsReports = false
  /// See ``EngineSetting/streamSilence``.
  public var streamSilence: TimeSpan? = .seconds(15)

  /// 0.01 %, from the conflict tolerance of the order/position document.
  private static let defaultTolerance = Decimal(billionths: 100_000)
  /// 0.00001, from the precision threshold of the order/position document.
  private static let defaultQuantityEpsilon = Decimal(billionths: 10_000)

  /// Makes the default configuration of a mode.
  public init(
    mode: TradingMode, instruments: [Instrument] = [], currencyCount: Int = 0,
    guarantees: BrokerGuarantees = BrokerGuarantees(), seed: UInt64 = 0
  ) {
    self.mode = mode
    self.instruments = instruments
    self.currencyCount = currencyCount
    self.guarantees = guarantees
    self.seed = seed
    orderInterval = mode == .live ? .seconds(2) : .seconds(5)
  }
}

extension EngineConfiguration {
  /// See ``EngineSetting/maximumAutomaticCorrectionPerPass``: one trade that nobody here knows of is usual, three are
  /// a busy desk, and more are a reason to look.
  public var maximumAutomaticCorrectionPerPass: Decimal {
    get { givenPerPass ?? multiple(3) }
    set { givenPerPass = newValue }
  }

  /// See ``EngineSetting/maximumAutomaticCorrectionPerDay``.
  public var maximumAutomaticCorrectionPerDay: Decimal {
    get { givenPerDay ?? multiple(10) }
    set { givenPerDay = newValue }
  }

  /// How long after a place request was sent the broker's answers may lack its order though it has arrived, or will.
  var placeDoubt: TimeSpan { requestTimeout + (readsLag ?? .zero) }

  /// In how long a time no more than ``maximumLookUps`` questions about one order each are sent.
  var lookUpCycle: TimeSpan { orderInterval ?? retryDelay }

  /// The kind of the passes that a clock brings, by the settings.
  public func kind(of clock: PassClock) -> PassKind {
    switch clock {
    case .poll: pollKind
    case .full: fullKind
    case .startup: startupKind
    case .reconnect: reconnectKind
    }
  }

  /// Whether an execution that the stream tells of is followed by a pass.
  ///
  /// - Parameter isClosing: whether it realizes profit or loss.
  func reconciles(after side: Side, isClosing: Bool) -> Bool {
    guard isEnabled else { return false }
    return isClosing ? reconcilesAfterClose : side == .buy ? reconcilesAfterBuy : reconcilesAfterSell
  }

  /// So many corrections of the largest size.
  private func multiple(_ count: Int) -> Decimal {
    (try? maximumAutomaticCorrection * Decimal(count)) ?? maximumAutomaticCorrection
  }
}

/// What a broker promises about client order ids, late requests and rate limits: its profile as far as the engine
/// relies on it.
public struct BrokerGuarantees: Hashable, Sendable {
  /// For how long the broker refuses a second order under a client order id.
  public enum IdentityScope: Hashable, Sendable {
    /// For ever (Alpaca).
    case forever
    /// While the first one works (OANDA, Kraken).
    case whileWorking
    /// Not at all; the id is a mere tag (Kite).
    case never
  }

  /// The scope in which client order ids are unique.
  public var identityScope: IdentityScope
  /// Whether a request that arrives after its deadline is refused (Kraken `deadline`, Binance `recvWindow`).
  public var honoursDeadlines: Bool
  /// How long to wait after a 429, which proves that the request was not forwarded (OANDA, Alpaca); nil where a 429
  /// says as little as a 5xx (Kite answers both alike).
  public var rateLimitPause: TimeSpan?
  /// Whether the broker can list the orders that have changed after a point of its sequence.
  public var listsChanges: Bool

  /// Makes guarantees; the default is that of the scripted profile.
  public init(
    identityScope: IdentityScope = .whileWorking, honoursDeadlines: Bool = true,
    rateLimitPause: TimeSpan? = .seconds(1), listsChanges: Bool = true
  ) {
    self.identityScope = identityScope
    self.honoursDeadlines = honoursDeadlines
    self.rateLimitPause = rateLimitPause
    self.listsChanges = listsChanges
  }

  /// Whether an order that a look-up does not find after its deadline can be sent again without risking two.
  public var allowsResend: Bool { identityScope == .forever || honoursDeadlines }
}
