import Testing

@testable import planted

@Suite("The power table")
struct MeasurementTests {
  private let bug = BugDescription(
    id: 3, name: "late-fill-dropped", what: "", rule: 4, area: .ledger, needs: [.messageOrder], file: "",
    form: .statement,
    original: "", replacement: "")

  @Test("What was not found counts as more than any number of cases")
  func median() {
    var measurement = Measurement(bug: bug)
    #expect(measurement.medianCases == nil)
    measurement.cases = [5, nil, 1]
    #expect(measurement.medianCases == 5)
    measurement.cases = [5, nil, 1, nil]
    #expect(measurement.medianCases == nil)
  }

  @Test("The oracle is the one that fired most often, the first by name among equals")
  func oracle() {
    var measurement = Measurement(bug: bug)
    #expect(measurement.firstOracle == nil)
    measurement.oracles = ["exec-once": 2, "converges": 2, "crash": 1]
    #expect(measurement.firstOracle == "converges")
  }

  @Test("A line a bug, columns aligned, then how many were found")
  func table() {
    var found = Measurement(bug: bug)
    found.reached = 1
    found.triggered = 12
    found.cases = [40]
    found.seconds = [0.0123]
    found.oracles = ["converges": 1]
    found.files = [("a.scenario", "state")]
    found.lines = 3
    found.shrinkSeconds = 0.5
    let missed = Measurement(bug: bug)
    let text = PowerTable(measurements: [found, missed], seeds: 1, limit: 100, runsScenarios: true).text
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines[1].hasPrefix("id  bug "))
    #expect(
      lines[2] == " 3  late-fill-dropped     4  ledger  message-order        1         12     40    0.012  "
        + "converges          1      3      0.50")
    #expect(lines[3].contains("> 100"))
    #expect(lines.contains("found within      10 cases: 0 of 2 (0 %)"))
    #expect(lines.contains("found within     100 cases: 1 of 2 (50 %)"))
    #expect(lines.contains("not found: late-fill-dropped"))
  }

  @Test("What was planted for one relation has to be found by it, and by nothing else")
  func alone() {
    var bug = bug
    bug.only = "split"
    var measurement = Measurement(bug: bug)
    #expect(measurement.isFoundAlone == nil, "it was not measured")
    measurement.cases = [12]
    measurement.oracles = ["split": 1]
    measurement.alone = (10_000, nil)
    func lines(_ measurement: Measurement) -> [Substring] {
      PowerTable(measurements: [measurement], seeds: 1, limit: 100, runsScenarios: false).text.split(separator: "\n")
    }
    #expect(measurement.isFoundAlone == true)
    #expect(
      lines(measurement).contains("late-fill-dropped: found by split alone; without it by nothing in 10000 cases"))
    measurement.alone = (7, "exec-once")
    #expect(measurement.isFoundAlone == false)
    #expect(
      lines(measurement).contains("late-fill-dropped: found not by split alone; without it by exec-once in case 7"))
    measurement.alone = (10_000, nil)
    measurement.oracles = ["mirror": 1]
    #expect(measurement.isFoundAlone == false)
    measurement.oracles = [:]
    measurement.cases = [nil]
    #expect(measurement.isFoundAlone == false)
  }

  @Test("Scenario files that were not run are shown as `-`, not as 0")
  func scenariosNotRun() {
    let text = PowerTable(measurements: [Measurement(bug: bug)], seeds: 1, limit: 100, runsScenarios: false).text
    let cells = text.split(separator: "\n")[2].split(separator: " ")
    #expect(cells.suffix(4) == ["nothing", "-", "-", "-"])
  }

  @Test("Words of the command line that are wrong are named")
  func options() throws {
    let options = try Options(["--bugs", "a,b", "--seeds", "2", "--quick"])
    #expect(options.bugs == ["a", "b"] && options.seeds == 2 && options.isQuick)
    for (words, message) in [
      (["--seeds", "0"], "`--seeds` needs a whole number above 0, not `0`"),
      (["--limit"], "`--limit` needs a value"), (["--fast"], "no option is called `--fast`; see `planted --help`"),
    ] {
      let error = #expect(throws: Options.UsageError.self) { try Options(words) }
      #expect(error?.message == message)
    }
  }
}
