import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseGenerator {
  /// In a sixteenth of the live cases the executions are cut short for a while once something has executed, so that no
  /// account can be compared: for longer than may be so in silence, for less, or for less twice in a row.
  mutating func makeSetAsides() {
    guard swarm.mode == .live, !swarm.faults.isEmpty, tape.choose(.dispute, 200, below: 16) == 1 else { return }
    let limits = [2000, 1000, 3000, 500].map { TimeSpan.milliseconds($0) }
    set(.timingConflictAfter, .duration(tape.pick(.dispute, 201, limits)))
    set(.orderInterval, .duration(.seconds(1)))
    let began = time(.dispute, 202)
    let own = placeOwn("Y1", 90_000, at: began)
    let cuts = 1 + tape.choose(.dispute, 203, below: 2)
    var instant = began + .milliseconds(200)
    for cut in 0..<cuts {
      let length = TimeSpan.milliseconds(tape.pick(.dispute, 210 + cut, [4500, 1500, 2500, 9000]))
      let line = BrokerSnapshotTruncated {
        $0.rows = 0
        $0.query = AnswerQuery(.executions)
        $0.extent = .duration(length)
      }
      add(line, at: instant, mayMiss: true)
      fill(own.name, 2, of: own.instrument, own.side, at: instant + .milliseconds(100))
      instant = instant + length + .milliseconds(tape.pick(.dispute, 220 + cut, [1200, 300, 2500]))
    }
  }
}
