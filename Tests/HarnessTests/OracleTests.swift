import Reconciliation
import Simulation
import Testing

@testable import Harness

/// Every oracle fires on an engine that breaks its rule, and is silent on the real one in the same case.
@Suite("Oracles")
struct OracleTests {
  /// A case, the broken engine in it, and what the oracle says.
  struct Proof {
    var text: String
    var runBroken: (String) throws -> CaseResult
    var label: String

    init<Wrong: Defect>(_ defect: Wrong.Type, _ text: String = Cases.text(), says label: String) {
      self.text = text
      self.label = label
      runBroken = { try Cases.runWithoutClauses($0, on: Tampered<Wrong>.self) }
    }
  }

  private static let place = "0s trader place A buy 100 AAPL limit 150.00"

  private static let closing = "4s broker fill B 20 at 151.00 exec E3\n5s broker fill B rest at 149.00 exec E4"

  /// A case in which the place of an order makes two of it, and somebody else has an order that has executed.
  private static let doubled = Cases.text(
    header: "broker scripted-tagged-timely",
    timeline: "0s net duplicate requests place next 1\n\(place)\n2s broker place H buy 1 AAPL limit 150.01\n"
      + "2s broker fill H rest at 150.01 exec E1\n")

  /// A case that polls every second over a minute, so that liveness is judged.
  private static func long(_ timeline: String, engine: String = "") -> String {
    Cases.text(engine: engine, timeline: timeline).replacing("order-interval off", with: "order-interval 1s")
      .replacing("ends   20s", with: "ends   60s")
  }

