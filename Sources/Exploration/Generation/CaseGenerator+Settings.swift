import Reconciliation
import ScenarioLanguage
import Trading

/// The settings of a case: the few that decide what an engine does with a difference in every case, and the others in
/// some, off and at their extremes.
extension CaseGenerator {
  /// Draws settings, broker and length.
  mutating func configure() {
    configureOrders()
    if swarm.mode == .live { configureCorrections() }
    configureRarely()
    configureKinds()
    configureTickets()
    configureTrades()
    configureScope()
    configureStaleOrders()
    configureStore()
    configureInferredFills()
    configureCurrencies()
    configureLookUps()
    configureArchive()
    configurePages()
    let profiles = [
      "scripted", "scripted", "scripted", "scripted", "scripted-unique", "scripted-tagged", "scripted-late",
      "scripted-unique-late", "scripted-tagged-timely",
    ]
    scenario.header.broker = Located(tape.pick(.profile, profiles))
    drawLength()
  }

  mutating func set(_ setting: EngineSetting, _ value: SettingValue) {
    scenario.settings.removeAll { $0.value.setting == setting }
    scenario.settings.append(Located((setting: setting, value: value)))
    configuration.set(setting, to: value)
  }

  private mutating func configureOrders() {
    switch tape.choose(.orderInterval, below: 3) {
    case 1: set(.orderInterval, .duration(.seconds(1)))
    case 2: set(.orderInterval, .duration(.seconds(3)))
    default: break
    }
    if tape.choose(.requestTimeout, below: 2) == 1 { set(.requestTimeout, .duration(.milliseconds(500))) }
    if tape.choose(.onTimeout, below: 4) == 1 { set(.onTimeout, .choice("lookup-then-reject")) }
    let checkpoints = tape.pick(.checkpointEvery, [1, 1, 3, 10])
    if checkpoints > 1 { set(.checkpointEvery, .integer(checkpoints)) }
    let confirmations = tape.pick(.missingConfirmations, [3, 2, 1])
    if confirmations != 3 { set(.missingConfirmations, .integer(confirmations)) }
    let retries = tape.pick(.maximumRetries, [3, 3, 1, 0])
    if retries != 3 { set(.maximumRetries, .integer(retries)) }
  }

  /// Limits are of the size of the drifts that there are, or they would never be reached, or always.
  private mutating func configureCorrections() {
    let policy = tape.weighted(.driftPolicy, 0, [8, 8, 2, 1, 2])
    adoptsBroker = policy == 0
    let policies = ["adopt-broker", "within-limit", "review", "internal-authoritative", "latest-timestamp"]
    set(.driftPolicy, .choice(policies[policy]))
    if tape.choose(.pricePolicy, below: 4) == 1 {
      set(.pricePolicy, .choice(tape.pick(.pricePolicy, 1, ["weighted-average", "weighted-average"] + policies)))
      // The price of what was taken over may differ by what it was bought at in the market.
      if [.review, .internalAuthoritative, .withinLimit].contains(configuration.pricePolicy) { adoptsBroker = false }
    }
    if tape.choose(.reviewFrom, below: 8) == 1 {
      set(.reviewFrom, .choice(tape.pick(.reviewFrom, 1, ["warning", "critical", "emergency", "informational"])))
    }
    let sightings = tape.pick(.driftConfirmations, [2, 1, 3])
    if sightings != 2 { set(.driftConfirmations, .integer(sightings)) }
    if tape.choose(.activityGrace, below: 8) == 1 {
      let graces = CaseGenerator.spans(milliseconds: [3000, 500, 10_000, EngineSetting.shortestTime.milliseconds])
      set(.activityGrace, tape.pick(.activityGrace, 1, graces))
    }
    guard policy == 1 else { return }
    let unit = market.value(of: 1)
    let limits = [nil, unit, market.value(of: 3), market.value(of: 10), Decimal(20), .zero]
    if let limit = tape.pick(.maximumCorrection, limits) { set(.maximumAutomaticCorrection, .money(limit)) }
    let perPass = [nil, nil, nil, market.value(of: 4), market.value(of: 12), unit, .zero]
    if let limit = tape.pick(.maximumPerPass, perPass) { set(.maximumAutomaticCorrectionPerPass, .money(limit)) }
    let perDay = [nil, nil, nil, market.value(of: 5), market.value(of: 20), unit, .zero]
    if let limit = tape.pick(.maximumPerDay, perDay) { set(.maximumAutomaticCorrectionPerDay, .money(limit)) }
  }

