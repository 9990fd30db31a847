import Foundation
import Testing

/// The page for authors of engines: its code is that of the example, which compiles and runs.
@Suite("The page about engines of somebody else")
struct PageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  private func text(_ path: String) throws -> String {
    try String(contentsOf: Self.root.appending(path: path), encoding: .utf8)
  }

  @Test("Its code stands in the example word for word")
  func code() throws {
    let blocks = try text("Sources/Simulation/README.md").matches(of: #/```swift\n((?:.|\n)*?)```/#).map {
      String($0.1)
    }
    #expect(blocks.count == 3)
    let example = try text("Tests/ForeignEngine/Main/main.swift") + text("Tests/ForeignEngine/Engine/PlainBook.swift")
    for block in [blocks[0], blocks[2]] { #expect(example.contains(block), "\(block)") }
    let tests = try text("Tests/ForeignEngineTests/PlainBookTests.swift")
    #expect(blocks[1].contains("FuzzCampaign(seed: 7).run(0, on: EngineUnderTest(foreign: PlainBook.self))"))
    #expect(tests.contains("FuzzCampaign(seed: 7).run(ordinal, on: EngineUnderTest(foreign: PlainBook.self))"))
  }
}
