import Foundation
import Testing

/// `trueup run --bless`: what it writes, and when it does not.
@Suite struct BlessTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  /// A scenario with odd spacing, which must stay, and with these lines at its end.
  private static func scenario(_ finally: String, header: String = "") -> String {
    """
    #comment
    scenario   "Golden"   # here
      ends 15s
    \(header)
    setup
      both   cash   USD 100000.00
      market AAPL 149.99 150.01
    timeline
      0s     trader place A buy 100 AAPL limit 150.01
      2s     broker fill A 40 at 150.01 exec E1

    finally
      expect  position AAPL  = 40
    \(finally)  expect alerts = 0   # last

    """
  }

  private static let golden = """
      log golden   fill.applied  order.sent
        | +00:00:00.050 engine order.sent order=A key=A attempt=1 seq=2
        | +00:00:02.025 engine fill.applied order=A exec=E1 qty=40 price=150.01 source=stream

    """

  private func bless(_ arguments: String..., environment: [String: String] = [:]) throws -> Trueup.Result {
    try Trueup.run(["run", "--bless"] + arguments, in: workspace, environment: environment)
  }

  private func commit() throws {
    let git = "git init -q . && git add -A && git -c user.name=a -c user.email=a@b -c commit.gpgsign=false commit -qm x"
    #expect(try Trueup.shell(git, in: workspace).status == 0)
  }

  @Test(
    "A block gets the lines of the run, whatever it had, and nothing else changes",
    arguments: [
      "  log golden   fill.applied  order.sent\n",
      "  log golden   fill.applied  order.sent\n    | old\n",
      "  log golden   fill.applied  order.sent\n    | old\n    |\n    |  lines\n",
    ])
  func blocks(_ block: String) throws {
    try workspace.write("Scenarios/g.scenario", BlessTests.scenario(block))
    let result = try bless()
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("Scenarios/g.scenario:14\n  "))
    #expect(result.output.hasSuffix("\n 1 block in 1 file changed; review with git diff\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == BlessTests.scenario(BlessTests.golden))
    #expect(try Trueup.run("run", in: workspace).status == 0)
    let again = try bless()
    #expect(again.status == 0)
    #expect(again.output == " nothing changed in 1 file\n")
  }

  @Test func aBlockThatDiffersSaysHowToBlessIt() throws {
    try workspace.write("Scenarios/g.scenario", BlessTests.scenario("  log golden order.sent\n    | old\n"))
    let result = try Trueup.run("run", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output.contains("   = bless    trueup run --bless Scenarios/g.scenario\n   = look     trueup trace "))
  }

  @Test func linesThatShouldNotBeThereGo() throws {
    try workspace.write("Scenarios/g.scenario", BlessTests.scenario("  log golden risk.alert\n      | old\n"))
    #expect(try bless().status == 0)
    #expect(try workspace.read("Scenarios/g.scenario") == BlessTests.scenario("  log golden risk.alert\n"))
  }

  @Test func lineEndsIndentationAndTheLastLineStay() throws {
    let text = BlessTests.scenario("").split(separator: "\n", omittingEmptySubsequences: false).joined(
      separator: "\r\n")
    let head = text + "  log golden order.sent\r\n       | x"
    try workspace.write("Scenarios/g.scenario", head)
    #expect(try bless().status == 0)
    let line = "+00:00:00.050 engine order.sent order=A key=A attempt=1 seq=2"
    #expect(try workspace.read("Scenarios/g.scenario") == head.dropLast() + line)
  }

  @Test func holesAreFilled() throws {
    let holes = """
        expect local  order A status=??? filled=???  # two
        expect order A = ???
        expect position AAPL = ??? at ???
        expect balance USD = ???
        expect engine = ???
        expect discrepancies open = ???
        log count fill.applied order=A = ???

      """
    try workspace.write("Scenarios/g.scenario", BlessTests.scenario(holes))
    let refused = try Trueup.run("run", in: workspace)
    #expect(refused.status == 2)
    #expect(refused.output.hasPrefix("error[E118]: a value is not filled in\n"))
    #expect(refused.output.contains("   = or let a run fill it in: trueup run --bless FILE\n"))

    let result = try bless()
    #expect(result.status == 0)
    #expect(result.output.hasSuffix("\n 9 holes in 1 file changed; review with git diff\n"))
    let filled = """
        expect local  order A status=partial filled=40  # two
        expect order A = partial
        expect position AAPL = 40 at 150.01
        expect balance USD = 93999.6
        expect engine = ready
        expect discrepancies open = 0
        log count fill.applied order=A = 1

      """
    #expect(try workspace.read("Scenarios/g.scenario") == BlessTests.scenario(filled))
  }

  @Test func aHoleWithoutOneValueIsRefused() throws {
    let text = BlessTests.scenario("  expect position AAPL = ???\n").replacing(
      "timeline\n", with: "timeline\n  0s net drop stream fill of A next 1\n"
    ).replacing("expect  position AAPL  = 40", with: "expect alerts = 0").replacing("ends 15s", with: "ends 3s")
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless()
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "error: Scenarios/g.scenario:15: there is no one value for `???` here: local is 0, broker is 40\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == text)
  }

  @Test(
    "1: a file in which something else fails stays as it is",
    arguments: [
      ("  expect alerts = 7\n", ""), ("  log never fill.applied\n", ""), ("", "  xfail \"#12\"\n"),
      ("  expect balance USD = 1.00\n", ""), ("  log count fill.applied = 2\n", ""),
      ("  log in-order\n    | fill.applied\n    | order.sent\n", ""),
    ])
  func otherFailures(_ check: String, _ header: String) throws {
    let text = BlessTests.scenario("  log golden order.sent\n\(check)", header: header)
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless()
    #expect(result.status == 1)
    #expect(result.output.hasPrefix("FAIL g: "))
    let why =
      header.isEmpty
      ? "fails for another reason than its golden blocks" : "is expected to fail, and what is blessed passes"
    #expect(result.errors.hasPrefix("error: Scenarios/g.scenario: is not blessed, since g \(why)\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == text)
  }

  @Test(
    "A hole is refused by what is in its way",
    arguments: [
      (
        "expect order A status=??? filled=??? avg=1", "",
        """
        error: Scenarios/g.scenario:14: the line is wrong beside its `???`: both sides agree, and local has \
        status=partial filled=40 avg=150.01, broker has status=partial filled=40 avg=150.01
          = correct the other values of the line first

        """
      ),
      (
        "expect discrepancies >= ???", "",
        """
        error: Scenarios/g.scenario:14: `???` stands for what a run gives, and many limits would hold: 0 were found
          = write the limit yourself, or `=` before the hole

        """
      ),
      (
        "log golden order.sent", "  skip \"later\"\n",
        """
        error: Scenarios/g.scenario: is not blessed: it is skipped, and what is not run gives nothing
          = remove `skip` from its header

        """
      ),
    ])
  func holesThatCannotBeFilled(_ check: String, _ header: String, _ message: String) throws {
    let text = BlessTests.scenario("  \(check)\n", header: header)
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless()
    #expect(result.status == 1)
    #expect(result.errors == message)
    #expect(try workspace.read("Scenarios/g.scenario") == text)
  }

  @Test func aHoleOfWhichCasesDiffer() throws {
    let table = "\nexamples\n  | qty |\n  | 40  |\n  | 30  |\n"
    let text = BlessTests.scenario("  expect order A filled=???\n").replacing("fill A 40", with: "fill A <qty>")
      .replacing("AAPL  = 40", with: "AAPL  = <qty>")
    try workspace.write("Scenarios/g.scenario", text + table)
    let result = try bless()
    #expect(result.status == 1)
    #expect(
      result.errors == """
        error: Scenarios/g.scenario:14: there is no one value for `???` here: the cases differ
          = qty=40: local has filled=40, broker has filled=40
          = qty=30: local has filled=30, broker has filled=30
          = make it a parameter of the cases, or write the value yourself

        """)
  }

  @Test(
    "1: nor does a fault that never fired, a missed deadline, a `never` that was hit or a run without end get blessed",
    arguments: [
      ("timeline\n", "timeline\n  0s net drop stream reject next 1\n", "a fault never fired", Int32(1)),
      ("exec E1\n", "exec E1\n  3s expect order A = filled within 2s\n", "not in time", 1),
      ("exec E1\n", "exec E1\n  on order.cancelled then operator halt\n", "an event never came", 1),
      ("\nfinally", "\nalways\n  never local position AAPL > 39\n\nfinally", "must never happen", 1),
      ("  ends 15s", "  ends 15s\n  max-steps 3", "inconclusive", 7),
    ])
  func otherKindsOfFailure(_ place: String, _ line: String, _ title: String, _ status: Int32) throws {
    let plain = BlessTests.scenario("  log golden order.sent\n")
    let range = try #require(plain.range(of: place))
    let text = plain.replacingCharacters(in: range, with: line)
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless()
    #expect(result.status == status)
    #expect(result.output.hasPrefix("FAIL g: \(title)\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == text)
  }

  @Test("Whatever stands in the golden blocks of the suite, blessing gives the files back, byte for byte")
  func suite() throws {
    let folder = Trueup.root.appendingPathComponent("Scenarios")
    let names = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    var originals: [String: String] = [:]
    for name in names where name.hasSuffix(".scenario") {
      let text = try String(contentsOf: folder.appendingPathComponent(name), encoding: .utf8)
      guard text.contains("\n  log golden "), !text.contains("\n  xfail ") else { continue }
      originals[name] = text
      var isGolden = false
      var isFirst = false
      var lines: [Substring] = []
      for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
        if !line.hasPrefix("    |") {
          isGolden = line.hasPrefix("  log golden ")
          isFirst = isGolden
        }
        // A block of one line loses it, one of several keeps others in their place.
        guard isGolden, line.hasPrefix("    |") else {
          lines.append(line)
          continue
        }
        if isFirst { isFirst = false } else { lines.append("    | old") }
      }
      try workspace.write("Scenarios/\(name)", lines.joined(separator: "\n"))
    }
    #expect(originals.count > 10)
    #expect(try Trueup.run("run", "-q", in: workspace).status == 1)
    #expect(try bless().status == 0)
    for (name, text) in originals { #expect(try workspace.read("Scenarios/\(name)") == text, "\(name)") }
    #expect(try Trueup.run("run", "-q", in: workspace).status == 0)
  }

  @Test("2: a file with errors is refused, and the others are blessed")
  func errors() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/g.scenario", BlessTests.scenario("  log golden   fill.applied  order.sent\n"))
    let result = try bless()
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("error[E102]: "))
    #expect(result.output.hasSuffix("\n 1 block in 1 file changed; review with git diff\n"))
    #expect(try workspace.read("Scenarios/bad.scenario") == Samples.misspelt)
  }

  @Test("3: two runs that differ are refused")
  func nondeterminism() throws {
    let text = BlessTests.scenario("  log golden reconcile.started\n")
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless(environment: ["TRUEUP_PLANTED": "run-order"])
    #expect(result.status == 3)
    #expect(result.errors.hasPrefix("error: Scenarios/g.scenario: is not blessed: two runs of g differ\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == text)
  }

  @Test("4: a block with changes that are in no commit is not written over")
  func uncommitted() throws {
    let old = BlessTests.scenario("  log golden   fill.applied  order.sent\n    | old\n")
    try workspace.write("Scenarios/g.scenario", old)
    try commit()
    let edited = old.replacing("| old", with: "| by hand")
    try workspace.write("Scenarios/g.scenario", edited)
    let result = try bless()
    #expect(result.status == 1)
    #expect(
      result.errors.hasPrefix(
        "error: Scenarios/g.scenario:14: the block has changes that are in no commit, so Scenarios/g.scenario.new was "
          + "written\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == edited)
    #expect(try workspace.read("Scenarios/g.scenario.new") == BlessTests.scenario(BlessTests.golden))
    #expect(try bless("--force").status == 0)
    #expect(try workspace.read("Scenarios/g.scenario") == BlessTests.scenario(BlessTests.golden))
  }

  @Test("4: changes elsewhere in the file are no reason")
  func uncommittedElsewhere() throws {
    let old = BlessTests.scenario("  log golden   fill.applied  order.sent\n    | old\n")
    try workspace.write("Scenarios/g.scenario", old)
    try commit()
    try workspace.write("Scenarios/g.scenario", old.replacing("#comment", with: "#other"))
    #expect(try bless().status == 0)
    #expect(
      try workspace.read("Scenarios/g.scenario")
        == BlessTests.scenario(BlessTests.golden).replacing("#comment", with: "#other"))
  }

  @Test("5: where CI is set nothing is blessed, unless it is said")
  func continuousIntegration() throws {
    let text = BlessTests.scenario("  log golden   fill.applied  order.sent\n")
    try workspace.write("Scenarios/g.scenario", text)
    let result = try bless(environment: ["CI": "true"])
    #expect(result.status == 64)
    #expect(
      result.errors.hasPrefix("error: `--bless` writes files, and the variable CI says that nobody looks at them\n"))
    #expect(try workspace.read("Scenarios/g.scenario") == text)
    #expect(try bless("--force", environment: ["CI": "true"]).status == 0)
    #expect(try bless(environment: ["CI": "false"]).status == 0)
  }

  @Test("6: a block that would differ from case to case is refused, as is one with other lines in it")
  func oneBlockForAll() throws {
    let table = "\nexamples\n  | qty |\n  | 40  |\n  | 30  |\n"
    let text = BlessTests.scenario("  log golden fill.applied\n").replacing("fill A 40", with: "fill A <qty>")
      .replacing(
        "AAPL  = 40", with: "AAPL  = <qty>")
    try workspace.write("Scenarios/g.scenario", text + table)
    let result = try bless()
    #expect(result.status == 1)
    #expect(
      result.errors == """
        error: Scenarios/g.scenario:14: the block is not blessed: its cases give different lines
          = g[qty=40] and g[qty=30] differ
          = write the lines with `log in-order`, or divide the file

        """)
    try workspace.write(
      "Scenarios/g.scenario", BlessTests.scenario("  log golden order.sent\n    | a\n    # why\n    | b\n"))
    let mixed = try bless()
    #expect(mixed.status == 1)
    #expect(mixed.errors.contains("something other than its lines stands between them\n"))
  }

  @Test func choiceAndUsage() throws {
    try workspace.write("Scenarios/a.scenario", BlessTests.scenario("  log golden order.sent\n"))
    try workspace.write("Scenarios/b.scenario", BlessTests.scenario("  log golden order.sent\n"))
    #expect(try bless("-k", "b").status == 0)
    #expect(try workspace.read("Scenarios/a.scenario") == BlessTests.scenario("  log golden order.sent\n"))
    #expect(try workspace.read("Scenarios/b.scenario") != BlessTests.scenario("  log golden order.sent\n"))
    #expect(try bless("-k", "zzz").status == 4)
    #expect(try bless("--verify").status == 64)
    let alone = try Trueup.run("run", "--force", in: workspace)
    #expect(alone.status == 64)
    #expect(alone.errors.hasPrefix("error: `--force` means nothing without `--bless`\n"))
  }
}
