import ForeignEngine
import Harness
import Reconciliation
import Simulation
import Testing

/// What the abilities of an engine name is held against what there is.
@Suite("Abilities of an engine")
struct AbilitiesTests {
  private static let plain = PlainBook.abilities

  @Test func nothingIsWrongWithOurs() {
    #expect(EngineAbilities.ours.faults == [])
    #expect(AbilitiesTests.plain.faults == [])
  }

  @Test(arguments: [
    ("retry-limits", "`settings` names `retry-limits`, and there is no such setting: did you mean `retry-limit`?"),
    ("", "`settings` names ``, and there is no such setting"),
  ])
  func settings(name: String, message: String) {
    var abilities = AbilitiesTests.plain
    abilities.settings.insert(name)
    #expect(abilities.faults == [message])
  }

  @Test(arguments: [
    (
      "store lose-sync",
      "`leavesOut` names `store lose-sync`, and no line of a timeline begins so: did you mean `store lose-unsynced`?"
    ),
    ("brokr bust", "`leavesOut` names `brokr bust`, and no line of a timeline begins so: did you mean `broker bust`?"),
    ("local order", "`leavesOut` names `local order`, and no line of a timeline begins so"),
    ("", "`leavesOut` names ``, and no line of a timeline begins so"),
  ])
  func lines(entry: String, message: String) {
    var abilities = AbilitiesTests.plain
    abilities.leavesOut.append(entry)
    #expect(abilities.faults == [message])
  }

  @Test(arguments: ["broker snapshot", "operator", "net falsify stream fill as side", "broker snapshot stale"])
  func linesThatThereAre(entry: String) {
    var abilities = AbilitiesTests.plain
    abilities.leavesOut = [entry]
    #expect(abilities.faults == [])
  }

  @Test func records() {
    var abilities = AbilitiesTests.plain
    abilities.records.insert(.moving)
    #expect(abilities.faults == ["`records` names `moving`, and there is no such kind of record"])
  }

  @Test("What does not apply is off with the reason of the engine's author, whatever else is there")
  func judges() {
    var abilities = AbilitiesTests.plain
    abilities.notJudgedBy["converges"] = "it leaves each difference to a person"
    #expect(abilities.faults == [])
    let judges = Judges(of: abilities)
    #expect(!judges.present.contains("converges"))
    #expect(judges.reason(against: "converges") == "does not apply: it leaves each difference to a person")
    #expect(judges.reason(against: "exec-once") == nil)
    #expect(judges.reason(against: "place-request") == "lacks the journal of TrueUp")
    abilities.notJudgedBy = ["converge": "x", "exec-once": " "]
    #expect(
      abilities.faults == [
        "`notJudgedBy` names `converge`, and there is no such oracle or relation: did you mean `converges`?",
        "`notJudgedBy` gives no reason for `exec-once`",
      ])
  }
}
