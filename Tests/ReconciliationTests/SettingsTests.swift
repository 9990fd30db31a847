import Testing
import Trading

@testable import Reconciliation

@Suite("Settings")
struct SettingsTests {
  /// A legal value for a setting, and what the configuration's field says once it is set.
  struct Change {
    var value: SettingValue
    var isSet: (EngineConfiguration) -> Bool
    /// Brings the field back to its default, so that everything else can be compared.
    var undo: (inout EngineConfiguration) -> Void
  }

  /// One change a setting; a new setting without one does not compile.
  private func change(_ setting: EngineSetting) throws -> Change {
    let span = TimeSpan.milliseconds(777)
    let plain = Fixture.configuration()
    func field<Value: Equatable>(
      _ path: WritableKeyPath<EngineConfiguration, Value>, _ value: SettingValue, _ expected: Value
    ) -> Change {
      Change(value: value, isSet: { $0[keyPath: path] == expected }, undo: { $0[keyPath: path] = plain[keyPath: path] })
    }
    return switch setting {
    case .enabled: field(\.isEnabled, .toggle(false), false)
    case .orderInterval: field(\.orderInterval, .duration(span), span)
    case .fullInterval: field(\.fullInterval, .duration(nil), nil)
    case .reconcileOn:
      Change(
        value: .list(["reconnect"]), isSet: { !$0.reconcilesOnStartup && $0.reconcilesOnReconnect },
        undo: { $0.reconcilesOnStartup = true })
    case .postTrade:
      Change(
        value: .list(["buy", "close"]),
        isSet: { $0.reconcilesAfterBuy && !$0.reconcilesAfterSell && $0.reconcilesAfterClose },
        undo: {
          $0.reconcilesAfterBuy = false
          $0.reconcilesAfterClose = false
        })
    case .inferredFills: field(\.inferredFills, .choice("by-ticket"), .byTicket)
    case .reconcileSymbols: field(\.reconciledSymbols, .symbols(["AAPL"]), ["AAPL"])
    case .emptyStore: field(\.emptyStore, .choice("refuse"), .refuse)
    case .keepEnded: field(\.keepEnded, .duration(span), span)
    case .waitAlert: field(\.waitAlert, .duration(span), span)
    case .blindAlert: field(\.blindAlert, .duration(span), span)
    case .timingConflictAfter: field(\.timingConflictAfter, .duration(span), span)
    case .metricsInterval: field(\.metricsInterval, .duration(span), span)
    case .batch: field(\.batch, .integer(7), 7)
    case .probeFirst: field(\.probesFirst, .toggle(true), true)
    case .passTimeout: field(\.passTimeout, .duration(span), span)
    case .pollKind: field(\.pollKind, .choice("delta"), .delta)
    case .fullKind: field(\.fullKind, .choice("scheduled"), .scheduled)
    case .startupKind: field(\.startupKind, .choice("scheduled"), .scheduled)
    case .reconnectKind: field(\.reconnectKind, .choice("trade-only"), .tradeOnly)
    case .lookback: field(\.lookback, .duration(span), span)
    case .requestTimeout: field(\.requestTimeout, .duration(span), span)
    case .onTimeout: field(\.timeoutPolicy, .choice("lookup-then-reject"), .reject)
    case .resendWithin: field(\.resendWithin, .duration(span), span)
    case .resendDayWithin: field(\.resendDayWithin, .duration(span), span)
    case .readsLag: field(\.readsLag, .duration(span), span)
    case .retryDelay: field(\.retryDelay, .duration(span), span)
    case .retryLimit: field(\.retryLimit, .duration(span), span)
    case .maximumRetries: field(\.maximumRetries, .integer(7), 7)
    case .maximumLookUps: field(\.maximumLookUps, .integer(7), 7)
    case .missingConfirmations: field(\.missingConfirmations, .integer(7), 7)
    case .staleOrders: field(\.staleOrders, .choice("cancel"), .cancel)
    case .staleAfter: field(\.staleAfter, .duration(span), span)
    case .driftPolicy: field(\.driftPolicy, .choice("review"), .review)
    case .pricePolicy: field(\.pricePolicy, .choice("weighted-average"), .weightedAverage)
    case .reviewFrom: field(\.reviewFrom, .choice("critical"), .critical)
    case .driftConfirmations: field(\.driftConfirmations, .integer(7), 7)
    case .activityGrace: field(\.activityGrace, .duration(span), span)
    case .tolerance: field(\.tolerance, .decimal(Decimal(5)), try Decimal("0.05"))
    case .quantityEpsilon: field(\.quantityEpsilon, .decimal(.one), .one)
    case .maximumAutomaticCorrection: field(\.maximumAutomaticCorrection, .money(.one), .one)
    case .maximumAutomaticCorrectionPerPass:
      Change(
        value: .money(.one), isSet: { $0.maximumAutomaticCorrectionPerPass == .one },
        undo: { $0.givenPerPass = nil })
    case .maximumAutomaticCorrectionPerDay:
      Change(
        value: .money(.one), isSet: { $0.maximumAutomaticCorrectionPerDay == .one },
        undo: { $0.givenPerDay = nil })
    case .checkpointEvery: field(\.checkpointEvery, .integer(7), 7)
    case .busBacklog: field(\.busBacklog, .integer(7), 7)
    case .whileDegraded: field(\.holdsOrdersWhileDegraded, .choice("hold"), true)
    case .featuresWithin: field(\.featuresWithin, .duration(span), span)
    case .keepReports: field(\.keepsReports, .toggle(true), true)
    case .streamSilence: field(\.streamSilence, .duration(span), span)
    case .informationalFrom: field(\.informationalFrom, .money(.one), .one)
    case .warningFrom: field(\.warningFrom, .money(.one), .one)
    case .criticalFrom: field(\.criticalFrom, .money(.one), .one)
    case .emergencyFrom: field(\.emergencyFrom, .money(.one), .one)
    case .escalationTime: field(\.escalationTime, .duration(span), span)
    case .remindEvery: field(\.remindEvery, .duration(span), span)
    case .blockContradictions: field(\.blocksContradictions, .toggle(false), false)
    case .ticketRetries: field(\.ticketRetries, .integer(7), 7)
    case .ticketRetryInterval: field(\.ticketRetryInterval, .duration(span), span)
    case .blockFrom: field(\.blockFrom, .choice("critical"), .critical)
    }
  }

