import Foundation
import Testing

@testable import planted

@Suite("The planted bugs of this package")
struct CatalogueTests {
  private let bugs: [BugDescription]
  private let root: URL

  init() throws {
    root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    bugs = try BugFolder(root.appending(path: "Tests/PlantedBugs/Bugs")).bugs
  }

  @Test("Every description matches its source just once, and all can be planted together")
  func match() throws {
    let texts = try BugFolder.plant(bugs) { try? String(contentsOf: root.appending(path: $0), encoding: .utf8) }
    for bug in bugs {
      #expect(texts[bug.file]?.contains("PlantedBug.isActive(\(bug.id))") == true, "\(bug.name)")
    }
  }

  @Test("Bugs are planted in the engine and in the arithmetic that it shares with the broker, not in what judges them")
  func onlyEngine() {
    let rooms = ["Sources/Reconciliation/", "Sources/Trading/"]
    for bug in bugs { #expect(rooms.contains { bug.file.hasPrefix($0) }, "\(bug.name)") }
  }

  @Test("There are enough of them, and all eleven rules are broken by some")
  func spread() {
    #expect(bugs.count >= 28)
    #expect(Set(bugs.map(\.rule)) == Set(1...11))
    let areas = Set(bugs.map(\.area))
    #expect(areas.isSuperset(of: [.ledger, .orders, .journal, .recovery, .polling, .positions, .timers]))
    #expect(bugs.count { $0.needs.contains(.restart) } >= 3)
    #expect(bugs.count { $0.needs.contains(.messageOrder) } >= 3)
    #expect(bugs.count { $0.needs.contains(.liveness) } >= 2)
  }

  @Test("Ids and names are unique, and each says what it is in a sentence")
  func names() {
    #expect(Set(bugs.map(\.id)).count == bugs.count)
    #expect(Set(bugs.map(\.name)).count == bugs.count)
    for bug in bugs {
      #expect(bug.what.hasSuffix("."), "\(bug.name)")
      #expect(bug.original != bug.replacement, "\(bug.name)")
    }
  }

  @Test("Descriptions are read from another folder, and through a link to it")
  func otherFolder() throws {
    let manager = FileManager.default
    let place = manager.temporaryDirectory.appending(path: "planted-\(UUID().uuidString)")
    let folder = place.appending(path: "Own")
    try manager.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? manager.removeItem(at: place) }
    let original = root.appending(path: "Tests/PlantedBugs/Bugs/late-answer-traps.bug")
    try manager.copyItem(at: original, to: folder.appending(path: "late-answer-traps.bug"))
    try manager.createSymbolicLink(at: place.appending(path: "Link"), withDestinationURL: folder)
    let options = try Options(["--bugs", "./Link"])
    #expect(options.bugs.isEmpty)
    for path in [options.folder ?? "", "Own", folder.path] {
      #expect(try BugFolder(BugFolder.location(path, from: place)).bugs.map(\.name) == ["late-answer-traps"], "\(path)")
    }
  }

  @Test("The canary names bugs that exist")
  func canary() {
    for name in Session.canary { #expect(bugs.contains { $0.name == name }, "\(name)") }
  }
}
