import Foundation
import Testing

/// Values of flags: empty, forgotten, given twice, contradicting, not text.
@Suite struct ArgumentTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write("fine.scenario", Samples.fill())
  }

  @Test(arguments: [
    ["run", "--reports", ""], ["run", "--reports="], ["run", "-t", ""], ["run", "--match", ""], ["run", "--case", ""],
    ["run", "-j", ""], ["run", "--color", ""], ["check", "--format", ""], ["trace", "x", "--around", ""],
    ["trace", "x", "--lane", ""], ["trace", "x", "--only", ""], ["trace", "x", "--from", ""], ["fuzz", "--save", ""],
    ["fuzz", "--seed", ""], ["fuzz", "--mode", ""], ["fuzz", "--shard", ""], ["explain", "x", "--case", ""],
  ]) func emptyValue(_ arguments: [String]) throws {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.contains(#/^error: `--[a-z]+` needs a value, and the one given is empty\n  = write --/#))
    #expect(result.errors.contains("  = if the value comes from a variable of the shell, the variable is empty\n"))
  }

  @Test(arguments: ["run", "check", "trace", "explain", "list", "fuzz"]) func emptyOperand(_ command: String) throws {
    let result = try Trueup.run(command, "", in: workspace)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix("error: an argument is empty\n"))
    #expect(try Trueup.run(command, "--", "", in: workspace).status == 64)
  }

  @Test(arguments: [
    (["fuzz", "--seed", "1", "--seed", "2"], "error: `--seed` is given twice: 1 and 2\n"),
    (["fuzz", "--runs=1", "--runs", "1"], "error: `--runs` is given twice: 1 and 1\n"),
    (["run", "-j1", "--jobs", "2"], "error: `--jobs` is given twice: 1 and 2\n"),
    (["run", "-qq"], "error: `--quiet` is given twice\n"),
    (["run", "--reports", "a", "--reports", "b"], "error: `--reports` is given twice: a and b\n"),
    (["run", "--reports", "--json"], "error: `--reports` needs a value, and `--json` is a flag\n"),
    (["--color", "never", "run", "--color", "always"], "error: `--color` is given twice: never and always\n"),
    (["--color", "red", "run"], "error: `red` is not a value of --color\n"),
    (["fuzz", "--json", "--digests"], "error: `--json` and `--digests` do not go together: "),
    (["fuzz", "--case", "1", "--runs", "2"], "error: `--case` and `--runs` do not go together: "),
    (["explain", "E205", "--case", "x"], "error: `--case` is for a scenario file, and E205 is none\n"),
    (
      ["check", "-x.scenario"],
      "error: `-x` is not a flag of trueup check\n  = for a path that starts with a dash write ./-x.s"
    ),
    (["list", "events", "-v"], "error: `-v` is not a flag of trueup list\n"),
  ]) func refused(_ arguments: [String], _ message: String) throws {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.status == 64)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix(message))
  }

  @Test func flagsThatAddUp() throws {
    #expect(try Trueup.run("run", "fine.scenario", "-v", "-q", in: workspace).output == "", "less wins")
    let result = try Trueup.run(
      "trace", "fine.scenario", "--lane", "broker", "--lane", "net", "--only", "order.*", "--only", "broker.*",
      "--around", "A", "--around", "E1", in: workspace)
    #expect(result.status == 0)
    #expect(try Trueup.run("run", "fine.scenario", "-t", "smoke", "-t", "!slow", in: workspace).status == 0)
  }

  @Test func argumentThatIsNoText() throws {
    let path = "$(printf 'caf\\351')"
    for command in ["run \(path)", "run fine.scenario --reports \(path)", "fuzz --save \(path)", "explain \(path)"] {
      let result = try Trueup.shell("\"$0\" \(command)", in: workspace)
      #expect(result.status == 64)
      #expect(result.errors.hasPrefix("error: the argument caf\\xE9 is not UTF-8 text\n"))
    }
    #expect(try workspace.names(in: ".") == ["fine.scenario"])
  }
}
