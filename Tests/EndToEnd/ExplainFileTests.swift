import Testing

/// `trueup explain FILE` says why a scenario fails.
@Suite struct ExplainFileTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test func whatPasses() throws {
    try workspace.write("fine.scenario", Samples.fill())
    let result = try Trueup.run("explain", "fine.scenario", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == "fine passes: there is nothing to explain.\n")
    #expect(result.errors.isEmpty)
  }

  @Test func whatIsSkipped() throws {
    try workspace.write("later.scenario", Samples.fill(["skip \"not yet\""], position: 101))
    let result = try Trueup.run("explain", "later.scenario", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == "later is skipped: not yet\n")
  }

  @Test func whatFails() throws {
    let scenario = """
      scenario "A fill is lost"
        ends   12s

      engine
        order-interval off

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        0s     trader place A buy 100 AAPL limit 150.01
        1s     net drop stream fill of A next 1
        1s     net delay responses by 30ms next 1 may-miss
        2s     broker fill A 100 at 150.01 exec E1

      finally
        expect position AAPL = 100

      """
    try workspace.write("lost.scenario", scenario)
    let result = try Trueup.run("explain", "lost.scenario", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output.replacing(#/ [0-9]+ runs/#, with: " N runs") == """
        lost fails: state check, local is 0, broker is 100

        Fault line 13     needed       without it the case passes
                                       if it begins from +00:00:00.000 to +00:00:02.000; not at +00:00:02.001 or later
        Fault line 14     not needed   without it the case fails all the same
        No return after   +00:00:02.000: ending all faults there saves the case, at +00:00:02.001 it does not
        Nearest pass      line 13 as `2s1ms net drop stream fill of A next 1`
        Parted for good  #15 +00:00:02.000 broker broker.filled order=A exec=E1 qty=100 price=150.01 filled=100 leaves=0
        differs  order A: local open 0/100, broker filled 100/100
        differs  position AAPL: local 0, broker 100
        differs  cash USD: local 100000, broker 84999

         N runs   next: trueup trace lost.scenario

        """)
  }

  @Test func figuresAreShownAsTheyAre() throws {
    let scenario = Samples.fill().replacing("  2s     broker", with: "  1s     net drop stream next 1\n  2s     broker")
      .replacing("setup", with: "engine\n  order-interval off\n\nsetup").replacing(
        "expect position AAPL = 100", with: "expect order A filled=100\n  expect position AAPL = 101")
    try workspace.write("lost.scenario", scenario)
    let result = try Trueup.run("explain", "lost.scenario", in: workspace)
    #expect(
      result.output.contains(
        "without it the case fails otherwise: state check: local is 100, broker is 100\n"))
  }

  @Test func cases() throws {
    try workspace.write("two.scenario", Samples.twoCases)
    let both = try Trueup.run("explain", "two.scenario", in: workspace)
    #expect(both.status == 0)
    #expect(
      both.output == """
        two[case=all of it] passes: there is nothing to explain.
        two[case=some] passes: there is nothing to explain.

        """)
    let one = try Trueup.run("explain", "two.scenario", "--case", "some", in: workspace)
    #expect(one.status == 0)
    #expect(one.output == "two[case=some] passes: there is nothing to explain.\n")
    let none = try Trueup.run("explain", "two.scenario", "--case", "other", in: workspace)
    #expect(none.status == 4)
    #expect(none.errors.hasPrefix("error: two.scenario: no case of this file is called `other`\n"))
  }

  @Test func whatCannotBeRead() throws {
    let missing = try Trueup.run("explain", "./missing.scenario", in: workspace)
    #expect(missing.status == 4)
    #expect(try Trueup.run("explain", "--help", in: workspace).output.contains(" 4 there is no such file or case"))
    #expect(missing.output.isEmpty)
    try workspace.write("bad.scenario", Samples.misspelt)
    let bad = try Trueup.run("explain", "bad.scenario", in: workspace)
    #expect(bad.status == 2)
    #expect(bad.output.isEmpty)
    #expect(bad.errors.contains("E102"))
  }
}
