import ScenarioLanguage
import Testing

/// The measure of a closed vocabulary: the one-letter typos that a file keeps to itself.
@Suite("Typos")
struct TypoTests {
  /// A valid file in which every kind of line and of check stands once.
  static let file = """
    scenario "typos"
      tags   ci
      mode   live
      broker scripted
      ends   20m
    engine
      order-interval 5s
      reconcile-on   startup, reconnect
    setup
      both   cash USD 100000.00
      local  checkpoint seq 41
      market AAPL 149.99 150.01
      both   order Y buy 10 AAPL limit 150.00 accepted
      instrument AAPL tick 0.01 currency USD
    timeline
      0s     trader place A buy 100 AAPL limit 150.00 tif gtc key K1
      1s     net    drop stream fill of A next 1
      1s     engine crash at publish.before of E1 down 250ms
      2s     broker fill A 40 at 150.00 exec E1 as @filled
      3s     broker snapshot stale by 60s until @filled
      3s     store  fail enospc for 2s may-miss
      @filled+4s expect converged within 10s for rest
      on order.timeout order=A nth 2 then +200ms operator reconcile
      5m     expect local order A status=partial filled=40
      5m     expect engine = ready
      5m     expect discrepancies open = 0
    always
      never broker orders key=K1 > 1
      invariant exec-once
    finally
      expect position AAPL = 40 at 150.00
      expect balance USD = 84999.00
      expect checkpoint seq > 41
      log never order.sent after @filled
      log count fill.applied exec=E1 source=poll = 1
      log in-order
        | reconcile.started reason=reconnect
        | not order.rejected reason=refused-by-broker
        | reconciliation.discrepancy id=$d kind=missing-order
        | next reconciliation.resolved id=$d by=auto
      log golden fill.* reconcile.finished

    """

  /// Every file with one letter left out or replaced by the next one of the alphabet, outside of texts.
  private func typos() -> [(text: String, typo: String)] {
    var typos: [(text: String, typo: String)] = []
    let lines = TypoTests.file.split(separator: "\n", omittingEmptySubsequences: false).map(Array.init)
    for (row, line) in lines.enumerated() {
      var isQuoted = false
      for (column, letter) in line.enumerated() {
        if letter == "\"" { isQuoted.toggle() }
        guard !isQuoted, letter.isLetter, let value = letter.asciiValue else { continue }
        let next = letter == "z" ? "a" : letter == "Z" ? "A" : String(UnicodeScalar(value + 1))
        for replacement in ["", next] {
          var changed = line
          changed.replaceSubrange(column...column, with: replacement)
          var file = lines
          file[row] = changed
          let text = file.map { String($0) }.joined(separator: "\n")
          typos.append((text, "\(row + 1): \(String(changed).drop { $0 == " " })"))
        }
      }
    }
    return typos
  }

  @Test("No typo in a check is accepted; the accepted ones are tags, units of time and new names")
  func silent() {
    #expect(Samples.messages(TypoTests.file) == "")
    let typos = typos()
    let silent = typos.filter { Samples.parse($0.text).diagnostics.isEmpty }.map(\.typo)
    #expect(typos.count == 1798)
    #expect(
      silent == [
        // Tags are free words.
        "2: tags   i", "2: tags   di", "2: tags   c", "2: tags   cj",
        // An order that nothing else names has any name.
        "13: both   order Z buy 10 AAPL limit 150.00 accepted",
        // One unit of time for another.
        "18: 1s     engine crash at publish.before of E1 down 250s",
        "18: 1s     engine crash at publish.before of E1 down 250ns",
        "18: 1s     engine crash at publish.before of E1 down 250m",
        "23: on order.timeout order=A nth 2 then +200s operator reconcile",
        "23: on order.timeout order=A nth 2 then +200ns operator reconcile",
        "23: on order.timeout order=A nth 2 then +200m operator reconcile",
      ])
  }
}
