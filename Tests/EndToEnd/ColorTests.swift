import Testing

/// When the output is coloured: the flag beats `NO_COLOR`, which beats `CLICOLOR_FORCE` and `FORCE_COLOR`.
@Suite struct ColorTests {
  @Test(arguments: [
    (["run"], [:], false),
    (["run"], ["CLICOLOR_FORCE": "1"], true),
    (["run"], ["FORCE_COLOR": "1"], true),
    (["run"], ["CLICOLOR_FORCE": "0"], false),
    (["run"], ["CLICOLOR_FORCE": "1", "NO_COLOR": "1"], false),
    (["run"], ["CLICOLOR_FORCE": "1", "NO_COLOR": ""], true),
    (["run", "--color=always"], ["NO_COLOR": "1"], true),
    (["run", "--color=never"], ["CLICOLOR_FORCE": "1"], false),
    (["run", "--color=auto"], [:], false),
    (["--color", "always", "run"], ["NO_COLOR": "1"], true),
    (["--color=always", "run"], [:], true),
    (["--color=never", "run", "-v"], ["CLICOLOR_FORCE": "1"], false),
  ])
  func precedence(_ arguments: [String], _ environment: [String: String], _ isColored: Bool) throws {
    let workspace = try Workspace()
    try workspace.write("Scenarios/fine.scenario", Samples.fill())
    let result = try Trueup.run(arguments, in: workspace, environment: environment)
    #expect(result.output.contains("\u{1B}[") == isColored)
  }
}