  /// The proofs of each oracle; a new oracle without one does not compile.
  static func proofs(of oracle: OracleName) -> [Proof] {
    switch oracle {
    case .execOnce:
      [Proof(CountsTwice.self, says: "order A counts 80, the broker executed only 40")]
    case .fillsSumToPosition:
      [
        Proof(LosesPosition.self, says: "position AAPL is 0, but opening and executions add up to 40"),
        Proof(
          LosesValue.self, says: "order A has executed 40 for 1, but its executions add up to 40 for 6000"),
      ]
    case .cashFollowsFills:
      [Proof(LosesCash.self, says: "cash USD is 1, but opening and executions add up to 94000")]
    case .basisFollowsFills:
      [
        Proof(
          ForgetsCost.self,
          says: "position AAPL averages 0.025 and has realized 0, "
            + "but its executions in the broker's order come to 150 and 0"),
        Proof(
          ForgetsProfit.self,
          Cases.text(timeline: Cases.base + "\n3s trader place B sell 130 AAPL limit 150.00\n" + closing),
          says: "position AAPL averages 150.006 and has realized 0, "
            + "but its executions in the broker's order come to 150.006 and 19.88"),
        Proof(
          TellsNoProfit.self,
          Cases.text(timeline: Cases.base + "\n3s trader place B sell 130 AAPL limit 150.00\n" + closing),
          says: "the fills of AAPL tell of 0 realized in all, but its executions in the broker's order come to 19.88"),
      ]
    case .legalTransitions:
      [
        Proof(GoesBack.self, says: "order A went from open to pending"),
        Proof(FillsByWord.self, says: "order A counts as filled with 40 of 100 executed"),
      ]
    case .noFalseTerminal:
      [
        Proof(
          MistakesAcceptance.self, Cases.text(timeline: place),
          says: "order A counts as cancelled, but it works at the broker (open 0/100)")
      ]
    case .oneOrderPerIntent:
      [
        Proof(
          SendsTwice.self, Cases.text(header: "broker scripted-tagged"),
          says: "the broker accepted 2 orders for the one intent A"),
        Proof(
          ResendsBlindly.self,
          says:
            "order A was sent at +00:00:00.050 and again at +00:00:00.050 without a look-up that proves it absent in "
            + "between"),
        Proof(
          HurriesAfterLimit.self, Cases.text(timeline: "0s net fail place with 429 next 1\n1s " + place.dropFirst(3)),
          says:
            "order A was stopped by a rate limit at +00:00:01.000 and sent again at +00:00:01.051, before the pause of 1s "
            + "was over"),
      ]
    case .olderNeverOverwritesNewer:
      [
        Proof(
          ShrinksFilled.self, Cases.text(timeline: Cases.base.replacing("fill A 60", with: "fill A 30")),
          says: "order A had executed 40 and now counts only 10"),
        Proof(
          ShrinksFilled.self,
          Cases.text(
            timeline: Cases.base.replacing("fill A 60 at 150.01 exec E2", with: "correct E1 qty 30 exec X1")),
          says: "order A had executed 40, corrected by -10, and now counts only 10"),
        Proof(
          GoesBackOnTerms.self, Cases.text(timeline: place),
          says: "order A agreed with the broker and is now open 0/50, though the broker still has open 0/100"),
      ]
    case .durableBeforeVisible:
      [
        Proof(SkipsTheJournal.self, says: "order.sent went out for order A, but no record of it exists"),
        Proof(
          PublishesEarly.self, says: "order.filled was published with record 4, but only records up to 3 are durable"),
      ]
    case .noUnapprovedCorrection:
      [
        Proof(
          AdoptsAnything.self,
          Cases.text(
            header: "mode live",
            timeline: "1s broker trade AAPL buy 10 at 150.00\n2s operator reconcile\n3s operator reconcile"),
          says: "position AAPL was corrected by 10 worth 1500, which nobody approved"),
        Proof(
          AdoptsAtFirstSight.self,
          Cases.text(
            header: "mode live", engine: "max-auto-correction 1000", setup: "broker position AAPL 1 at 150.00",
            timeline: "5s operator reconcile"),
          says: "position AAPL was corrected in pass 1 after the start, a drift has to be seen in 2"),
        Proof(
          IgnoresSums.self,
          Cases.text(
            header: "mode live",
            engine: "max-auto-correction 200\nmax-auto-correction-per-pass 250",
            setup: "market MSFT 149.99 150.01",
            timeline:
              "1s broker trade AAPL buy 1 at 150.00\n1s broker trade MSFT sell 1 at 150.00\n"
              + "2s operator reconcile\n3s operator reconcile"),
          says: "corrections of one pass come to 300 USD, but a person approves what is above 250"),
        Proof(
          IgnoresSums.self,
          Cases.text(
            header: "mode live", engine: "max-auto-correction 200\nmax-auto-correction-per-day 250",
            timeline:
              "1s broker trade AAPL buy 1 at 150.00\n2s operator reconcile\n3s operator reconcile\n"
              + "4s broker trade AAPL sell 1 at 150.00\n5s operator reconcile\n6s operator reconcile"
          ),
          says: "corrections of one day come to 300 USD, but a person approves what is above 250"),
        Proof(
          AdoptsUnread.self, Cases.text(header: "mode live"),
          says: "position AAPL was taken over although E1, which explains it, was still to be read"),
      ]
    case .noFalseMatch:
      [
        Proof(
          AlwaysClean.self, Cases.text(timeline: Cases.base + "\n5s operator reconcile"),
          says: "a pass found nothing, but order A is open 0/100 here and filled 100/100 at the broker"),
        Proof(
          AlwaysClean.self, doubled + "  5s operator reconcile\n",
          says: "a pass found nothing, but the broker works a second order as A (open 0/100)"),
        Proof(
          AlwaysClean.self, doubled + "  4s operator resolve T2 as discard\n  5s operator reconcile\n",
          says: "a pass found nothing, but the broker works a second order as A (open 0/100)"),
      ]
    case .noFalseDiscrepancy:
      [
        Proof(
          OverlooksOrders.self, long(place),
          says: "a pass called order A missing, but the broker has open 0/100"),
        Proof(PutsAside.self, says: "E1 was put aside, but it is an execution of order A"),
      ]
    case .noLostEvent:
      [
        Proof(
          ForgetsFills.self, long(Cases.base),
          says: "record 4 (execution) is durable, but its event was never published"),
        Proof(
          ForgetsChoices.self, long("2s operator choose delta for poll"),
          says: "record 1 (chosen) is durable, but its event was never published"),
      ]
    case .publishedOnce:
      [
        Proof(
          HearsOfNoStop.self,
          Cases.text(engine: "checkpoint-every 9", timeline: Cases.base + "\n5s engine restart down 1s"),
          says: "order.updated of record 3 was published again, though the engine was stopped in good order after it "
            + "had been")
      ]
    case .correctionAtomic:
      [
        Proof(
          SplitsCorrections.self, HalfACorrection.text,
          says:
            "the engine recovered records up to 4, and with that half of a correction: 2 figures were taken over by "
            + "records 4 to 6")
      ]
    case .restartEquivalence:
      [
        Proof(
          LosesHalt.self,
          Cases.text(timeline: "1s operator halt\n2s operator resume\n5s engine crash down 1s"),
          says: "the engine refused to start from a store that was never damaged"),
        Proof(
          WritesOtherTerms.self, Cases.text(timeline: place + "\n5s engine crash down 1s"),
          says: "the engine recovered record 3, but `orders.terms.quantity` is 999, and 100 was durable"),
      ]
    case .secondPassIsEmpty:
      [Proof(WritesEveryPass.self, long(place), says: "pass number 5 over the same facts made 1 records")]
    case .boundedWork:
      [
        Proof(HoardsTimers.self, says: "1405 messages and timers are pending, more than 1100"),
        Proof(CountsWrong.self, says: "order.sent went out 9 times for order A, with 3 repeats allowed"),
        Proof(AsksInALoop.self, says: "order A was looked up more than 16 times within two seconds"),
        Proof(StartsTwice.self, says: "a pass started while another one was running"),
        Proof(
          SkipsCheckpoints.self, Cases.text(timeline: Cases.base + "\n5s operator reconcile"),
          says: "2 executions were counted without a checkpoint, one is due after 1"),
        Proof(NeverSleeps.self, says: "more than 10000 events happened at one instant"),
      ]
    case .converges:
      [
        Proof(SwallowsFills.self, long(Cases.base), says: "engine and broker still differ at the end of the run"),
        Proof(
          StaysHalted.self, long("0s store fail enospc next 1\n1s trader place A buy 100 AAPL limit 150.00"),
          says: "the engine is still halted at the end, though the store works again"),
      ]
    case .everyOrderResolves:
      [
        Proof(
          ForgetsCancels.self, long(place + "\n1s trader cancel A"),
          says: "order A is still open with a cancel open at the end of the run")
      ]
    case .noLostTicket:
      [
        Proof(
          LosesTickets.self,
          Cases.text(timeline: place + "\n1s broker fill A 120 overfill at 150.00 exec E1"),
          says: "D1 (overfill) is open, and 0 tickets about it are"),
        Proof(
          KeepsTickets.self,
          Cases.text(
            header: "mode live", engine: "drift-policy review\ndrift-confirmations 1",
            setup: "broker position AAPL 1 at 150.00",
            timeline:
              "5s broker trade AAPL sell 1 at 150.00\n5s broker adjust cash USD -150.00\n7s operator reconcile"),
          says: "T1 is open, and D1 is not"),
      ]
    case .toldOnce:
      [
        Proof(
          LosesTickets.self,
          Cases.text(
            header: "mode live", engine: "drift-policy review\ndrift-confirmations 1",
            setup: "broker position AAPL 1 at 150.00", timeline: "5s operator reconcile"),
          says: "a person was told of D1 again, and its figures are as far apart as before")
      ]
    case .noUnaskedOrder:
      [
        Proof(
          CancelsUnasked.self, says: "a cancel of order A was sent, and neither a trader nor a policy has asked for it"),
        Proof(
          CancelsStranger.self, Cases.text(timeline: "2s broker place H buy 10 AAPL limit 150.00"),
          says: "stranger.cancel of order H was sent, and no person has decided that it is to be cancelled"),
        Proof(
          SellsForBuys.self,
          says: "order A was sent as sell 100 AAPL limit 150.01, and the trader has asked for buy 100 AAPL limit 150.01"
        ),
        Proof(
          SendsTenfold.self,
          says: "order A was sent as buy 1000 AAPL limit 150.01, and the trader has asked for buy 100 AAPL limit 150.01"
        ),
        Proof(
          ReplacesTenfold.self, Cases.text(timeline: place + "\n1s trader replace A qty 50"),
          says: "a replace of order A to 500 limit 150 was sent, and no trader has asked for that quantity or price"),
      ]
    case .noLostCommand:
      [
        Proof(
          DeafToOrders.self, long(place),
          says: "the trader has asked for a place of order A, and it was neither sent nor refused by the end of the run"
        ),
        Proof(
          DeafToCancels.self, long(place + "\n1s trader cancel A"),
          says:
            "the trader has asked for a cancel of order A, and it was neither sent nor refused by the end of the run"),
        Proof(
          DeafToReplaces.self, long(place + "\n1s trader replace A qty 50"),
          says:
            "the trader has asked for a replace of order A, and it was neither sent nor refused by the end of the run"),
      ]
    case .passReport:
      [
        Proof(
          OverstatesFindings.self, Cases.text(timeline: place + "\n5s operator reconcile"),
          says: "a pass reports found 1, and 0 is true"),
        Proof(
          CallsAllComplete.self,
          Cases.text(timeline: place + "\n4s net drop responses orders next 1\n5s operator reconcile"),
          says: "a pass reports status completed, and failed is true"),
      ]
    case .monitoring:
      [
        Proof(SumsTwice.self, says: "the engine says passes 2, and 1 is true"),
        Proof(
          ForgetsPasses.self, Cases.text(timeline: place + "\n5s operator reconcile"),
          says: "the engine says runs of a kind 1, and 2 is true"),
        Proof(
          AnswersWithTheFirst.self, Cases.text(timeline: place + "\n5s operator reconcile"),
          says: "the engine says the last pass of a kind 1, and 2 is true"),
      ]
    case .positionFeatures:
      [
        Proof(
          NeverDoubts.self,
          says: "the engine says reason none of AAPL to a model, and paper is true")
      ]
    case .quietAtEnd:
      [Proof(KeepsAsking.self, long(place), says: "a query request is still in flight at the end of the run")]
    }
  }

