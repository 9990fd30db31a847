import Foundation
import Testing

/// What has left the books, read by another process.
@Suite struct ArchiveTests {
  let workspace: Workspace

  init() throws { workspace = try Workspace() }

  /// An order that leaves the books, others that make checkpoints behind it, and a kill at one step.
  private static func scenario(_ crash: String) -> String {
    """
    scenario "An order leaves the books"
      mode live
      ends 60s

    engine
      keep-ended    5s
      full-interval 5s

    setup
      both   cash USD 100000.00
      market AAPL 150.00 150.01

    timeline
      0s  trader place A buy 10 AAPL market
      1s  broker fill A 10 at 150.01 exec E1
      2s  trader place B buy 10 AAPL limit 149.00
    \(crash)
      14s broker fill B 1 at 149.00 exec E2
      20s broker fill B 1 at 149.00 exec E3
      26s broker fill B 1 at 149.00 exec E4

    finally
      expect local orders = 1
      expect position AAPL = 13
    """
  }

  @Test(
    "An order that has left the books is in the archive once, whenever the process was killed",
    arguments: [
      "", "persist.before", "persist.unsynced", "persist.after", "publish.before", "publish.after", "checkpoint.before",
      "checkpoint.after",
    ])
  func once(point: String) throws {
    for instant in ["4s", "13s"] {
      let crash = point.isEmpty ? "" : "  \(instant)  engine crash at \(point) down 1s"
      try workspace.write("\(instant).scenario", Self.scenario(crash))
      let trace = try Trueup.run("trace", "\(instant).scenario", "--store", instant, in: workspace)
      #expect(trace.status == 0, "\(trace.output.suffix(2000))")
      let journal = try Trueup.run("journal", instant, in: workspace)
      #expect(journal.status == 0)
      let lines = journal.output.split(separator: "\n")
      #expect(lines.count { $0.contains("archived exec=E1 order=A qty=10 price=150.01 origin=reported") } == 1)
      #expect(lines.count { $0.contains("archived order=A status=filled filled=10 qty=10 price=150.01") } == 1)
      #expect(lines.count { $0.contains("archived orders=1") } == 1)
      #expect(lines.contains("archived 1 orders with 1 executions, as of change 2"))
      // The journal has gone on: what is left of the order is in the archive alone.
      #expect(!journal.output.contains("accepted order=A"))
    }
  }

  @Test(
    "An archive that is cut short or gone is said to be, and what the start of a process needs is there",
    arguments: [(3, true), (Int.max, false)])
  func damaged(lost: Int, isTorn: Bool) throws {
    try workspace.write("run.scenario", Self.scenario(""))
    #expect(try Trueup.run("trace", "run.scenario", "--store", "disk", in: workspace).status == 0)
    let archive = workspace.folder.appendingPathComponent("disk/archive")
    let bytes = try Data(contentsOf: archive)
    // The last record is the end of those that leave: the one of the order is before it.
    try bytes.dropLast(min(lost, bytes.count)).write(to: archive)
    let journal = try Trueup.run("journal", "disk", in: workspace)
    #expect(journal.status == 0, "a start needs no archive")
    #expect(journal.output.contains("archived 1 orders with 1 executions, as of change 2"))
    let (cut, gone) = (
      "the archive cannot be read to its end; what is behind is not shown\n",
      "of 1 orders that have left the books the archive lacks the records; their ids are known, and a start needs no more\n"
    )
    #expect(journal.output.contains(cut) == isTorn && journal.output.contains(gone) == !isTorn)
  }

  @Test("What a kill has left of a torn write is in the archive as well, once the process has started again")
  func torn() throws {
    let torn = "  3s  store torn-write next 1 may-miss\n  4s  engine crash at persist.unsynced down 1s"
    try workspace.write("run.scenario", Self.scenario(torn))
    #expect(try Trueup.run("trace", "run.scenario", "--store", "disk", in: workspace).status == 0)
    let journal = try Trueup.run("journal", "disk", in: workspace)
    #expect(journal.status == 0 && !journal.output.contains("lacks the records"))
    #expect(journal.output.contains("archived order=A status=filled"))
  }
}
