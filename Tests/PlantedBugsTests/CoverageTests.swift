import Foundation
import Testing

@testable import planted

@Suite("Places that fuzzed cases reach")
struct CoverageTests {
  private let text = """
    func f(_ a: Bool, _ b: Bool) -> Int {
      if a && b { return 1 }
      if b { g() } else { h() }
      return 2
    }

    """

  /// The regions of the text as the compiler gives them, with counts.
  private func json(_ counts: [Int]) -> Data {
    let places = [
      (1, 38, 5, 2), (2, 11, 2, 12), (2, 13, 2, 25), (2, 25, 5, 2), (3, 8, 3, 15), (3, 21, 3, 28),
    ]
    let regions = zip(places, counts).map { place, count in
      "[\(place.0),\(place.1),\(place.2),\(place.3),\(count),0,0,0]"
    }
    return Data(
      #"{"data":[{"functions":[{"filenames":["f.swift"],"regions":[\#(regions.joined(separator: ","))]}]}]}"#.utf8)
  }

  private func file(_ counts: [Int]) throws -> CoveredFile {
    let export = try JSONDecoder().decode(CoverageExport.self, from: json(counts))
    return CoveredFile(name: "f.swift", text: text, regions: try #require(export.regions()["f.swift"]))
  }

  private func missing(_ counts: [Int]) throws -> [String] {
    try file(counts).places.filter { !$0.isReached && !$0.isInner }
      .map { "\($0.line) \($0.key.kind.rawValue) \($0.key.part)" }
  }

  @Test("A region without a run is not reached; neither is an outcome without a region of its own")
  func places() throws {
    #expect(try missing([9, 5, 2, 7, 3, 4]) == [])
    #expect(try missing([9, 5, 0, 9, 9, 0]) == ["2 region { return 1 }", "3 region { h() }"])
    #expect(try missing([9, 9, 2, 7, 3, 4]) == ["2 short b"])
    #expect(
      try missing([9, 9, 9, 0, 0, 0]) == ["2 short b", "2 else { return 1 }", "3 region if b { g() } else { h() }"])
  }

  private let blocks = """
    # a comment
    file:   f.swift
    line:   if b { g() } else { h() }
    part:   { h() }
    reason: Nobody does.

    """

  @Test("What is listed is set aside, as long as it is there and not reached")
  func setAside() throws {
    let list = try UnreachedList(blocks, name: "list")
    let report = CoverageReport(
      fuzz: [try file([9, 5, 0, 9, 9, 0])], suite: [try file([9, 5, 1, 8, 8, 0])], list: list, conditions: "here")
    #expect(report.open.map(\.key.part) == ["{ return 1 }"])
    #expect(list.stale(among: report.fuzz[0].places) == [])
    #expect(
      list.stale(among: try file([9, 5, 2, 7, 3, 4]).places).map(\.description)
        == ["list:2: fuzzed cases reach `{ h() }` of f.swift: take it from the list"])
    #expect(
      list.stale(among: []).map(\.description)
        == ["list:2: f.swift has no region `{ h() }` number 1 on such a line"])
    #expect(
      report.text { _ in true } == """
        here

        file     regions fuzz  suite       either      outcomes fuzz  suite        either       listed  open
        f.swift  4/6 66.6 %    5/6 83.3 %  5/6 83.3 %  2/2 100.0 %    2/2 100.0 %  2/2 100.0 %  1       1
        all      4/6 66.6 %    5/6 83.3 %  5/6 83.3 %  2/2 100.0 %    2/2 100.0 %  2/2 100.0 %  1       1

        not reached by a fuzzed case, and not listed:
        f.swift:2: region `{ return 1 }`

        """)
  }

  @Test("A block can be about all that is not reached of a file")
  func wholeFile() throws {
    let list = try UnreachedList("file: f.swift\nline: *\nreason: Why not.\n", name: "list")
    let places = try file([9, 5, 0, 9, 9, 0]).places
    #expect(places.allSatisfy { list.reason(for: $0.key) == "Why not." })
    #expect(list.stale(among: places) == [])
    #expect(list.stale(among: try file([9, 5, 2, 7, 3, 4]).places).count == 1)
  }

  @Test(
    "What is wrong with the list is said with its line",
    arguments: [
      ("reason: Nobody does.\n", "", "list:2: the line `reason:` is missing or empty"),
      ("part:   { h() }", "kind: x", "list:2: `kind` is region, else or short, not `x`"),
      ("part:   { h() }", "occurrence: 0", "list:2: `occurrence` is a number from 1, not `0`"),
      ("# a", "a", "list:1: not a line `word: text` with one of file, line, kind, part, occurrence, reason"),
    ])
  func wrong(part: String, instead: String, message: String) {
    let text = blocks.replacing(part, with: instead, maxReplacements: 1)
    let error = #expect(throws: BugErrors.self) { try UnreachedList(text, name: "list") }
    #expect(error?.errors.map(\.description) == [message])
    let twice = #expect(throws: BugErrors.self) { try UnreachedList(blocks + "\n" + blocks, name: "list") }
    #expect(twice?.errors.first?.description.hasSuffix("this place is listed a second time") == true)
  }

  @Test("The options of the command line")
  func options() throws {
    let options = try CoverageOptions(["--coverage", "--runs", "50", "--seed", "0x1", "-j", "2", "--scratch", "x"])
    #expect(options.runs == 50 && options.seed == "0x1" && options.jobs == 2 && options.scratch == "x")
    let error = #expect(throws: Options.UsageError.self) { try CoverageOptions(["--bugs"]) }
    #expect(error?.message == "no option of `--coverage` is called `--bugs`; see `planted --help`")
  }
}