  /// A sixth of the cases has lists of so few rows a page that they come in several, where a pass has the time to read them.
  private mutating func configurePages() {
    guard tape.choose(.pages, below: 6) == 1, configuration.passTimeout >= .seconds(30) else { return }
    set(.batch, .integer(tape.pick(.pages, 1, [2, 1, 3, 1, 2, 1_000_000])))
  }

  /// Half of the cases leave these alone, a quarter has one of them, a quarter some: each takes power from the rest.
  private mutating func configureRarely() {
    let share = tape.choose(.settingShare, below: 4)
    let one = tape.choose(.settingDrawn, 1000, below: CaseGenerator.rareSettings.count)
    guard share >= 2 else { return }
    for (index, (setting, values)) in CaseGenerator.rareSettings.enumerated() {
      guard share == 2 ? index == one : tape.choose(.settingDrawn, index, below: 5) == 1 else { continue }
      set(setting, tape.pick(.settingValue, index, values))
    }
  }

  /// What a setting is in a share of the cases: off, the least and the most that make sense, and between.
  static let rareSettings: [(setting: EngineSetting, values: [SettingValue])] = [
    (.enabled, [.toggle(false), .toggle(true)]),
    (.orderInterval, spans(milliseconds: [500, 10_000, 30_000, nil, 100, EngineSetting.shortestTime.milliseconds])),
    (.fullInterval, spans(milliseconds: [20_000, 5000, nil, 60_000, 1000, EngineSetting.shortestTime.milliseconds])),
    (.reconcileOn, [.list(["startup"]), .list(["reconnect"]), .list([])]),
    (.requestTimeout, spans(milliseconds: [100, 5000, 60, 30_000, EngineSetting.shortestTime.milliseconds])),
    (.passTimeout, spans(milliseconds: [300, 100, 60, 2000, EngineSetting.shortestTime.milliseconds])),
    (.retryDelay, spans(milliseconds: [300, 5000, 50, 60_000, EngineSetting.shortestTime.milliseconds])),
    (.resendWithin, spans(milliseconds: [3000, 1000, nil, 600_000, EngineSetting.shortestTime.milliseconds])),
    (.resendDayWithin, spans(milliseconds: [5000, 1000, nil, 60_000, EngineSetting.shortestTime.milliseconds])),
    (.retryLimit, spans(milliseconds: [2000, 5000, 500, 600_000, EngineSetting.shortestTime.milliseconds])),
    (.maximumRetries, [2, 10, 100, 0].map { .integer($0) }),
    (.missingConfirmations, [5, 10, 100, 1].map { .integer($0) }),
    (.driftConfirmations, [5, 10, 100, 1].map { .integer($0) }),
    (.tolerance, [0, 1, 10, 1000].map { .decimal(Decimal($0)) }),
    (.quantityEpsilon, [Decimal.zero, Decimal(1), Decimal(5), Decimal(1_000_000)].map { .decimal($0) }),
    (.checkpointEvery, [2, 50, 1_000_000].map { .integer($0) }),
    (.streamSilence, spans(milliseconds: [6000, 1000, nil, 60_000, EngineSetting.shortestTime.milliseconds])),
    (.blindAlert, spans(milliseconds: [5000, 1000, nil, 60_000, EngineSetting.shortestTime.milliseconds])),
    (.waitAlert, spans(milliseconds: [5000, 1000, nil, 20_000, EngineSetting.shortestTime.milliseconds])),
    (.metricsInterval, spans(milliseconds: [5000, 1000, 300, 60_000])),
    (.whileDegraded, [.choice("hold"), .choice("send")]),
    (.keepReports, [.toggle(true), .toggle(false)]),
    (.featuresWithin, spans(milliseconds: [5000, 60_000, 1000, EngineSetting.shortestTime.milliseconds])),
    (.informationalFrom, [Decimal.zero, Decimal(1000), Decimal(1)].map { .money($0) }),
    (.warningFrom, [Decimal.zero, Decimal(1500), Decimal(1)].map { .money($0) }),
    (.criticalFrom, [Decimal.zero, Decimal(5000), Decimal(10)].map { .money($0) }),
    (.emergencyFrom, [Decimal.zero, Decimal(2000), Decimal(1_000_000)].map { .money($0) }),
    (.busBacklog, [1, 2, 5, 1_000_000].map { .integer($0) }),
    (.readsLag, spans(milliseconds: [3000, nil, 10_000, EngineSetting.shortestTime.milliseconds])),
    (.timingConflictAfter, spans(milliseconds: [2000, 10_000, 500, nil, EngineSetting.shortestTime.milliseconds])),
    (.probeFirst, [.toggle(true), .toggle(false)]),
  ]

