import ScenarioLanguage
import Testing

/// What lines mean together: where a check must speak, and where it must not.
@Suite("Checking")
struct CheckingTests {
  private func codes(_ lines: String..., setup: String = "", finally: String = "expect alerts = 0") -> [DiagnosticCode]
  {
    let text = """
      scenario "c"
        ends 60s
      setup
        market AAPL 149.99 150.01
      \(setup)
      timeline
        0s trader place A buy 100 AAPL limit 150.00
      \(lines.map { "  \($0)" }.joined(separator: "\n"))
      finally
        \(finally)
      """
    return Samples.parse(text).diagnostics.map(\.code)
  }

  @Test("Fills add up, and `rest` takes what is left")
  func fills() {
    #expect(codes("1s broker fill A 60 at 150.00", "2s broker fill A 40 at 150.00") == [])
    #expect(codes("1s broker fill A 60 at 150.00", "2s broker fill A 41 at 150.00") == [.overfill])
    #expect(codes("1s broker fill A 60 at 150.00", "2s broker fill A rest at 150.00") == [])
    #expect(codes("1s broker fill A rest at 150.00", "2s broker fill A 1 at 150.00") == [.overfill])
    #expect(codes("1s broker fill A 100 at 150.00", "2s broker fill A 1 overfill at 150.00") == [])
    #expect(codes("1s broker fill A 160 at 150.00", "2s broker fill A 100 at 150.00") == [.overfill])
  }

