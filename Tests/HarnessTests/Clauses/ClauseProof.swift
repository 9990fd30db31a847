import Reconciliation
import ScenarioLanguage
import Simulation
import Specification
import Testing
import Trading

@testable import Harness

/// A session of the real engine, falsified afterwards, and what a clause says to it.
struct ClauseProof: Sendable {
  var clause: String
  var text: String
  var says: String
  /// Changes the turns; the first argument is what is changed.
  var falsify: @Sendable (inout [EngineTurn]) -> Void

  init(
    _ clause: String, _ text: String = Cases.text(), says: String,
    falsify: @escaping @Sendable (inout [EngineTurn]) -> Void
  ) {
    self.clause = clause
    self.text = text
    self.says = says
    self.falsify = falsify
  }

  /// Falsifies effects one by one: what the function returns stands in the place of an effect.
  init(
    _ clause: String, _ text: String = Cases.text(), says: String,
    effects: @escaping @Sendable (EngineEffect) -> [EngineEffect]
  ) {
    self.init(clause, text, says: says) { turns in
      for index in turns.indices { turns[index] = turns[index].with(turns[index].effects.flatMap(effects)) }
    }
  }

  /// The breaches in the session as it was and as it is falsified.
  func judge() throws -> (before: [Breach], after: [Breach]) {
    let plan = try PlanCompiler.compile(try Cases.scenario(text))
    var turns = CaseRunner<ReconciliationEngine>.session(of: plan)
    #expect(!turns.isEmpty)
    func breaches() -> [Breach] {
      var specification = Specification(plan.configuration.engine, naming: plan.names)
      for turn in turns { specification.take(turn) }
      return specification.breaches
    }
    let before = breaches()
    falsify(&turns)
    return (before, breaches())
  }
}

extension EngineTurn {
  /// The turn with other effects.
  func with(_ effects: [EngineEffect]) -> EngineTurn {
    EngineTurn(instant: instant, input: input, effects: effects, checkpoint: checkpoint)
  }
}

extension EngineEffect {
  /// The event that goes out on the bus, if it is one of this kind.
  func published(_ kind: EventKind) -> Event? {
    if case .publish(let event) = self, event.kind == kind { event } else { nil }
  }
}
