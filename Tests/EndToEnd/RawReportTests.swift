import Foundation
import Testing

/// What was put aside can be read back, each field as the broker has sent it.
@Suite struct RawReportTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
    try workspace.write(
      "run.scenario",
      """
      scenario "What was put aside"
        mode   paper
        broker scripted
        ends   20s

      setup
        both   cash USD 100000.00
        market AAPL 149.99 150.01

      timeline
        1s   trader place A buy 10 AAPL limit 150.00
        2s   net    falsify stream fill of A as negative next 1
        3s   broker fill A 4 at 150.00 exec E1 fee 0.25
        4s   broker place H buy 7 AAPL limit 149.00
        6s   broker fill H 2 at 149.00 exec E2
        8s   engine crash down 1s

      finally
        expect order A filled=4
      """)
  }

  private static let fill =
    "report=execution exec=E1 order=A number=1001 symbol=AAPL side=buy qty=-4 price=150 at=+00:00:03.000 change=2 fee=0.25"
  private static let state =
    "report=order order=A number=1001 symbol=AAPL side=buy qty=10 limit=150 status=partial filled=-4 avg=150 change=2"
  private static let stranger =
    "report=order order=H number=1002 symbol=AAPL side=buy qty=7 limit=149 status=open filled=0 avg=0 change=3"

  @Test("The status shows it, before a restart and after it")
  func status() throws {
    for instant in ["7s", "15s"] {
      let status = try Trueup.run("status", "run.scenario", "--at", instant, in: workspace)
      #expect(status.status == 0)
      let told = status.lines.filter { $0.hasPrefix("discrepancy ") && $0.contains("report=") }
      #expect(told.count == 3)
      #expect(told.first?.hasSuffix(Self.fill) == true, "\(told)")
      #expect(told.contains { $0.hasSuffix(Self.state) }, "\(told)")
      #expect(told.last?.hasSuffix(Self.stranger) == true, "\(told)")
    }
  }

  @Test("So does the status for programs")
  func json() throws {
    let status = try Trueup.run("status", "run.scenario", "--at", "7s", "--format", "json", in: workspace)
    let line = try #require(status.lines.first { $0.contains("\"invalid-report\"") && $0.contains("\"report\"") })
    let object = try #require(try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    #expect(
      object["report"] as? [String: String] == [
        "report": "execution", "exec": "E1", "order": "A", "number": "1001", "symbol": "AAPL", "side": "buy",
        "qty": "-4",
        "price": "150", "at": "+00:00:03.000", "change": "2", "fee": "0.25",
      ])
  }

  @Test("So do the journal and the books that another process reads")
  func journal() throws {
    #expect(try Trueup.run("trace", "run.scenario", "--store", "disk", in: workspace).status == 0)
    let journal = try Trueup.run("journal", "disk", in: workspace)
    #expect(journal.status == 0)
    #expect(journal.lines.contains { $0.hasPrefix("open ") && $0.hasSuffix(Self.fill) }, "\(journal.output)")
    #expect(journal.lines.contains { $0.hasPrefix("open ") && $0.hasSuffix(Self.stranger) }, "\(journal.output)")
  }
}
