import Testing

/// `trueup new` and `trueup list templates`.
@Suite struct TemplateTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  @Test("Every template passes as it is, without a warning, in the one layout, and is short")
  func templates() throws {
    let names = try Trueup.run("list", "templates", in: workspace).lines.filter { !$0.isEmpty }.map { line in
      String(line.prefix { $0 != " " })
    }
    #expect(
      names == [
        "missed-fill", "lost-partial", "lost-answer", "cancel-race", "restart", "outage", "drift", "drift-at-startup",
        "full-disk",
      ])
    for name in names {
      let result = try Trueup.run("new", "my-\(name)", "--from", name, in: workspace)
      #expect(result.status == 0)
      #expect(result.output.hasPrefix("Scenarios/my-\(name).scenario: "))
      #expect(result.output.hasSuffix("\n next: trueup run Scenarios/my-\(name).scenario\n"))
      let lines = try workspace.read("Scenarios/my-\(name).scenario").split(separator: "\n")
      // A blank line is nothing to read.
      #expect(lines.count < (["lost-answer", "drift"].contains(name) ? 22 : 20), "\(name)")
    }
    let count = names.count
    #expect(
      try Trueup.run("check", in: workspace).output == " \(count) files   \(count) cases   0 errors   0 warnings\n")
    #expect(try Trueup.run("fmt", "--check", in: workspace).output == " \(count) files   0 to be laid out\n")
    #expect(try Trueup.run("run", in: workspace).output.hasPrefix(" \(count) cases   \(count) passed   0 failed"))
  }

  @Test func namesAndPlaces() throws {
    #expect(try Trueup.run("new", "full-disk", in: workspace).status == 0)
    #expect(try workspace.read("Scenarios/full-disk.scenario").hasPrefix("scenario \"The disk is full while"))
    let guess = try Trueup.run("new", "other", in: workspace)
    #expect(guess.status == 0)
    #expect(
      guess.lines[1]
        == " no template is called so; --from takes missed-fill, lost-partial, lost-answer, cancel-race, restart, outage, drift, drift-at-startup, full-disk"
    )
    #expect(try workspace.read("Scenarios/other.scenario").hasPrefix("scenario \"A missed fill is found"))
    #expect(try Trueup.run("new", "deep/er/x.scenario", "--from=drift", "-q", in: workspace).output == "")
    #expect(try workspace.names(in: "deep/er") == ["x.scenario"])
  }

  @Test func nothingIsWrittenOver() throws {
    try workspace.write("Scenarios/mine.scenario", "mine")
    let result = try Trueup.run("new", "mine", in: workspace)
    #expect(result.status == 3)
    #expect(
      result.errors.hasPrefix(
        "error: Scenarios/mine.scenario: there is such a file already, and it stays as it is\n"))
    #expect(try workspace.read("Scenarios/mine.scenario") == "mine")
  }

  @Test(arguments: [
    (["new"], "error: new takes one name, not 0\n"),
    (["new", "a", "b"], "error: new takes one name, not 2\n"),
    (["new", "a/"], "error: a/ is not a name for a file that trueup run finds\n"),
    (["new", ".a"], "error: .a is not a name for a file that trueup run finds\n"),
    (
      ["new", "a", "--from", "mised-fill"],
      "error: `mised-fill` is not a value of --from\n  = did you mean `missed-fill`?\n"
    ),
  ]) func wrong(_ arguments: [String], _ message: String) throws {
    let result = try Trueup.run(arguments, in: workspace)
    #expect(result.status == 64)
    #expect(result.errors.hasPrefix(message))
  }
}
