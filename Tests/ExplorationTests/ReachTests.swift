import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

@testable import Exploration

/// How many of two thousand cases have each thing that a case can have; what hardly any has is not tested by fuzzing.
@Suite struct ReachTests {
  private static let total = 2000
  private static let census = Census(cases: total)

  /// Names that fewer cases have than so many.
  private func short(of floor: Int, _ names: some Sequence<String>) -> [String] {
    names.filter { Self.census.counts[$0, default: 0] < floor }.map { "\($0): \(Self.census.counts[$0, default: 0])" }
  }

  @Test("Every setting is drawn, and every value that it has in rare cases")
  func settings() {
    #expect(short(of: 30, EngineSetting.allCases.map { "setting \($0.rawValue)" }) == [])
    let values = CaseGenerator.rareSettings.flatMap { setting, values in
      values.map { "setting \(setting.rawValue) \($0.text)" }
    }
    #expect(short(of: 3, values) == [])
  }

  @Test("What can be off is off in some cases, and what has a least value has it")
  func extremes() {
    for setting in EngineSetting.allCases {
      // A case that does not write a setting has its usual value.
      let usual = EngineConfiguration(mode: .live).value(of: setting).text
      let drawn = Set(Self.census.values[setting, default: []]).union([usual])
      switch setting.type {
      case .toggle: #expect(drawn.isSuperset(of: ["on", "off"]), "\(setting.rawValue)")
      case .duration(let canBeOff):
        // Reminders or figures a thousand times a second are a flood that was asked for.
        if setting == .remindEvery || setting == .metricsInterval {
          #expect(drawn.contains("1s") && drawn.contains("off"))
          continue
        }
        #expect(drawn.contains(EngineSetting.shortestTime.description), "\(setting.rawValue)")
        if canBeOff { #expect(drawn.contains("off"), "\(setting.rawValue)") }
      case .integer(let range):
        #expect(drawn.contains("\(range.upperBound)") && drawn.isSuperset(of: range.lowerBound == 1 ? [] : ["0"]))
      case .decimal: #expect(drawn.contains("0"), "\(setting.rawValue)")
      case .money:
        #expect(drawn.contains("0") && drawn.contains { $0.contains("EUR ") }, "\(setting.rawValue)")
      case .choice(let words): #expect(drawn.isSuperset(of: words), "\(setting.rawValue)")
      case .list: #expect(drawn.contains("off") && drawn.count > 2, "\(setting.rawValue)")
      case .symbols: #expect(drawn.contains("all") && drawn.count > 2, "\(setting.rawValue)")
      }
    }
  }

  @Test("Every line that the generator draws is in two cases of a hundred at the least")
  func lines() {
    let forms = LineCatalogue.forms.filter { $0.undrawn == nil }.map { "line \($0.words.joined(separator: " "))" }
    #expect(short(of: Self.total / 50, forms) == [])
  }

  @Test("Orders of every pricing, time in force and side; every broker; long, short, dozens")
  func orders() {
    let pricings = ["limit", "market", "stop", "stop-limit"].map { "pricing \($0)" }
    let times = TimeInForce.allCases.map { "tif \($0.rawValue)" }
    #expect(short(of: Self.total / 5, pricings + times + ["side buy", "side sell"]) == [])
    #expect(short(of: Self.total / 20, BrokerProfile.allCases.map { "broker \($0.rawValue)" }) == [])
    let rare = [
      "more than 15 orders", "longer than 5m", "two currencies", "three instruments", "a lot", "a multiplier",
      "opening short", "two positions drift", "position and cash drift", "a key again", "a late fill", "an overfill",
      "no market", "an unpriced position", "a cost that is not the market's",
      "opening executed in part", "opening at two prices", "prices of many digits", "quantities of many digits",
    ]
    #expect(short(of: 20, rare) == [])
    #expect(short(of: 5, ["a price alone drifts"]) == [])
  }

  @Test("Every lie on each channel, every crash point, every status with and without its effect")
  func faults() {
    #expect(short(of: 20, MessageLie.allCases.map { "lie \($0.rawValue)" }) == [])
    #expect(short(of: 12, Word.crashPoints.map { "crash \($0.text)" }) == [])
    #expect(short(of: 20, ["lie on stream", "lie on responses", "kill", "good stop"]) == [])
    let ambiguous = ["500", "502", "503", "504", "408"]
    let statuses = ambiguous.flatMap { ["status \($0)", "status \($0) forwarded", "status \($0) dropped"] }
    #expect(
      short(
        of: 2,
        statuses + [
          "status 429", "status 429 dropped", "status 400", "status 401", "status 404", "status 409", "status 422",
        ]) == [])
    let meetings = [
      "place doubled", "store slower than a repeat", "halt", "halt for good", "a change given up", "command under halt",
      "two looks", "looks at one symbol each", "a look at a lie", "asked at once",
    ]
    #expect(short(of: 20, meetings) == [])
    #expect(short(of: 10, ["a start without answers"]) == [])
  }
}