  @Test("What is taken back or amended leaves room, and a report is about an execution that some line makes")
  func revisions() {
    let fill = "1s broker fill A 100 at 150.00 exec E1"
    #expect(codes(fill, "2s broker bust E1", "3s broker fill A 100 at 150.00") == [])
    #expect(codes(fill, "2s broker correct E1 qty 40", "3s broker fill A 60 at 150.00") == [])
    #expect(codes(fill, "2s broker correct E1 qty 40", "3s broker fill A 61 at 150.00") == [.overfill])
    #expect(
      codes(fill, "2s broker correct E1 qty 40 exec X1", "3s broker bust X1", "4s broker fill A rest at 1.00") == [])
    #expect(codes("1s broker bust E7") == [.unknownExecution])
    #expect(codes(fill, "2s broker correct E1 at 150.005") == [.illegalPrice])
    #expect(codes(fill, "2s broker correct E1 qty 1.5") == [.illegalQuantity])
  }

  @Test("An execution is named once for each order, since venues give an id to two, and `none` is no name")
  func executionNames() {
    let other = "0s trader place B buy 100 MSFT limit 150.00"
    let quote = "  market MSFT 149.99 150.01"
    let first = "1s broker fill A 60 at 150.00 exec E1"
    #expect(codes(first, "2s broker fill A 40 at 150.00 exec E1") == [.nameTaken])
    #expect(codes(other, first, "2s broker fill B 40 at 150.00 exec E1", setup: quote) == [])
    #expect(codes(other, first, "2s broker fill B 40 at 150.00 exec E2", setup: quote) == [])
    #expect(codes("0s trader place C buy 100 AAPL limit 150.00", first, "2s broker fill C 40 at 150.00 exec E1") == [])
    #expect(codes("1s broker fill A 60 at 150.00 exec none", "2s broker fill A 40 at 150.00 exec none") == [])
  }

  @Test("Two orders have one client order id only if the file says so")
  func keys() {
    #expect(codes("1s trader place B buy 1 AAPL limit 150.00 key A") == [.nameTaken])
    #expect(codes("1s trader place B buy 1 AAPL limit 150.00 key A again") == [])
    #expect(codes("1s trader place B buy 1 AAPL limit 150.00 key K again") == [.unknownKey])
    let first = "1s trader place B buy 1 AAPL limit 150.00 key K"
    #expect(codes(first, "2s trader place C buy 1 AAPL limit 150.00 key K") == [.nameTaken])
    #expect(codes(first, "2s trader place K buy 1 AAPL limit 150.00") == [.nameTaken])
    #expect(codes(first, "2s trader place C buy 1 AAPL limit 150.00 key C") == [])
    let views = "  local order Z buy 5 AAPL limit 150.00 key K\n  broker order Z buy 5 AAPL limit 150.00 key K filled 2"
    #expect(codes(setup: views) == [])
  }

  @Test("The average price of a position is not below zero; no tick binds it, and 0 says that none is known")
  func averagePrices() {
    #expect(codes(setup: "  both position AAPL 5 at -1.00") == [.illegalPrice])
    #expect(codes(setup: "  both position AAPL 5 at 150.0061") == [])
    #expect(codes(setup: "  broker position AAPL 5 at 0") == [])
  }

  @Test("`rest` on a line that waits for an event or mark says nothing about other lines")
  func deferredRest() {
    let mark = "1s mark @x"
    #expect(codes(mark, "@x broker fill A rest at 150.00", "2s broker fill A 40 at 150.00") == [])
    #expect(codes(mark, "@x broker fill A rest at 150.00", "+1s broker fill A rest at 150.00") == [])
    #expect(codes(mark, "2s broker fill A rest at 150.00", "@x broker fill A 40 at 150.00") == [])
    #expect(codes(mark, "@x broker fill A 61 at 150.00", "2s broker fill A 40 at 150.00") == [.overfill])
  }

  @Test("A line may miss unless it is a check or a mark at a plain time")
  func mayMiss() {
    #expect(
      codes("1s broker fill A 1 at 150.00 may-miss", "1s engine crash may-miss as @x", "@x mark @y may-miss") == [])
    #expect(codes("1s expect converged may-miss") == [.unknownWord])
    #expect(codes("1s mark @x may-miss") == [.tooMuch])
  }

  @Test("A replace raises what may be filled, and never lowers it, since it can be lost on the way")
  func replaces() {
    #expect(codes("1s trader replace A qty 120", "2s broker fill A 120 at 150.00") == [])
    #expect(codes("1s trader replace A qty 80", "2s broker fill A 100 at 150.00") == [])
    #expect(codes("1s trader replace A qty 120", "2s broker fill A 121 at 150.00") == [.overfill])
  }

  @Test("An order of the setup counts with what is filled of it")
  func setupOrders() {
    let setup = "  both order S buy 10 AAPL limit 150.00 filled 4"
    #expect(codes("1s broker fill S 6 at 150.00", setup: setup) == [])
    #expect(codes("1s broker fill S 7 at 150.00", setup: setup) == [.overfill])
  }

  @Test("An order that ended at the broker is not filled, unless the broker misbehaves or the time is not known")
  func ends() {
    let fill = "2s broker fill A rest at 150.00"
    let rejection = "1s broker reject A \"no\""
    #expect(codes(rejection, fill) == [.orderEnded])
    #expect(codes(rejection, "2s broker fill A 5 at 150.00", fill, "3s broker cancel A") == [.orderEnded])
    #expect(codes(rejection, "2s broker fill A 5 overfill at 150.00") == [])
    // A fill may race with a cancel or an expiry and come second.
    for end in ["1s broker cancel A", "1s broker expire A"] {
      #expect(codes(end, fill) == [])
      #expect(codes(end, "2s broker fill A 101 at 150.00") == [.overfill])
      #expect(codes(end, "2s broker fill A 5 at 150.00", fill, "3s broker cancel A") == [.orderEnded])
    }
    for end in ["1s broker cancel A", "1s broker expire A", rejection] {
      #expect(codes(end, "2s broker cancel A", "3s broker expire A") == [.orderEnded])
    }
    #expect(codes("1s trader cancel A", fill) == [])
    #expect(codes("on order.timeout then broker reject A \"no\"", fill) == [])
    #expect(codes("1s broker reject A \"no\" as @x", "@x broker fill A rest at 150.00") == [])
  }

  @Test("A line that waits for an event or a mark may stand above the order that it is about")
  func deferred() {
    #expect(codes("on order.sent order=B then trader cancel B", "1s trader place B buy 1 AAPL market") == [])
    #expect(codes("0s trader cancel B", "1s trader place B buy 1 AAPL market") == [.unknownOrder])
    #expect(codes("0s net drop stream ack of B", "1s trader place B buy 1 AAPL market") == [])
    #expect(codes("0s engine crash at send.after of E1", "1s broker fill A 1 at 150.00") == [])
  }

  @Test("Times may stand still and follow marks, but not go back")
  func times() {
    #expect(codes("0s net cut", "0s net heal") == [])
    #expect(codes("5s net cut", "+1s net heal", "5s net cut") == [.timeGoesBack])
    #expect(codes("5s net cut as @x", "@x+50s net heal", "+1s net cut", "6s net heal") == [])
    #expect(codes("5s..9s net cut", "6s net heal") == [])
    #expect(codes("5s..9s net cut", "+1s net heal", "5s net cut") == [])
    #expect(codes("10s net cut", "5s net heal", "7s net cut") == [.timeGoesBack])
    #expect(codes("60s net cut") == [])
    #expect(codes("59s net cut", "+2s net heal") == [.afterEnd])
  }

  @Test("Ticks and lots come from the instrument line, wherever it stands")
  func steps() {
    let setup = "  instrument AAPL tick 0.005 lot 0.1"
    #expect(codes("1s broker fill A 0.5 at 150.005", setup: setup) == [])
    #expect(codes("1s broker fill A 0.55 at 150.001", setup: setup) == [.illegalQuantity, .illegalPrice])
    #expect(codes("1s trader replace A qty 0.5 limit 1.001") == [.illegalQuantity, .illegalPrice])
    #expect(codes("1s broker adjust position AAPL -10") == [])
    #expect(codes("1s broker adjust position AAPL 0.5") == [.illegalQuantity])
    #expect(codes("1s broker adjust position AAPL 5 at 150.0061", "2s broker adjust position AAPL 5 at 0") == [])
    #expect(codes("1s broker adjust position AAPL 5 at -1.00") == [.illegalPrice])
  }

  @Test("Neighbours of a wrong price or quantity are written like the step")
  func neighbours() {
    let text = """
      scenario "n"
      setup
        market AAPL 149.00 151.00
        instrument AAPL tick 0.05 lot 10
      timeline
        0s trader place A buy 105 AAPL limit 150.01
        0s trader place B buy 5 AAPL limit 0.01
      finally
        expect converged
      """
    #expect(
      Samples.parse(text).diagnostics.map(\.label) == [
        "the lot is 10; nearest quantities: 100 and 110", "the tick is 0.05; nearest prices: 150.00 and 150.05",
        "the lot is 10; nearest quantities: 10", "the tick is 0.05; nearest prices: 0.05",
      ])
  }

  @Test("Currencies come from cash, from instruments, and USD from instruments that say nothing")
  func currencies() {
    #expect(codes(finally: "expect balance USD = 1") == [])
    #expect(codes(finally: "expect balance EUR = 1") == [.unknownCurrency])
    #expect(codes(setup: "  both cash EUR 1.00", finally: "expect balance EUR = 1") == [])
    let euro = "  instrument AAPL currency EUR"
    #expect(codes(setup: euro, finally: "expect balance EUR = 1") == [])
    #expect(codes(setup: euro, finally: "expect balance USD = 1") == [.unknownCurrency])
  }

  @Test("A line that cannot be read brings no further errors about its names")
  func cascades() {
    #expect(
      codes(
        "1s trader place B by 10 AAPL market as @b", "2s broker fill B 5 at 150.00", "@b trader cancel B",
        finally: "expect order B = partial") == [.unknownWord])
    #expect(codes("1s trader; place B buy 10 AAPL market", "2s trader cancel B") == [.unreadableCharacter])
    #expect(
      codes("2s trader cancel A", setup: "  market MSFT 1.oo 2.00", finally: "expect position MSFT = 0").count == 1)
  }

  @Test("A cut without an end cannot be followed by a run that converges")
  func cuts() {
    let converged = "expect converged"
    #expect(codes("1s net cut", finally: converged) == [.cutNeverHealed])
    #expect(codes("1s net cut", "2s net heal", "3s net cut", finally: converged) == [.cutNeverHealed])
    #expect(codes("1s net cut", "2s net heal", finally: converged) == [])
    #expect(codes("1s net cut for 5s", finally: converged) == [])
    #expect(codes("1s net drop stream fill", finally: converged) == [])
    #expect(codes("1s net cut", finally: "expect engine = degraded") == [])
  }

  @Test("Captures are counted in each check by itself")
  func captures() {
    let twice = "log in-order\n    | order.filled order=$o\n    | order.updated order=$o"
    #expect(codes(finally: twice) == [])
    #expect(
      codes(finally: "log has order.filled order=$o\n  log has order.updated order=$o")
        == [.captureUsedOnce, .captureUsedOnce])
    #expect(codes("on order.sent order=$o then net cut") == [.wrongValue])
  }

  @Test("Invariants come from the caller")
  func invariants() {
    let text = "scenario \"i\"\ntimeline\n  0s net cut\nalways\n  invariant exec-onc\n  never diverged\n"
    let source = SourceFile(path: "i", text: text)
    #expect(
      ScenarioParser.parse(source, invariants: ["exec-once"]).diagnostics.first?.label == "did you mean `exec-once`?")
    #expect(ScenarioParser.parse(source).diagnostics == [])
  }

  @Test("Warnings wait until there is no error")
  func warnings() {
    let text = "scenario \"w\"\ntimeline\n  0s net cut\n"
    #expect(Samples.parse(text).diagnostics.map(\.code) == [.noCheck])
    #expect(Samples.parse(text).cases.count == 1)
    #expect(Samples.parse(text.replacing("cut", with: "cat")).diagnostics.map(\.code) == [.unknownWord])
  }
}
