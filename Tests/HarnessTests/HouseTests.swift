import Foundation
import TestSupport
import Testing

/// The rules of the house that no compiler checks (design, sections 2 and 9).
@Suite("The house")
struct HouseTests {
  /// The targets in the order of the design: each may import only those before it.
  private static let order = [
    "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
    "Reporting", "LiveRuntime",
    "trueup", "Main",
  ]
  /// Up to this one, targets import nothing but the standard library.
  private static let pure = Set(order.prefix(7))

  /// A source file: its path below `Sources`, its target, and its lines.
  struct Source: Sendable {
    var path: String
    var target: String
    var lines: [String]
  }

  static let sources: [Source] = {
    let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appendingPathComponent("Sources")
    var found: [Source] = []
    for case let path as String in FileManager.default.enumerator(atPath: root.path) ?? .init()
    where path.hasSuffix(".swift") {
      let text = (try? String(contentsOf: root.appendingPathComponent(path), encoding: .utf8)) ?? ""
      let lines = text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
      found.append(Source(path: path, target: String(path.prefix { $0 != "/" }), lines: lines))
    }
    return found.sorted { $0.path < $1.path }
  }()

  /// The modules that a line imports, whatever stands before `import`.
  private func modules(_ line: String) -> String? {
    let words = line.split(separator: " ").filter { !$0.hasPrefix("@") }.map(String.init)
    let access = ["public", "package", "internal", "fileprivate", "private"]
    guard let index = words.firstIndex(of: "import"), words[..<index].allSatisfy(access.contains) else { return nil }
    let kinds = ["struct", "class", "enum", "protocol", "func", "var", "let", "typealias"]
    let name = words[(index + 1)...].first { !kinds.contains($0) } ?? ""
    return String(name.prefix { $0 != "." })
  }

  @Test("The sources are found")
  func found() {
    #expect(Set(Self.sources.map(\.target)).isSuperset(of: Self.order.prefix(5)))
    #expect(Self.sources.count > 100 && Self.sources.allSatisfy { $0.target != "" })
    #expect(Set(Self.sources.map(\.target)).isSubset(of: Self.order))
    #expect(modules("@testable public import struct Foundation.Data") == "Foundation")
    #expect(modules("  // import Foundation") == nil && modules("let import = 3") == nil)
    #expect(SwiftLine.code(#"let a = "try! // no" + b // fatalError("#) == #"let a = " + b "#)
  }

  @Test("Imports point downwards only, and the core imports nothing but the standard library")
  func imports() throws {
    for source in Self.sources {
      let own = try #require(Self.order.firstIndex(of: source.target))
      let below = Set(Self.order[..<own])
      for line in source.lines {
        guard let module = modules(line) else { continue }
        if Self.order.contains(module) || Self.pure.contains(source.target) {
          #expect(below.contains(module), "\(source.path) imports \(module)")
        }
      }
    }
  }

  @Test(
    "No source traps on input, reads a clock or draws from a global generator",
    arguments: ["try!", "fatalError(", "Date()", "UUID()", ".random(", " as! "])
  func forbidden(word: String) {
    for source in Self.sources {
      for (index, line) in source.lines.enumerated() where SwiftLine.code(line).contains(word) {
        // A generator that is handed in is no global one.
        if word == ".random(", line.contains("using: &") { continue }
        Issue.record("\(source.path):\(index + 1) has \(word)")
      }
    }
  }

  @Test("No file is longer than 400 lines")
  func length() {
    for source in Self.sources { #expect(source.lines.count <= 401, "\(source.path): \(source.lines.count) lines") }
  }
}
