import Foundation
import Testing

/// A store that one process writes and another one reads.
@Suite struct StoreTests {
  let workspace: Workspace

  private static func scenario(_ instruments: [String], multiplier: Int = 1) -> String {
    """
    scenario "Two instruments"
      mode   paper
      broker scripted
      ends   20s

    setup
      both   cash USD 100000.00
    \(instruments.map { "  instrument \($0) tick 0.01 lot 1 multiplier \(multiplier) currency USD" }.joined(separator: "\n"))
    \(instruments.map { "  market \($0) 149.99 150.01" }.joined(separator: "\n"))

    timeline
      1s   trader place A buy 100 AAPL limit 150.00 key BUY-1
      2s   broker fill A 60 at 150.00 exec E1
      3s   trader place B sell 5 MSFT limit 150.00
      4s   broker fill B 5 at 150.50 exec E2

    finally
      expect converged
    """
  }

  init() throws {
    workspace = try Workspace()
    try workspace.write("run.scenario", Self.scenario(["AAPL", "MSFT"]))
    #expect(try Trueup.run("trace", "run.scenario", "--store", "disk", in: workspace).status == 0)
  }

  @Test("The store of another run is not written over, and a folder that takes none says how to name another")
  func storeIsKept() throws {
    #expect(try Trueup.run("trace", "run.scenario", "--store", "disk", in: workspace).status == 0, "the same one")
    try workspace.write("other.scenario", Self.scenario(["AAPL", "MSFT"]).replacing("A 60 at", with: "A 50 at"))
    let other = try Trueup.run("trace", "other.scenario", "--store", "disk", in: workspace)
    #expect(other.status == 3)
    #expect(
      other.errors == """
        error: disk: there is the store of another run in this folder, and it stays as it is
          = name another folder: --store DIR
          = see what it holds: trueup journal disk

        """)
    let file = try Trueup.run("trace", "run.scenario", "--store", "run.scenario/x", in: workspace)
    #expect(file.status == 3)
    #expect(file.errors.hasPrefix("error: run.scenario/x: the store cannot be written: "))
    #expect(file.errors.hasSuffix("or write elsewhere: --store DIR\n"))
  }

  @Test func anotherProcessReadsItWithNames() throws {
    // The reader has nothing but the folder.
    try FileManager.default.removeItem(at: workspace.folder.appendingPathComponent("run.scenario"))
    let result = try Trueup.run("journal", "disk", in: workspace)
    #expect(result.status == 0 && result.errors == "")
    #expect(
      result.lines.contains {
        $0.contains(" trader accepted order=B side=sell qty=5 symbol=MSFT limit=150")
      })
    #expect(
      result.lines.contains {
        $0.contains(" stream execution exec=E2 order=B side=sell qty=5 symbol=MSFT price=150.5 at=+00:00:04.000 ")
      })
    let books = try #require(result.output.range(of: "\nbooks after record "))
    #expect(
      result.output[books.lowerBound...].contains(
        """

        order    BUY-1 buy 100 AAPL limit=150 status=partial filled=60 avg=150
        order    B sell 5 MSFT limit=150 status=filled filled=5 avg=150.5
        position AAPL 60 at 150 realized=0
        position MSFT -5 at 150.5 realized=0
        cash     USD 91752.5

        """))
  }

  @Test("What was taken back or amended stands in the books as such")
  func statesOfExecutions() throws {
    let revised = Self.scenario(["AAPL", "MSFT"]).replacing(
      "\n\nfinally",
      with: "\n  5s   broker bust E1\n  6s   broker correct E2 qty 4\n\nfinally")
    try workspace.write("revised.scenario", revised)
    #expect(try Trueup.run("trace", "revised.scenario", "--store", "revised", in: workspace).status == 0)
    let result = try Trueup.run("journal", "revised", in: workspace)
    #expect(result.lines.contains("busted E1 of BUY-1: 60 at 150"))
    #expect(result.lines.contains("corrected E2 of B: 5 at 150.5"))
  }

  @Test func swappedInstrumentsAreRefusedByName() throws {
    let same = try Trueup.run("journal", "disk", "--settings", "run.scenario", in: workspace)
    #expect(same.status == 0)
    try workspace.write("swapped.scenario", Self.scenario(["MSFT", "AAPL"]))
    let swapped = try Trueup.run("journal", "disk", "--settings", "swapped.scenario", in: workspace)
    #expect(swapped.status == 3 && swapped.output == "")
    #expect(
      swapped.errors
        == "error: disk: the store was written under other settings: instruments AAPL and MSFT have changed places. "
        + "Restore those settings, or start with an empty store\n")
    try workspace.write("other.scenario", Self.scenario(["AAPL", "MSFT"], multiplier: 50))
    let other = try Trueup.run("journal", "disk", "--settings", "other.scenario", in: workspace)
    #expect(other.status == 3 && other.errors.contains("the multiplier of AAPL was 1 and is 50"))
  }

  @Test func damageIsToldApart() throws {
    let journal = workspace.folder.appendingPathComponent("disk/journal")
    var bytes = try Data(contentsOf: journal)
    let good = bytes
    bytes[9] ^= 0x10
    try bytes.write(to: journal)
    let hole = try Trueup.run("journal", "disk", in: workspace)
    #expect(hole.status == 3 && hole.errors.contains("the journal is unreadable at byte 0, and good records follow"))
    try good.dropLast(3).write(to: journal)
    let torn = try Trueup.run("journal", "disk", in: workspace)
    #expect(torn.status == 0)
    #expect(torn.output.hasSuffix("the journal ends in the middle of a frame, which a start cuts off\n"))
  }

  @Test func whatIsNoFileOfAStore() throws {
    try workspace.makeFolder("odd/journal")
    let result = try Trueup.run("journal", "odd", in: workspace)
    #expect(result.status == 3)
    #expect(
      result.errors == """
        error: odd/journal: this is a folder, not a file
          = a store is a file `journal`, up to two files `checkpoint-1`, `checkpoint-2`, and at times `archive`

        """)
  }

  @Test func thereIsNoStore() throws {
    let result = try Trueup.run("journal", "nowhere", in: workspace)
    #expect(result.status == 4 && result.errors.hasPrefix("error: nowhere: there is no store in this folder\n"))
    #expect(result.errors.contains("trueup trace FILE --store nowhere"))
    #expect(try Trueup.run("journal", in: workspace).status == 64)
  }
}
