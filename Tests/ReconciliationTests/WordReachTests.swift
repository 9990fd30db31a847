import Foundation
import Testing

@testable import Reconciliation

@Suite("Words that code reaches")
struct WordReachTests {
  /// What stands behind a dot in all sources but the lists of words themselves.
  private static let members: Set<String> = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    root.append(path: "Sources")
    var members: Set<String> = []
    for path in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }) ?? []
    where path.hasSuffix(".swift") && !["Word.swift", "EventField.swift"].contains(where: path.hasSuffix) {
      let text = (try? String(contentsOf: root.appending(path: path), encoding: .utf8)) ?? ""
      for part in text.utf8.split(separator: UInt8(ascii: ".")).dropFirst() {
        members.insert(
          String(
            part.prefix { $0 == 96 || (48...57).contains($0) || (65...90).contains($0) || (97...122).contains($0) })
            ?? "")
      }
    }
    return members
  }()

  @Test("Every word stands in code, and not in a list alone", arguments: Word.allCases)
  func reached(word: Word) {
    #expect(Self.members.contains("\(word)") || Self.members.contains("`\(word)`"), "\(word.text)")
  }
}