  @Test("The oracle fires on an engine that breaks its rule", arguments: OracleName.allCases)
  func fires(oracle: OracleName) throws {
    let proofs = Self.proofs(of: oracle)
    #expect(!proofs.isEmpty)
    for proof in proofs {
      let failures = try proof.runBroken(proof.text).failures
      #expect(failures.map(\.oracle) == [oracle.rawValue])
      #expect(
        failures.shown
          == [Shown(oracle.isLiveness ? .liveness : .safety, "\(oracle.rawValue) is violated", proof.label)])
    }
  }

  @Test("What only the specification can know of a live engine is compared where it runs beside it")
  func heard() throws {
    let text = Cases.text(timeline: Self.place)
    let unasked = try Cases.run(text, on: Tampered<CountsUnasked>.self)
    let says = "the engine says requests without an answer 2, and 1 is true"
    #expect(unasked.failures.shown == [Shown(.safety, "monitoring is violated", says)])
    let durable = try Cases.run(text, on: Tampered<CountsDurable>.self)
    let counts = "the engine says records that are not durable 1, and 0 is true"
    #expect(durable.failures.shown == [Shown(.safety, "monitoring is violated", counts)])
  }

  @Test("The oracle is silent on the real engine in the same case", arguments: OracleName.allCases)
  func silent(oracle: OracleName) throws {
    for proof in Self.proofs(of: oracle) { #expect(try Cases.run(proof.text).failures.shown == []) }
  }

  @Test("An oracle that the file switches off says nothing", arguments: OracleName.allCases)
  func switchedOff(oracle: OracleName) throws {
    // An engine that never sleeps would keep a case without bounds going for ever.
    for proof in Self.proofs(of: oracle) where !proof.label.hasPrefix("more than 10000") {
      let text = proof.text + "\nalways\n  invariant \(oracle.rawValue) off \"the test says so\"\n"
      #expect(try !proof.runBroken(text).failures.contains { $0.oracle == oracle.rawValue })
    }
  }

  @Test("A drift that waits for missing executions, and is taken over once they are given up, is no second pass")
  func givenUp() throws {
    let off = ["no-unapproved-correction", "no-false-match", "converges"].map {
      "  invariant \($0) off \"swallowed\"\n"
    }
    let text =
      Self.long(
        Self.place + "\n1s broker fill A rest at 150.00 exec E1", engine: "drift-policy adopt-broker\nmax-retries 10"
      )
      .replacing("mode   paper", with: "mode   live") + "\nalways\n" + off.joined()
    let result = try Cases.runWithoutClauses(text, on: Tampered<SwallowsFills>.self)
    #expect(result.failures.shown == [])
    let adoptions = try #require(result.trace).entries.filter { $0.event.kind == .positionSynced }
    #expect(adoptions.map { "\($0.instant)" } == ["+00:00:12.050"])
  }

  @Test("The bound of events at one instant grows with the orders that are asked for")
  func manyOrders() throws {
    func label(orders count: Int) throws -> [String] {
      let places = (0..<count).map { "1s trader place A\($0) buy 1 AAPL limit 150.00\n" }.joined()
      return try Cases.runWithoutClauses(Cases.text(timeline: places), on: Tampered<WakesOften>.self).failures
        .map(\.label)
    }
    // 12000 events at the instant of the orders: 20 are allowed for each line and for each order.
    #expect(try label(orders: 302) == [])
    #expect(try label(orders: 270) == ["more than 10800 events happened at one instant"])
    #expect(try label(orders: 1) == ["more than 10000 events happened at one instant"])
  }

  @Test("Oracles have unique names and one-line summaries")
  func names() {
    #expect(Set(OracleName.allCases.map(\.rawValue)).count == OracleName.allCases.count)
    for oracle in OracleName.allCases {
      #expect(!oracle.summary.isEmpty && !oracle.summary.contains("\n"))
    }
    #expect(
      OracleName.allCases.filter(\.isLiveness) == [
        .converges, .everyOrderResolves, .noLostCommand, .noLostEvent, .quietAtEnd,
      ])
  }
}