/// Counts cases.
struct Census {
  /// How many cases have something, by its name.
  private(set) var counts: [String: Int] = [:]
  /// The values that a setting was drawn with.
  private(set) var values: [EngineSetting: Set<String>] = [:]

  init(cases: Int) {
    for index in 0..<cases {
      var generator = CaseGenerator(seed: FuzzCase.seed(base: 5, index: index), mode: nil)
      generator.generate()
      for name in features(of: generator) { counts[name, default: 0] += 1 }
      for item in generator.scenario.settings {
        values[item.value.setting, default: []].insert(item.value.value.text)
      }
    }
  }

  /// A line a name.
  var text: String {
    counts.sorted { $0.key < $1.key }.map { "\($0.value)\t\($0.key)" }.joined(separator: "\n")
  }

  private func features(of generator: CaseGenerator) -> Set<String> {
    let scenario = generator.scenario
    var found: Set<String> = ["broker \(scenario.header.broker.value)", "mode \(scenario.header.mode.rawValue)"]
    for item in scenario.settings {
      found.insert("setting \(item.value.setting.rawValue)")
      found.insert("setting \(item.value.setting.rawValue) \(item.value.value.text)")
    }
    if generator.swarm.isCrowded { found.insert("more than 15 orders") }
    if generator.activity > .seconds(300) { found.insert("longer than 5m") }
    found.formUnion(opening(of: scenario))
    for line in scenario.timeline {
      found.insert("line \(type(of: line.form).words.joined(separator: " "))")
      found.formUnion(features(of: line.form))
    }
    found.formUnion(meetings(in: scenario.timeline))
    let halts = scenario.timeline.lastIndex { $0.form is OperatorHalt }
    let resumes = scenario.timeline.lastIndex { $0.form is OperatorResume }
    if let halts { found.insert(resumes.map { $0 < halts } ?? true ? "halt for good" : "halt") }
    return found
  }

  /// What comes of two lines that are drawn together.
  private func meetings(in timeline: [TimelineLine]) -> Set<String> {
    var found: Set<String> = []
    var isHalted = false
    var lastLook: TimeSpan?
    var lastSymbols: [String]?
    var placed: [TimeSpan] = []
    for line in timeline {
      guard case .at(let instant) = line.time.value else { continue }
      switch line.form {
      case is OperatorHalt: isHalted = true
      case is OperatorResume: isHalted = false
      case is TraderCancel, is TraderReplace: if isHalted { found.insert("command under halt") }
      case is TraderPlace: placed.append(instant)
      case is OperatorReconcile:
        if let lastLook, instant - lastLook <= .milliseconds(60) { found.insert("two looks") }
        lastLook = instant
        if let symbols = line.form.lookSymbols, let lastSymbols, symbols != lastSymbols {
          found.insert("looks at one symbol each")
        }
        lastSymbols = line.form.lookSymbols
        let isLie = timeline.contains { other in
          guard case .at(let shown) = other.time.value, shown == max(.zero, instant - .milliseconds(1)) else {
            return false
          }
          return other.form is BrokerSnapshotTruncated || other.form is BrokerSnapshotStale
        }
        if isLie { found.insert("a look at a lie") }
      case is OperatorQuery: if placed.contains(instant) { found.insert("asked at once") }
      case let line as NetCut:
        guard instant == .zero, case .duration(let length) = line.extent, length == .seconds(40) else { continue }
        found.insert("a start without answers")
      case let line as NetFail:
        guard case .duration(let length) = line.extent, length >= .seconds(5) else { continue }
        if [.cancel, .replace].contains(line.kinds.kinds.first) { found.insert("a change given up") }
      default: break
      }
    }
    return found
  }

