import Reconciliation
import ScenarioLanguage
import Simulation
import Testing

@testable import Harness

/// Each relation is broken by an engine that is wrong in its way, and holds for the real one.
@Suite("Relations")
struct RelationTests {
  /// An engine that breaks a relation, in which case, and what the failure says then.
  struct Proof: Sendable, CustomTestStringConvertible {
    var relation: String
    var text: String
    var label: String
    var property: String?
    var run: @Sendable (Scenario, RelationChoice) -> CaseResult

    init<Wrong: Defect>(
      _ relation: Relation, _ wrong: Wrong.Type, _ timeline: String, says label: String, about property: String? = nil
    ) {
      self.relation = relation.name
      text = Cases.text(timeline: timeline).replacing("order-interval off", with: "order-interval 1s")
        .replacing("ends   20s", with: "ends   30s")
      self.label = label
      self.property = property
      run = { CaseRunner<Tampered<Wrong>>.run($0, relations: $1, judgesByClauses: false) }
    }

    var testDescription: String { "\(relation): \(label)" }

    func scenario(_ always: String) throws -> Scenario {
      try Cases.scenario(text + "\nalways\n  invariant \(always)\n")
    }
  }

  static let proofs: [Proof] = [
    Proof(
      .recoverNow, CountsAttempts.self, Cases.base,
      says: "killed now, the engine would recover `orders.attempts` as 3, and its records make it 1",
      about: "orders.attempts"),
    Proof(
      .sayItAgain, TellsOfFills.self, Cases.base,
      says: "the stream's fill that came again at once made the engine tell a person of overfill"),
    Proof(
      .sayItAgain, CountsInputs.self, "0s trader place A buy 1 AAPL limit 150.00",
      says: "the answer to a query of executions that came again after 0s changed the rest of the run: "
        + "risk.alert unknown-order"),
    Proof(
      .askAgain, TellsOfPasses.self, Cases.base,
      says: "one more pass, asked for when all was quiet, made an alert of cash-mismatch"),
    Proof(
      .lateByNothing, DependsOnTurn.self, Cases.base,
      says:
        "the run in which two messages of one instant changed places ends with another `order.attempts`: 16, where it "
        + "ought to be 15", about: "order.attempts"),
    Proof(
      .mirror, TellsOfSales.self, atLimit,
      says: "the mirrored run goes another way: risk.alert in the place of journal.synced"),
    Proof(
      .rescale, TellsOfBlocks.self, Cases.base,
      says: "the run with ten times as much goes another way: risk.alert in the place of journal.synced"),
    Proof(
      .split, CountsAttempts.self, Cases.base,
      says: "the run with a fill in two halves ends with another `order.attempts`: 7, where it ought to be 5",
      about: "order.attempts"),
    Proof(
      .mirror, ShortChanges.self, atLimit,
      says: "the mirrored run has another `price` in `fill.applied`: 149, where it ought to be 150",
      about: "fill.applied.price"),
    Proof(
      .permute, TellsOfFirst.self, twoOrders,
      says: "the run with its names in another order goes another way: journal.synced in the place of risk.alert"),
    Proof(
      .stranger, TellsOfCompany.self, Cases.base,
      says: "the run with a stranger in it goes another way: risk.alert in the place of reconcile.finished"),
    Proof(
      .damagedStore, CountsAttempts.self, Cases.base,
      says: "a start with a byte of its newest checkpoint changed reads `orders.attempts` as 3, and it is 5",
      about: "orders.attempts"),
    Proof(
      .inWriting, TellsOfMore.self, Cases.base,
      says: "`stream.restored` carries a reason and does not say it", about: "stream.restored.reason"),
  ]

  /// Executions at no other price than the limit, which is better for the one side and worse for the other.
  private static let atLimit = """
    0s  trader place A buy 100 AAPL limit 150.00
    1s  broker fill A 40 at 150.00 exec E1
    2s  broker fill A 60 at 150.00 exec E2
    """

