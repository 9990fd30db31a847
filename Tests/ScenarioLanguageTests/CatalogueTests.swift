import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

/// Whatever the catalogues hold can be written, and prints as it was written.
@Suite("Catalogues")
struct CatalogueTests {
  private static let head = """
    scenario "catalogue"
      mode   paper
      seed   0
      broker scripted
    """

  private static let body = """

    setup
      both   cash USD 1.00
      market AAPL 1.00 2.00

    timeline
      0s  trader place A buy 2 AAPL limit 1.00
      1s  broker fill A 1 at 1.00 exec E1
    """

  private func expectRoundTrip(_ text: String) throws {
    #expect(Samples.messages(text) == "")
    let scenario = try #require(Samples.parse(text).cases.first)
    #expect(ScenarioPrinter.print(scenario) == text)
  }

  /// Every way to spell a value of a field.
  private func spellings(_ field: EventField) -> [String] {
    switch field.type {
    case .order, .key: ["=A", "!=A"]
    case .execution: ["=E1"]
    case .instrument: ["=AAPL"]
    case .currency: ["=USD"]
    case .decimal: Comparison.allCases.map { "\($0.rawValue)-1.50" }
    case .integer: Comparison.allCases.filter { $0 != .rounded }.map { "\($0.rawValue)3" }
    case .discrepancy: ["=D1", "=D12"]
    case .ticket: ["=T1", "=T12"]
    case .duration: [">=1s500ms"]
    case .word(let words): words.map { "=\($0.text)" }
    case .text: ["=\"a \\\"b\\\"\""]
    }
  }

  @Test("Every field of every event with every word", arguments: EventKind.allCases)
  func events(_ kind: EventKind) throws {
    var lines = ["  log has \(kind.name)", "  log golden \(kind.name)"]
    for field in kind.fields {
      for spelling in spellings(field) { lines.append("  log has \(kind.name) \(field.name)\(spelling)") }
    }
    try expectRoundTrip("\(Self.head)\n\(Self.body)\n\nfinally\n\(lines.joined(separator: "\n"))\n")
  }

  @Test("Every setting with every kind of value", arguments: EngineSetting.allCases)
  func settings(_ setting: EngineSetting) throws {
    let values: [String] =
      switch setting.type {
      case .toggle: ["on", "off"]
      case .duration(let canBeOff): canBeOff ? ["1m30s", "off"] : ["1m30s"]
      case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
      case .decimal: ["0", "0.00001"]
      case .money: ["0", "0.00001", "100, EUR 0.5", "EUR 0.5"]
      case .choice(let words): words
      case .list(let words): words + ["off", words.joined(separator: ", ")]
      case .symbols: ["AAPL", "all"]
      }
    for value in values {
      let cash = "  both   cash USD 1.00\n"
      let body = value.contains("EUR") ? Self.body.replacing(cash, with: cash + "  both   cash EUR 1.00\n") : Self.body
      try expectRoundTrip(
        "\(Self.head)\n\nengine\n  \(setting.rawValue) \(value)\n\(body)\n\nfinally\n  expect converged\n")
    }
    let wrong = "\(Self.head)\nengine\n  \(setting.rawValue) wrong\n\(Self.body)\n"
    #expect(Samples.parse(wrong).hasErrors)
  }

  @Test("Every crash point, state, order field, profile and mode")
  func words() throws {
    var lines = Word.crashPoints.map { "  2s  engine crash at \($0.text) of E1" }
    lines += EngineStateWord.allCases.map { "  2s  expect engine != \($0.rawValue)" }
    lines += Word.orderStatuses.map { "  2s  expect local order A = \($0.text)" }
    for field in OrderField.allCases {
      let value = field == .status ? "open" : field == .key ? "A" : "1.50"
      lines.append("  2s  expect orders \(field.rawValue)!=\(value) = 1")
    }
    for (channel, kinds) in [(Word.requests, Word.requestKinds), (.responses, Word.requestKinds)] {
      lines += kinds.map { "  2s  net    drop \(channel.text) \($0.text) next 1" }
    }
    for kind in ["ack", "fill", "reject", "expire", "cancel", "replace", "heartbeat"] {
      lines.append("  2s  net    drop stream \(kind) of A")
    }
    for profile in BrokerProfile.allCases {
      for mode in TradingMode.allCases {
        let head = Self.head.replacing("scripted", with: profile.rawValue).replacing("paper", with: mode.rawValue)
        try expectRoundTrip("\(head)\n\(Self.body)\n\(lines.joined(separator: "\n"))\n")
      }
    }
  }

  @Test("A check at an instant tells of the names in it, and takes over others")
  func namesOfTimedCheck() {
    var line = ExpectLine {
      $0.check = Check(
        BalanceCheck {
          $0.currency = "EUR"
          $0.amount = Money(Decimal(5))
        })
    }
    #expect(line.mentions == [Mention(.currency, "EUR")])
    line.rename { "\($0.name)2" }
    #expect(line.text == "expect balance EUR2 = 5.00")
  }

  @Test("A tree made by a program prints and parses")
  func generated() throws {
    var scenario = Scenario(title: Located("made"))
    scenario.header.ends = Located(.seconds(12))
    scenario.header.endsWhenQuiet = true
    scenario.comments = ["two\nlines", ""]
    scenario.setup = [
      Located(
        SetupItem(
          SetupMarket {
            $0.symbol = "S1"
            $0.quote = Quote(bid: Decimal(9), ask: Decimal(10))
          }))
    ]
    let order = NewOrder(
      name: Located("A"), side: .buy, quantity: Located(Decimal(1)), symbol: Located("S1"), pricing: .limit(Decimal(10))
    )
    scenario.timeline = [
      TimelineLine(Located(.at(.zero)), TraderPlace { $0.order = order }),
      TimelineLine(
        Located(.at(.seconds(2))),
        BrokerFill {
          $0.order = "A"
          $0.price = Price(Decimal(10))
          $0.execution = "E1"
        }),
    ]
    scenario.timeline[1].mark = Located("filled")
    scenario.finally = [
      Located(.expect(Check(Converged()))),
      Located(
        .log(
          LogCheck(
            LogGolden {
              $0.globs = [Located("*")]
              $0.lines = [Located("a  "), Located("b\nc")]
            }))),
    ]
    let printed = ScenarioPrinter.print(scenario)
    #expect(
      printed == """
        # two
        # lines
        #
        scenario "made"
          mode   paper
          seed   0
          broker scripted
          ends   12s or quiet

        setup
          market S1 9.00 10.00

        timeline
          0s  trader place A buy 1 S1 limit 10.00
          2s  broker fill A rest at 10.00 exec E1 as @filled

        finally
          expect converged
          log golden *
            | a
            | b
            | c

        """)
    #expect(Samples.parse(printed).cases.map(ScenarioPrinter.print) == [printed])
  }
}