  /// A quarter of the cases have other kinds of pass; where polls do not compare everything, full passes come often.
  private mutating func configureKinds() {
    guard tape.choose(.kindShare, below: 4) == 1 else { return }
    for (index, clock) in PassClock.allCases.enumerated() {
      let kind = tape.pick(.kindChosen, index, clock.safeKinds)
      guard kind != configuration.kind(of: clock) else { continue }
      let settings: [EngineSetting] = [.pollKind, .fullKind, .startupKind, .reconnectKind]
      set(settings[index], .choice(kind.word.text))
    }
    set(.lookback, tape.pick(.lookback, CaseGenerator.spans(milliseconds: [86_400_000, 10_000, 1000, 60_000, 1])))
    let isPartial = configuration.pollKind == .delta || configuration.pollKind == .tradeOnly
    if isPartial, configuration.fullInterval.map({ $0 > .seconds(20) }) ?? true {
      set(.fullInterval, .duration(.seconds(10)))
    }
  }

  /// A third of the cases have tickets that are due soon, or that block their instrument.
  private mutating func configureTickets() {
    guard tape.choose(.ticketShare, below: 3) == 1 else { return }
    let times = CaseGenerator.spans(
      milliseconds: [14_400_000, 10_000, 3000, 500, nil, EngineSetting.shortestTime.milliseconds])
    set(.escalationTime, tape.pick(.ticketSetting, 0, times))
    let reminders = CaseGenerator.spans(milliseconds: [nil, 5000, 3000, 1000])
    set(.remindEvery, tape.pick(.ticketSetting, 1, reminders))
    if tape.choose(.ticketSetting, 4, below: 3) == 1 {
      set(.ticketRetries, .integer(tape.pick(.ticketSetting, 5, [2, 1, 5, 100])))
      let intervals = CaseGenerator.spans(milliseconds: [5000, 10_000, 1000, EngineSetting.shortestTime.milliseconds])
      set(.ticketRetryInterval, tape.pick(.ticketSetting, 6, intervals))
    }
    if tape.choose(.ticketSetting, 3, below: 4) == 1 { set(.blockContradictions, .toggle(false)) }
    set(.blockFrom, .choice(tape.pick(.ticketSetting, 2, ["off", "warning", "critical", "emergency"])))
  }

  /// A sixth of the cases have passes after trades, half of them after all.
  private mutating func configureTrades() {
    guard tape.choose(.tradeShare, below: 6) == 1 else { return }
    let all = ["buy", "sell", "close"]
    set(.postTrade, .list(tape.pick(.tradeSides, [all, all, all, ["buy"], ["sell"], ["close"]])))
  }

  /// A third of the cases infers what no channel tells.
  private mutating func configureInferredFills() {
    switch tape.choose(.inferredFills, below: 6) {
    case 1: set(.inferredFills, .choice("after-confirmations"))
    case 2: set(.inferredFills, .choice("by-ticket"))
    default: break
    }
  }

  /// Three of four cases with a second currency say what it may be corrected by, half of those also from when on it matters.
  private mutating func configureCurrencies() {
    let code = market.currency(of: 1)
    guard swarm.instrumentCount > 1, code != market.currency(of: 0), tape.choose(.ownAmount, below: 4) != 1 else {
      return
    }
    let unit = market.value(of: 1)
    let limits = [Decimal(100), unit, market.value(of: 3), market.value(of: 10), .zero]
    own(.maximumAutomaticCorrection, tape.pick(.ownAmount, 1, limits), in: code)
    let sums: [EngineSetting] = [.maximumAutomaticCorrectionPerPass, .maximumAutomaticCorrectionPerDay]
    for (place, setting) in sums.enumerated() where tape.choose(.ownAmount, 2 + place, below: 3) == 1 {
      own(
        setting, tape.pick(.ownAmount, 4 + place, [market.value(of: 4), market.value(of: 12), unit, .zero]), in: code)
    }
    guard tape.choose(.ownAmount, 6, below: 2) == 1 else { return }
    let levels: [EngineSetting] = [.informationalFrom, .warningFrom, .criticalFrom, .emergencyFrom]
    for (place, setting) in levels.enumerated() where tape.choose(.ownAmount, 7 + place, below: 2) == 1 {
      own(setting, tape.pick(.ownAmount, 11 + place, [Decimal(1000), unit, Decimal(10), .zero]), in: code)
    }
  }

