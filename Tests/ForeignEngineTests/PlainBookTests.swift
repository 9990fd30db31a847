import Exploration
import ForeignEngine
import Foundation
import Harness
import Reconciliation
import ScenarioLanguage
import Simulation
import Testing
import Trading

/// An engine that is not ours, under scenarios, faults and the fuzzer.
@Suite("An engine of somebody else")
struct PlainBookTests {
  private func run<Engine: ForeignEngine>(_ text: String, on engine: Engine.Type) throws -> CaseResult {
    let parsed = ScenarioParser.parse(SourceFile(path: "a.scenario", text: text), invariants: Invariant.names)
    return EngineUnderTest(foreign: engine).run(try #require(parsed.cases.first), keepsTrace: true)
  }

  private static let killed = """
    scenario "A fill, and a kill in the middle of its record"
      mode paper
      ends 30s

    setup
      both   cash USD 1000.00
      both   position X 5 at 10.00
      market X 9.99 10.00

    timeline
      0s  store  torn-write next 1
      1s  trader place A buy 2 X limit 10.00
      2s  engine crash at persist.unsynced of A down 1s
      2s  broker fill A 2 at 10.00 exec E1
      9s  expect order A status=filled filled=2 avg=10.00

    finally
      expect converged
      expect position X = 7
      expect balance USD = 980.00
      log count container.killed = 1

    """

  @Test("Its own bytes are torn by a kill, and it makes up for what they lack")
  func ownStore() throws {
    let result = try run(Self.killed, on: PlainBook.self)
    #expect(result.isPassed, "\(result.failures.map { "\($0.title): \($0.label) \($0.notes)" })")
    #expect(String(decoding: try #require(result.store).journal, as: UTF8.self).contains(" executed 0 "))
  }

  @Test(
    "Files of the suite hold for it as for the engine that they were written for",
    arguments: [
      "cancels/broker-fills-after-cancel", "fills/setup-price", "incidents/cancel-exhausted-while-the-broker-restarts",
      "incidents/cancelled-by-the-broker-while-unknown-and-filled", "incidents/executed-on-a-finer-tick",
      "incidents/key-used-again-by-ourselves", "incidents/satoshi-fills-of-a-meme-coin",
      "incidents/stranger-in-the-look-up", "incidents/thirds-forever", "incidents/twelve-fills-in-half-a-second",
      "language/two-fills-overtake", "network/gateway-error-with-effect", "network/reorder-ended-by-heal",
      "orders/key-used-twice", "positions/realized-by-fill", "restart/place-persist-crash-points",
    ])
  func suite(name: String) throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "Scenarios/\(name).scenario"), encoding: .utf8)
    let parsed = ScenarioParser.parse(SourceFile(path: name, text: text), invariants: Invariant.names)
    let cases = parsed.cases.filter { PlainBook.abilities.lack(for: $0) == nil }
    #expect(!cases.isEmpty, "\(parsed.cases.compactMap(PlainBook.abilities.lack))")
    for scenario in cases {
      let result = EngineUnderTest(foreign: PlainBook.self).run(scenario)
      #expect(result.isPassed, "\(result.failures.map { "\($0.title): \($0.label)" })")
    }
  }

  @Test("The fuzzer finds nothing in it")
  func clean() {
    for ordinal in 0..<200 {
      let found = FuzzCampaign(seed: 7).run(ordinal, on: EngineUnderTest(foreign: PlainBook.self))
      #expect(found.fingerprint == nil, "case \(ordinal): \(found.fingerprint?.description ?? "")")
    }
  }

  /// The first case in which the fuzzer finds an oracle broken, shrunk.
  private func find<Engine: ForeignEngine>(_ oracle: OracleName, in engine: Engine.Type) throws -> ShrinkResult {
    let campaign = FuzzCampaign(seed: 7)
    let tested = EngineUnderTest(foreign: engine)
    for ordinal in 0..<400 {
      guard let fingerprint = campaign.run(ordinal, on: tested).fingerprint, fingerprint.oracle == oracle.rawValue
      else { continue }
      let scenario = campaign.scenario(ofCase: campaign.index(ordinal), on: tested)
      return try #require(Shrinker.shrink(scenario, keeping: fingerprint, on: tested))
    }
    throw NothingFound()
  }

  private struct NothingFound: Error {}

  @Test("An execution that counts twice is found and shrunk")
  func countsTwice() throws {
    let shrunk = try find(.execOnce, in: CountsTwice.self)
    #expect(shrunk.failure.label.contains("was counted twice for order"))
    #expect(shrunk.scenario.timeline.count <= 3)
  }

  @Test("An order that goes out before its record is durable is found and shrunk")
  func sendsFirst() throws {
    let shrunk = try find(.durableBeforeVisible, in: SendsFirst.self)
    #expect(shrunk.failure.label.hasPrefix("order.sent went out for order"))
    #expect(shrunk.scenario.timeline.count <= 2)
  }

  @Test("A start that forgets the journal is found and shrunk")
  func forgetsJournal() throws {
    let shrunk = try find(.restartEquivalence, in: ForgetsJournal.self)
    #expect(shrunk.failure.label.hasPrefix("the engine recovered records up to "))
    #expect(shrunk.scenario.timeline.count <= 3)
  }

  @Test("Who judges it follows from what it keeps and tells")
  func judges() {
    let judges = Judges(of: PlainBook.abilities)
    #expect(
      judges.present == [
        "exec-once", "fills-sum-to-position", "cash-follows-fills", "basis-follows-fills", "legal-transitions",
        "no-false-terminal", "one-order-per-intent", "older-never-overwrites-newer", "durable-before-visible",
        "restart-equivalence", "bounded-work", "converges", "every-order-resolves", "no-lost-command", "no-lost-event",
        "published-once", "quiet-at-end", "no-unasked-order", "say-it-again", "ask-again", "late-by-nothing", "mirror",
        "rescale", "split", "permute", "stranger",
      ])
    #expect(judges.absent.first { $0.name == "recover-now" }?.reason == "lacks the journal of TrueUp")
    #expect(
      judges.absent.first { $0.name == "no-false-match" }?.reason
        == "lacks the figures `differences`, the event `reconcile.finished`, the event `reconcile.started`")
    #expect(Judges(of: .ours).absent.isEmpty && Judges(of: .ours).includeClauses && !judges.includeClauses)
  }

  @Test(
    "A case that asks for more than it has is not run, and says why",
    arguments: [
      ("expect tickets = 0", "it looks for the figures `tickets`, and plain-book has none"),
      ("log has reconcile.started", "it looks for the event `reconcile.started`, and plain-book has none"),
    ])
  func lacks(check: String, reason: String) throws {
    let text =
      "scenario \"a\"\n  ends 1s\n\nsetup\n  market X 9.99 10.00\n\ntimeline\n  0s  trader place A buy 1 X limit 10.00\n\nfinally\n  \(check)\n"
    let parsed = ScenarioParser.parse(SourceFile(path: "a", text: text), invariants: Invariant.names)
    let scenario = try #require(parsed.cases.first)
    #expect(PlainBook.abilities.lack(for: scenario) == reason)
    #expect(EngineAbilities.ours.lack(for: scenario) == nil)
  }
}
