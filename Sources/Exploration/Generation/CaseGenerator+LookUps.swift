import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// An eighth of the cases asks for few orders at a time, so few that they wait for their turn, and not for so long that
  /// what is unknown cannot be known by the end.
  mutating func configureLookUps() {
    guard tape.choose(.lookUps, below: 8) == 1 else { return }
    let drawn = tape.pick(.lookUps, 1, [1, 2, 1, 3, 10_000])
    set(.maximumLookUps, .integer(max(drawn, turns / 60)))
  }

  /// How many seconds it takes to ask for each order as often as an absence has to be confirmed, one a cycle.
  private var turns: Int {
    let cycle = configuration.orderInterval ?? configuration.retryDelay
    return Int((cycle * (swarm.orderCount * configuration.missingConfirmations)).nanoseconds / 1_000_000_000)
  }

  /// How long it takes at most until every order had its turns.
  var turnTaking: TimeSpan {
    configuration.maximumLookUps == 0 ? .zero : .seconds(min(60, turns / configuration.maximumLookUps))
  }
}
