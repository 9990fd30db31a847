import Foundation
import Testing

/// The page of what the source documents promise names nothing that does not exist.
@Suite struct PromisesTests {
  private static let page = Trueup.root.appendingPathComponent("Sources/Reconciliation/README.md")

  /// The cells of the rows of all tables, without heads and rules.
  private static func rows() throws -> [[String]] {
    let text = try String(contentsOf: page, encoding: .utf8)
    return text.split(separator: "\n").filter { $0.hasPrefix("|") && !$0.hasPrefix("|---") }
      .map { line in
        line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false)
          .map { $0.trimmingCharacters(in: .whitespaces) }
      }
      .filter { $0.last != "proof" }
  }

  /// What stands in backticks.
  private static func quoted(_ cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated().filter { $0.offset % 2 == 1 }
      .map { String($0.element) }
  }

  /// The sources of the tests, by name of the file.
  private static func tests() throws -> [String: String] {
    let folder = Trueup.root.appendingPathComponent("Tests")
    var sources: [String: String] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder.path) where path.hasSuffix("Tests.swift") {
      let name = URL(fileURLWithPath: path).deletingPathExtension().lastPathComponent
      sources[name, default: ""] += try String(contentsOf: folder.appendingPathComponent(path), encoding: .utf8)
    }
    return sources
  }

  @Test func everyRowHasAnswerAndProof() throws {
    let rows = try Self.rows()
    let tests = try Self.tests()
    #expect(rows.count > 70)
    for row in rows {
      #expect(row.count == 3 && row.allSatisfy { !$0.isEmpty }, "\(row)")
      let proofs = Self.quoted(row.last ?? "")
      #expect(!proofs.isEmpty, "\(row)")
      for proof in proofs {
        let parts = proof.split(separator: ":").map(String.init)
        if parts.count == 2 {
          #expect(tests[parts[0]]?.contains("func \(parts[1])(") == true, "there is no test \(proof)")
        } else {
          let file = Trueup.root.appendingPathComponent("Scenarios/\(proof).scenario").path
          #expect(FileManager.default.fileExists(atPath: file), "there is no scenario \(proof)")
        }
      }
    }
  }

  @Test func whatIsMissingAndDeclinedIsSaid() throws {
    let text = try String(contentsOf: Self.page, encoding: .utf8)
    for heading in ["Acceptance criteria", "Strategies document", "Not yet", "Declined"] {
      #expect(text.contains("\n## \(heading)"))
    }
  }
}
