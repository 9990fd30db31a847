import Foundation
import Testing

/// What the README shows is what the tool does: its scenario is run, and its output compared line by line.
@Suite struct ReadmeTests {
  /// The fenced blocks of the README, in order.
  private func blocks() throws -> [String] {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let text = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    return text.components(separatedBy: "```").enumerated().filter { $0.offset % 2 == 1 }.map {
      String($0.element.drop { $0 != "\n" }.dropFirst())
    }
  }

  /// The block that starts so, without its command line.
  private func output(of command: String) throws -> String {
    let block = try #require(try blocks().first { $0.hasPrefix("$ \(command)") })
    return String(block.drop { $0 != "\n" }.dropFirst())
  }

  /// Lines without those that hold a real time.
  private func stable(_ text: String) -> [Substring] {
    text.split(separator: "\n").filter { !$0.contains("simulated in") }
  }

  private func workspace() throws -> Workspace {
    let scenario = try #require(try blocks().first { $0.hasPrefix("scenario ") })
    let workspace = try Workspace()
    try workspace.write("Scenarios/missed-fill.scenario", scenario)
    return workspace
  }

  @Test("Each picture of the README is there, and is as large as the command that makes it says")
  func pictures() throws {
    let text = try String(contentsOf: Trueup.root.appending(path: "README.md"), encoding: .utf8)
    let pictures = text.matches(of: #/!\[[^\]]+\]\(([^)]+)\)/#)
    #expect(pictures.count == 1)
    for picture in pictures {
      let path = picture.output.1
      let bytes = [UInt8](try Data(contentsOf: Trueup.root.appending(path: String(path))))
      #expect(bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) && bytes.count < 300_000)
      let (width, height) = (
        bytes[16..<20].reduce(0) { $0 << 8 | Int($1) }, bytes[20..<24].reduce(0) { $0 << 8 | Int($1) }
      )
      #expect(
        text.contains("--screenshot=\(path) --window-size=\(width),\(height) file://$PWD/Reports/missed-fill.html"))
    }
  }

  @Test("The scenario of the README fails as it says")
  func failure() throws {
    let workspace = try workspace()
    let result = try Trueup.run("run", "Scenarios/missed-fill.scenario", in: workspace)
    #expect(result.status == 1)
    #expect(stable(result.output) == stable(try output(of: "trueup run Scenarios/missed-fill.scenario")))
  }

  @Test("Its trace is the one that the README shows")
  func trace() throws {
    let workspace = try workspace()
    let result = try Trueup.run(
      "trace", "Scenarios/missed-fill.scenario", "--from", "2s", "--only", "broker.*", "--only", "message.*", "--only",
      "order.*", "--only", "fill.*", in: workspace)
    #expect(result.status == 0)
    #expect(result.output == (try output(of: "trueup trace Scenarios/missed-fill.scenario")))
  }
}