  private func opening(of scenario: Scenario) -> Set<String> {
    var found: Set<String> = []
    let forms = scenario.setup.map(\.value.form)
    let instruments = forms.compactMap { ($0 as? SetupInstrument)?.instrument }
    if instruments.contains(where: { $0.currency != nil }) { found.insert("two currencies") }
    if instruments.contains(where: { $0.lot != nil }) { found.insert("a lot") }
    if instruments.contains(where: { $0.multiplier != nil }) { found.insert("a multiplier") }
    if instruments.contains(where: { $0.tick?.units == 1 }) { found.insert("prices of many digits") }
    if instruments.contains(where: { $0.lot?.units == 333_333_333_333 }) { found.insert("quantities of many digits") }
    if forms.count(where: { $0 is SetupMarket }) > 2 { found.insert("three instruments") }
    let positions = forms.compactMap { $0 as? SetupPosition }
    if positions.contains(where: { $0.quantity.value.isNegative }) { found.insert("opening short") }
    let drifts = Set(positions.filter { $0.party == .broker }.map(\.symbol.value)).count
    if drifts > 1 { found.insert("two positions drift") }
    let quoted = Set(forms.compactMap { ($0 as? SetupMarket)?.symbol.value })
    if instruments.contains(where: { !quoted.contains($0.symbol.value) }) { found.insert("no market") }
    if positions.contains(where: { $0.price.value.isZero }) { found.insert("an unpriced position") }
    for mine in positions where mine.party == .local {
      let theirs = positions.first { $0.party == .broker && $0.symbol.value == mine.symbol.value }
      if let theirs, theirs.quantity.value == mine.quantity.value, theirs.price.value != mine.price.value {
        found.insert("a price alone drifts")
      }
    }
    let markets = forms.compactMap { $0 as? SetupMarket }
    if let held = positions.first(where: { $0.party == .both }),
      markets.contains(where: { $0.symbol.value == held.symbol.value && held.price.value != $0.quote.ask })
    {
      found.insert("a cost that is not the market's")
    }
    let orders = forms.compactMap { $0 as? SetupOrder }
    if orders.contains(where: { $0.party == .both && $0.order.filled != nil }) {
      found.insert("opening executed in part")
    }
    if Set(orders.map(\.order.order.pricing)).count > 1 { found.insert("opening at two prices") }
    if drifts > 0, forms.contains(where: { ($0 as? SetupCash)?.party == .broker }) {
      found.insert("position and cash drift")
    }
    return found
  }

  private func features(of form: any LineForm) -> [String] {
    switch form {
    case let line as TraderPlace:
      let pricing =
        switch line.order.pricing {
        case .market: "market"
        case .limit: "limit"
        case .stop: "stop"
        case .stopLimit: "stop-limit"
        }
      let key = line.order.repeatsKey ? ["a key again"] : []
      return key + [
        "pricing \(pricing)", "tif \(line.order.timeInForce.rawValue)",
        "side \(line.order.side == .buy ? "buy" : "sell")",
      ]
    case let line as BrokerFill where line.quantity.isOverfill:
      return [line.quantity.quantity?.value == .one ? "a late fill" : "an overfill"]
    case let line as NetFalsify: return ["lie \(line.lie.text)", "lie on \(line.match.channel.text)"]
    case let line as NetFail:
      return ["status \(line.status.code)\(line.forwarding.map { " \($0.rawValue)" } ?? "")"]
    case let line as EngineCrash: return [line.place.map { "crash \($0.point.text)" } ?? "kill"]
    case is EngineRestart: return ["good stop"]
    case let line as NetDuplicate where line.match.channel == .requests && line.match.kinds == [.place]:
      return ["place doubled"]
    case let line as StoreSlow where line.delay > .seconds(1): return ["store slower than a repeat"]
    default: return []
    }
  }
}

extension LineForm {
  /// The symbols that a look is at, if it is one at some alone.
  fileprivate var lookSymbols: [String]? {
    guard let symbols = (self as? OperatorReconcile)?.symbols else { return nil }
    return symbols.symbols.map(\.value)
  }
}