  private static let twoOrders = """
    0s  trader place A buy 100 AAPL limit 150.00
    1s  trader place B buy 10 AAPL limit 150.00
    2s  broker fill A 40 at 150.00 exec E1
    3s  broker fill B 10 at 150.00 exec E2
    """

  @Test("A relation that a file names is tried at every occasion, and tells what is wrong", arguments: proofs)
  func fires(proof: Proof) throws {
    let failures = try proof.run(proof.scenario(proof.relation), .none).failures
    #expect(failures.first?.shown == Shown(.safety, "\(proof.relation) does not hold", proof.label))
    #expect(Set(failures.map(\.oracle)) == [proof.relation])
    #expect(failures.first?.property == proof.property)
    #expect(Set(failures.compactMap(\.cause)).count == failures.count, "each cause once")
  }

  @Test("It holds for the real engine", arguments: proofs)
  func silent(proof: Proof) throws {
    let result = CaseRunner<ReconciliationEngine>.run(try proof.scenario(proof.relation), relations: .none)
    #expect(result.failures.shown == [])
    let index = try #require(Relation.names.firstIndex(of: proof.relation))
    #expect(result.relations.counts[index].cases == 1 && result.relations.counts[index].forks > 0)
  }

  @Test("It is not tried where nobody asks for it, or a file switches it off", arguments: proofs)
  func switchedOff(proof: Proof) throws {
    #expect(proof.run(try Cases.scenario(proof.text), .none).failures.shown == [])
    let off = try proof.scenario("\(proof.relation) off \"the test says so\"")
    #expect(!proof.run(off, .everywhere).failures.contains { $0.oracle == proof.relation })
  }

  @Test("Every relation has an engine that breaks it, a sentence, a source and its exceptions")
  func catalogue() {
    // No engine breaks what all of them compute with: `PlainValuesTests` and planted bugs show that one.
    #expect(Set(Self.proofs.map(\.relation) + ["plain-values"]) == Set(Relation.names))
    #expect(Set(Relation.names).isDisjoint(with: OracleName.allCases.map(\.rawValue)))
    for relation in Relation.all {
      #expect(!relation.summary.isEmpty && !relation.summary.contains("\n"))
      #expect(!relation.source.isEmpty && !relation.exceptions.isEmpty)
    }
  }

  @Test("What is tried leaves the run as it is")
  func sameRun() throws {
    let scenario = try Cases.scenario(Cases.text(timeline: Cases.base + "\n3s engine restart down 1s"))
    let plain = CaseRunner<ReconciliationEngine>.run(scenario, relations: .none)
    for choice in [RelationChoice.usual, .everywhere, .named(["say-it-again"])] {
      let result = CaseRunner<ReconciliationEngine>.run(scenario, relations: choice)
      #expect(result.digest == plain.digest && result.stepCount == plain.stepCount)
      #expect(result.relations != plain.relations || choice != .everywhere)
    }
  }

  @Test("A relation that a file names as drawn is tried at the moments at which a campaign tries it")
  func drawn() throws {
    let text = Cases.text(timeline: Cases.base)
    for name in Relation.names {
      let campaign = CaseRunner<ReconciliationEngine>.run(try Cases.scenario(text), relations: .named([name]))
      let file = CaseRunner<ReconciliationEngine>.run(
        try Cases.scenario(text + "\nalways\n  invariant \(name) drawn\n"), relations: .none)
      #expect(file.relations == campaign.relations && file.digest == campaign.digest)
    }
  }

  static let choices: [RelationChoice] = [
    .usual, .none, .everywhere, .named(["ask-again", "recover-now"]), .without(["permute", "split"]),
  ]

  @Test("A choice reads what it prints", arguments: choices)
  func choice(choice: RelationChoice) {
    #expect(RelationChoice.read(choice.text).choice == choice)
    #expect(RelationChoice.read("recover-now,ask").unknown == "ask")
    #expect(RelationChoice.read("recover-now,").choice == nil)
    #expect(RelationChoice.read("no-recover-now,split").unknown == "no-recover-now")
    #expect(RelationChoice.read("no-ask").unknown == "ask")
  }
}

extension Failure {
  fileprivate var shown: Shown { Shown(self) }
}