  @Test("Every setting changes the field that it names, and no other", arguments: EngineSetting.allCases)
  func table(setting: EngineSetting) throws {
    let change = try change(setting)
    let before = Fixture.configuration()
    #expect(!change.isSet(before))
    var after = before
    after.set(setting, to: change.value)
    #expect(change.isSet(after))
    change.undo(&after)
    #expect(after == before)
  }

  @Test("A value of another type is ignored", arguments: EngineSetting.allCases)
  func wrongType(setting: EngineSetting) throws {
    let right = try change(setting).value
    let before = Fixture.configuration()
    let values: [SettingValue] = [
      .toggle(false), .duration(.seconds(9)), .integer(9), .decimal(Decimal(9)), .choice("review"), .list([]),
      .symbols(["MSFT"]), .money(Decimal(9)),
    ]
    func kind(_ value: SettingValue) -> Int {
      switch value {
      case .toggle: 0
      case .duration: 1
      case .integer: 2
      case .decimal: 3
      case .choice: 4
      case .list: 5
      case .symbols: 6
      case .money: 7
      }
    }
    for value in values where kind(value) != kind(right) {
      var after = before
      after.set(setting, to: value)
      #expect(after == before)
    }
  }

  @Test("A duration that cannot be off ignores `off`")
  func off() {
    for setting in EngineSetting.allCases {
      guard case .duration(let canBeOff) = setting.type else { continue }
      var before = Fixture.configuration()
      before.set(setting, to: .duration(.seconds(9)))
      var after = before
      after.set(setting, to: .duration(nil))
      #expect((after == before) == !canBeOff, "\(setting)")
    }
  }

