import Foundation
import Testing

/// What `trueup check` prints and ends with.
@Suite struct CheckTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func goodFiles() throws {
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    try workspace.write("Scenarios/two.scenario", Samples.twoCases)
    let result = try Trueup.run("check", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == " 2 files   3 cases   0 errors   0 warnings\n")
    #expect(try Trueup.run("check", "-q", in: workspace).output == "")
  }

  @Test func human() throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    let result = try Trueup.run("check", "bad.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(
      result.output.hasPrefix(
        """
        error[E102]: `fil` is not something the broker can do
          --> bad.scenario:11:17
           |
        11 |   2s     broker fil A 100 at 150.01 exec E1
           |                 ^^^ did you mean `fill`?

        """))
    #expect(
      result.output.hasSuffix("\n 1 file   0 cases   1 error   0 warnings\n\n next: trueup explain E102\n"))
  }

  @Test func short() throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    let result = try Trueup.run("check", "--format", "short", "bad.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output == "bad.scenario:11:17: error[E102]: `fil` is not something the broker can do\n")
  }

  @Test func json() throws {
    try workspace.write("bad.scenario", Samples.misspelt)
    let result = try Trueup.run("check", "--format=json", "bad.scenario", in: workspace)
    #expect(result.status == 2)
    let record = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(record["type"] as? String == "diagnostic")
    #expect(record["file"] as? String == "bad.scenario")
    #expect(record["severity"] as? String == "error")
    #expect(record["label"] as? String == "did you mean `fill`?")
  }

  @Test func onlyTwentyAreShown() throws {
    for number in 10..<35 { try workspace.write("bad\(number).scenario", Samples.misspelt) }
    let result = try Trueup.run("check", ".", in: workspace)
    #expect(result.output.components(separatedBy: "error[E102]").count - 1 == 20)
    #expect(result.output.contains("\nand 5 more; correct these first\n"))
    #expect(result.output.contains(" 25 files   0 cases   25 errors   0 warnings\n"))
    let run = try Trueup.run("run", ".", in: workspace)
    #expect(run.output.components(separatedBy: "error[E102]").count - 1 == 20)
    #expect(run.output.contains("\nand 5 more errors in the files; correct these first\n"))
  }

  @Test("A warning is no error, unless it is to count as one")
  func strict() throws {
    try workspace.write(
      "lone.scenario", Samples.fill().replacing("market AAPL", with: "market MSFT 1.00 1.01\n  market AAPL"))
    let lax = try Trueup.run("check", "lone.scenario", in: workspace)
    #expect(lax.status == 0)
    #expect(lax.output.contains("warning[E404]: "))
    let strict = try Trueup.run("check", "--strict", "lone.scenario", in: workspace)
    #expect(strict.status == 2)
    #expect(strict.output == lax.output)
  }

  @Test("An id that is said to be used again must be used before")
  func keyAgain() throws {
    try workspace.write("key.scenario", Samples.fill().replacing("limit 150.01", with: "limit 150.01 key K1 again"))
    let result = try Trueup.run("check", "key.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output.hasPrefix("error[E216]: no order above has the client order id `K1`\n"))
    #expect(result.output.contains(" not used so far\n"))
  }

  @Test func invariantsAreKnown() throws {
    let line = "always\n  invariant exec-onec off \"a test\"\n\nfinally"
    try workspace.write("bad.scenario", Samples.fill().replacing("finally", with: line))
    let result = try Trueup.run("check", "bad.scenario", in: workspace)
    #expect(result.status == 2)
    #expect(result.output.contains("did you mean `exec-once`?"))
  }
}