  /// Gives a setting a number in another currency beside the one that it may have.
  private mutating func own(_ setting: EngineSetting, _ amount: Decimal, in code: String) {
    var amounts: [CurrencyAmount] = []
    if case .money(let plain)? = scenario.settings.last(where: { $0.value.setting == setting })?.value.value {
      amounts = plain
    }
    set(setting, .money(amounts + [CurrencyAmount(amount, in: code)]))
  }

  /// A tenth of the cases does something about orders of which nothing is heard, while there is time to see it.
  private mutating func configureStaleOrders() {
    guard tape.choose(.staleOrders, below: 10) == 1 else { return }
    set(.staleOrders, .choice(tape.pick(.staleOrders, 1, ["cancel", "report", "look-up", "cancel"])))
    let spans = CaseGenerator.spans(milliseconds: [5000, 1000, 10_000, 300, EngineSetting.shortestTime.milliseconds])
    set(.staleAfter, tape.pick(.staleOrders, 2, spans))
  }

  /// An eighth of the cases keeps what has ended for a short time, and reads all orders often enough to let it go.
  private mutating func configureArchive() {
    guard tape.choose(.keepEnded, below: 8) == 1 else { return }
    let spans = CaseGenerator.spans(
      milliseconds: [5000, 1000, 3000, 300, nil, EngineSetting.shortestTime.milliseconds])
    set(.keepEnded, tape.pick(.keepEnded, 1, spans))
    let readsAll = [configuration.pollKind, configuration.fullKind].contains { $0 == .full || $0 == .scheduled }
    if readsAll, let interval = configuration.fullInterval, interval <= .seconds(20) { return }
    set(.fullInterval, .duration(.seconds(5)))
  }

  /// A tenth of the cases with several instruments compares some of them alone.
  private mutating func configureScope() {
    guard swarm.instrumentCount > 1, tape.choose(.reconcileSymbols, below: 10) == 1 else { return }
    let symbols = (0..<swarm.instrumentCount).map { symbol($0).value }
    let some = tape.pick(.reconcileSymbols, 1, [[symbols[0]], Array(symbols.dropFirst()), Array(symbols.prefix(2))])
    leavesOut = some.count < symbols.count
    set(.reconcileSymbols, .symbols(some))
  }

  /// A twelfth of the cases has a policy for an empty store, and half of those an empty one.
  private mutating func configureStore() {
    let share = tape.choose(.storeShare, below: 24)
    guard share == 1 || share == 2 else { return }
    losesStore = share == 1
    set(.emptyStore, .choice(tape.pick(.storeShare, 1, ["review", "refuse"])))
  }

  private static func spans(milliseconds: [Int?]) -> [SettingValue] {
    milliseconds.map { .duration($0.map { .milliseconds($0) }) }
  }

  // MARK: - Length

  /// How long things happen, and how long it then takes until both sides must agree.
  private mutating func drawLength() {
    let isPartial = configuration.pollKind == .delta || configuration.pollKind == .tradeOnly
    let interval = (isPartial ? nil : configuration.orderInterval) ?? configuration.fullInterval ?? .seconds(60)
    let intervals = [configuration.orderInterval, configuration.fullInterval, configuration.retryLimit]
    let shortest = intervals.compactMap { $0 }.min() ?? interval
    // With passes or repeats on the heels of one another a few seconds are as many as minutes are else.
    guard shortest >= .milliseconds(300) else {
      activity = .seconds(6)
      healing = .seconds(8)
      return
    }
    // Beyond the usual interval between full passes, which is five minutes.
    activity = .seconds([60, 20, 360][tape.weighted(.length, 0, [20, 10, 1])])
    let passes = max(configuration.missingConfirmations, configuration.driftConfirmations) + 3
    let settling =
      interval * passes + configuration.requestTimeout * 4 + .seconds(20)
      + (configuration.activityGrace ?? .zero) + turnTaking
    healing = settling > .seconds(300) ? .seconds(60) : max(.seconds(60), settling)
  }
}

extension TimeSpan {
  fileprivate var milliseconds: Int { Int(nanoseconds / 1_000_000) }
}