  @Test("Every choice means something else")
  func choices() {
    for setting in EngineSetting.allCases {
      guard case .choice(let words) = setting.type else { continue }
      let results = Set(
        words.map { word in
          var configuration = Fixture.configuration()
          configuration.set(setting, to: .choice(word))
          return configuration
        })
      #expect(results.count == words.count, "\(setting)")
    }
  }

  @Test("The defaults are those of the source documents, and the summaries say so")
  func defaults() throws {
    let live = EngineConfiguration(mode: .live)
    let paper = EngineConfiguration(mode: .paper)
    #expect(live.orderInterval == .seconds(2) && paper.orderInterval == .seconds(5))
    #expect(live.fullInterval == .seconds(300) && live.requestTimeout == .seconds(2))
    #expect(try live.tolerance == Decimal("0.0001") && live.quantityEpsilon == Decimal("0.00001"))
    #expect(live.maximumAutomaticCorrection == Decimal(100) && live.maximumRetries == 3)
    #expect(live.maximumAutomaticCorrectionPerPass == Decimal(300))
    #expect(live.maximumAutomaticCorrectionPerDay == Decimal(1000))
    var larger = live
    larger.maximumAutomaticCorrection = Decimal(5000)
    #expect(larger.maximumAutomaticCorrectionPerPass == Decimal(15000))
    #expect(larger.maximumAutomaticCorrectionPerDay == Decimal(50000))
    #expect(live.driftPolicy == .withinLimit && live.timeoutPolicy == .resend && live.isEnabled)
    for setting in EngineSetting.allCases {
      #expect(!setting.summary.isEmpty && !setting.summary.contains("\n"))
      #expect(setting.rawValue.allSatisfy { $0.isLowercase || $0 == "-" })
    }
  }

  @Test("What is set is told back, and written as files have it")
  func toldBack() throws {
    for setting in EngineSetting.allCases {
      let change = try change(setting)
      var configuration = Fixture.configuration()
      configuration.set(setting, to: change.value)
      #expect(configuration.value(of: setting) == change.value, "\(setting.rawValue)")
    }
    let values: [SettingValue] = [
      .toggle(true), .toggle(false), .duration(nil), .list([]), .list(["one", "two"]),
      .symbols([]), .symbols(["AAPL", "MSFT"]),
      .money(.one), .money([CurrencyAmount(.one), CurrencyAmount(try Decimal("0.001"), in: "BTC")]),
    ]
    #expect(
      values.map(\.text) == ["on", "off", "off", "off", "one, two", "all", "AAPL, MSFT", "1", "1, BTC 0.001"])
  }

  @Test("A number in one currency allows nothing in another; one by the code of the first is the plain one")
  func currencies() throws {
    let (dollar, euro) = (CurrencyID(index: 0), CurrencyID(index: 1))
    var configuration = EngineConfiguration(mode: .live)
    func resolve() { configuration.resolveCurrencies { ["USD": dollar, "EUR": euro][$0] } }
    func most(_ currency: CurrencyID) -> [Decimal?] {
      [
        configuration.maximumAutomaticCorrection(in: currency),
        configuration.maximumAutomaticCorrectionPerPass(in: currency),
        configuration.maximumAutomaticCorrectionPerDay(in: currency),
      ]
    }
    #expect(most(dollar) == [100, 300, 1000].map { Decimal($0) } && most(euro) == [nil, nil, nil])
    configuration.set(.maximumAutomaticCorrection, to: .money([CurrencyAmount(Decimal(7), in: "EUR")]))
    resolve()
    #expect(most(euro) == [7, 21, 70].map { Decimal($0) } && most(dollar)[0] == Decimal(100))
    configuration.set(.maximumAutomaticCorrectionPerPass, to: .money([CurrencyAmount(Decimal(8), in: "EUR")]))
    configuration.set(.maximumAutomaticCorrection, to: .money([CurrencyAmount(Decimal(5), in: "USD")]))
    resolve()
    #expect(most(euro)[1] == Decimal(8) && most(dollar) == [5, 15, 50].map { Decimal($0) })
    #expect(configuration.value(of: .maximumAutomaticCorrection).text == "5, EUR 7")
  }
}
