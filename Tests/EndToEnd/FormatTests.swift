import Foundation
import Testing

/// `trueup fmt`, and `-` for standard input.
@Suite struct FormatTests {
  let workspace: Workspace
  private static let formatted = Samples.fill().replacing("0s     ", with: "0s  ").replacing("2s     ", with: "2s  ")
    .replacing("tags   smoke", with: "tags smoke").replacing("ends   15s", with: "ends 15s")
  private static let messy = formatted.replacing("timeline", with: "# who acts\ntimeline").replacing(
    "  2s  broker fill", with: "  2s broker   fill")

  init() throws {
    workspace = try Workspace()
  }

  @Test("All scenarios of the repository have the one layout: trueup fmt")
  func suite() throws {
    let folder = Trueup.root.appending(path: "Scenarios").path
    let result = try Trueup.run("fmt", "--check", folder, in: workspace)
    #expect(result.status == 0)
    #expect(result.output.contains("   0 to be laid out\n"))
  }

  @Test func filesAreWrittenOnce() throws {
    try workspace.write("Scenarios/good.scenario", FormatTests.formatted)
    try workspace.write("Scenarios/messy.scenario", FormatTests.messy)
    let first = try Trueup.run("fmt", in: workspace)
    #expect(first.status == 0)
    #expect(first.output == "Scenarios/messy.scenario\n 2 files   1 laid out anew\n")
    #expect(
      try workspace.read("Scenarios/messy.scenario")
        == FormatTests.formatted.replacing("timeline", with: "# who acts\ntimeline"))
    let second = try Trueup.run("fmt", in: workspace)
    #expect(second.output == " 2 files   0 laid out anew\n")
  }

  @Test func checkSaysWhatWouldChange() throws {
    try workspace.write("Scenarios/messy.scenario", FormatTests.messy)
    let result = try Trueup.run("fmt", "--check", in: workspace)
    #expect(result.status == 1)
    #expect(
      result.output == """
        Scenarios/messy.scenario:12: is laid out otherwise
          -   2s broker   fill A 100 at 150.01 exec E1
          +   2s  broker fill A 100 at 150.01 exec E1
         1 file   1 to be laid out

         next: trueup fmt

        """)
    #expect(try workspace.read("Scenarios/messy.scenario") == FormatTests.messy, "nothing is written")
  }

  @Test func aFileWithErrorsStaysAsItIs() throws {
    try workspace.write("Scenarios/bad.scenario", Samples.misspelt)
    try workspace.write("Scenarios/messy.scenario", FormatTests.messy)
    let result = try Trueup.run("fmt", in: workspace)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("error[E102]: `fil` is not something the broker can do\n"))
    #expect(result.output.contains("   1 laid out anew\n"))
    #expect(try workspace.read("Scenarios/bad.scenario") == Samples.misspelt)
  }

  @Test func permissionsAndLinksStay() throws {
    try workspace.write("real.scenario", FormatTests.messy)
    let path = workspace.folder.appendingPathComponent("real.scenario").path
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: path)
    try workspace.link("link.scenario", to: "real.scenario")
    #expect(try Trueup.run("fmt", "link.scenario", in: workspace).status == 0)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o640)
    #expect(try workspace.read("real.scenario").contains("  2s  broker fill"))
    #expect(try workspace.names(in: ".") == ["link.scenario", "real.scenario"])
  }

  @Test func standardInput() throws {
    try workspace.write("messy", FormatTests.messy)
    let formatted = try Trueup.shell("\"$0\" fmt - < messy", in: workspace)
    #expect(formatted.status == 0)
    #expect(formatted.output == FormatTests.formatted.replacing("timeline", with: "# who acts\ntimeline"))
    #expect(try Trueup.shell("\"$0\" fmt --check - < messy", in: workspace).status == 1)
    #expect(
      try Trueup.shell("\"$0\" check - < messy", in: workspace).output == " 1 file   1 case   0 errors   0 warnings\n")
    try workspace.write("bad", Samples.misspelt)
    let bad = try Trueup.shell("\"$0\" check --format short - < bad", in: workspace)
    #expect(bad.status == 2)
    #expect(bad.output == "<stdin>:11:17: error[E102]: `fil` is not something the broker can do\n")
    #expect(try Trueup.shell("\"$0\" fmt - < bad", in: workspace).output == "")
    let none = try Trueup.shell("\"$0\" check - <&-", in: workspace)
    #expect(none.status == 2 || none.status == 3)
  }
}
