import Foundation
import Testing

/// The benchmarks at their smallest: whether they run, write a baseline and compare with one.
@Suite struct BenchTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  private func bench(_ arguments: String...) throws -> Trueup.Result {
    let binary = Trueup.binary.deletingLastPathComponent().appendingPathComponent("bench")
    return try Trueup.start(binary.path, arguments, in: workspace, [:]).finish()
  }

  @Test func smallest() throws {
    let result = try bench("growth", "fork", "--quick", "--write", "base.txt")
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.lines[0].hasPrefix("fixed loop "))
    let isDebug = Trueup.binary.deletingLastPathComponent().lastPathComponent == "debug"
    #expect(result.lines[0].hasSuffix("; built for debugging, and no figure holds for `-c release`") == isDebug)
    let names = result.lines.filter { !$0.isEmpty }.dropFirst(2).map { String($0.prefix { $0 != " " }) }
    #expect(
      names == [
        "fork", "growth-orders", "growth-working", "growth-fills", "growth-time", "growth-parse", "growth-check",
        "growth-pass", "growth-join", "",
      ])
    let again = try bench("growth-fills", "--quick", "--compare", "base.txt")
    #expect([0, 1].contains(again.status), "times differ, and nothing else may")
    #expect(!again.output.contains("the work is"))
  }

  @Test func worse() throws {
    try workspace.write("base.txt", "ratio growth-fills/10 0.000001 1\n")
    let result = try bench("growth-fills", "--quick", "--compare", "base.txt")
    #expect(result.status == 1)
    #expect(result.output.contains("worse than in base.txt:\n  growth-fills/10: the work is "))
    #expect(result.output.contains("  growth-fills/10: takes "))
  }

  /// A debug build takes ten times as many, and where there is no `valgrind` nothing can be counted.
  @Test func instructions() throws {
    try workspace.write("base.txt", "instructions fork 1\n")
    let result = try bench("fork", "--quick", "--instructions", "--write", "new.txt", "--compare", "base.txt")
    guard result.status != 69 else {
      return #expect(result.errors == "error: `--instructions` needs valgrind, and there is none in PATH\n")
    }
    #expect(result.status == 1 && result.errors == "")
    #expect(result.output.contains("\nfork takes "))
    #expect(result.output.contains("instructions each, counted over 1000\n"))
    #expect(result.output.contains("worse than in base.txt:\n  fork: takes "))
    #expect(try workspace.read("new.txt").contains("\ninstructions fork "))
    let again = try bench("fork", "--quick", "--instructions", "--compare", "new.txt")
    #expect(!again.output.contains("instructions, and took"))
  }

  @Test(arguments: [
    (["--quick", "nothing"], 64, "error: nothing is called so; there are events, case, "),
    (["--body", "fork"], 64, "error: `--body` needs the name of a benchmark and a size\n"),
    (["--body", "nothing", "1"], 64, "error: nothing is called nothing\n"),
    (["--fast"], 64, "error: `--fast` is not a flag of bench; see `--help`\n"),
    (["--compare"], 64, "error: `--compare` needs the path of a file\n"),
    (["fork", "--quick", "--compare", "none.txt"], 66, "error: the baseline none.txt cannot be read; "),
    (["fork", "--quick", "--compare", "odd.txt"], 65, "error: this line of the baseline is none: speed 3\n"),
    (["fork", "--quick", "--write", "no/base.txt"], 74, "error: the baseline cannot be written to no/base.txt: "),
  ]) func refused(_ arguments: [String], _ status: Int32, _ message: String) throws {
    try workspace.write("odd.txt", "speed 3\n")
    let binary = Trueup.binary.deletingLastPathComponent().appendingPathComponent("bench")
    let result = try Trueup.start(binary.path, arguments, in: workspace, [:]).finish()
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(message))
  }
}
