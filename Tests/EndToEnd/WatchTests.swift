import Foundation
import Testing

/// `trueup run --watch` runs what changes.
@Suite struct WatchTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("Scenarios/a.scenario", Samples.fill())
    try workspace.write("Scenarios/b.scenario", Samples.fill(position: 101))
  }

  @Test("What changes is run with what failed before, new files are found, a key runs all, another one ends it")
  func watching() throws {
    let terminal = try PseudoTerminal(["run", "--watch", "--color", "never"], in: workspace, columns: 100)
    defer { terminal.process.terminate() }
    #expect(terminal.wait(for: "\n watching 2 files   enter runs all, q ends\n"))
    #expect(terminal.shown.hasPrefix("\u{1B}[H\u{1B}[2JFAIL b: state check\n"))
    #expect(terminal.shown.contains(" 2 cases   1 passed   1 failed "))

    // Another size, so that the clock of the file system does not matter.
    try workspace.write("Scenarios/a.scenario", Samples.fill(position: 1234))
    #expect(terminal.wait(for: " watching ", times: 2))
    #expect(terminal.shown.contains(" 2 cases   0 passed   2 failed "))

    try workspace.write("Scenarios/b.scenario", Samples.fill())
    #expect(terminal.wait(for: " watching ", times: 3))
    try workspace.write("Scenarios/a.scenario", Samples.fill())
    #expect(terminal.wait(for: " 1 case   1 passed   0 failed ") || terminal.wait(for: " 2 cases   2 passed "))
    #expect(terminal.wait(for: " watching ", times: 4))

    try workspace.write("Scenarios/c/new.scenario", Samples.misspelt)
    #expect(terminal.wait(for: "error[E102]: `fil` is not something the broker can do\n"))
    #expect(terminal.wait(for: " watching 3 files", times: 1))

    try terminal.type("\n")
    #expect(terminal.wait(for: " 2 cases   2 passed "))
    try terminal.type("q\n")
    _ = terminal.finish()
    #expect(terminal.process.terminationStatus == 2, "of the last run")
  }

  @Test func whoEndsItIsToldNothingOfFiles() throws {
    let running = try Trueup.start(["run", "--watch"], in: workspace)
    while running.process.isRunning, try Data(contentsOf: running.errors).isEmpty { usleep(2_000) }
    kill(running.process.processIdentifier, SIGTERM)
    let result = try running.finish()
    #expect(result.status == 143)
    #expect(result.errors == "\n watching 2 files\n")
  }

  @Test func usage() throws {
    let result = try Trueup.run("run", "--watch", "--bless", in: workspace)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error: `--watch` and `--bless` do not go together: "))
  }
}
