extension Reference {
  /// What a scenario is.
  static let introduction = [
    "# The language of scenario files",
    """
    A scenario is one file: how a run starts, what happens in it, and what must be true. `trueup run` runs it against the
    engine in a simulated world, always with the same result to the last byte. `trueup check` reads it without running it and
    says of each mistake where it is and what would be legal.
    """,
    """
    This page is generated from the catalogues of the program (`trueup list reference`), and a test holds it against them:
    what is not here does not exist. `trueup explain WORD` prints one entry with all its values, `trueup list WHAT` one list.
    """,
  ]

  /// A scenario that uses every section; it passes.
  public static let exampleScenario = """
    # Comments start with a hash.
    scenario "A fill that never arrives is found by the next poll"
      about  "The stream loses the message about a fill; the poll asks for executions and books it."
      tags   example, fills
      mode   paper
      seed   7
      broker scripted
      ends   30s

    engine
      order-interval 5s
      reconcile-on   startup, reconnect

    setup
      both   cash USD 100000.00
      market AAPL 149.99 150.01

    timeline
      1s   trader place A buy 100 AAPL limit 150.01
      2s   net    drop stream fill of A next 1 as @lost
      3s   broker fill A 40 at 150.00 exec E1
      4s   expect diverged
      4s   expect local order A = open
      on fill.applied exec=E1 then expect converged within 1s for 5s
      15s  broker fill A rest at 150.01 exec E2
      +1s  expect converged for rest

    always
      never local position AAPL > 100
      invariant exec-once

    finally
      expect order A status=filled filled=100 avg~150.01
      expect position AAPL = 100 at 150.006
      expect balance USD = 84999.40
      log never risk.alert
      log count fill.applied order=A = 2
      log in-order after @lost
        | message.lost kind=fill exec=$e
        | fill.applied exec=$e source=poll
        | order.filled order=A status=filled

    """

  static var example: [String] {
    [
      heading("A complete example"), "```text\n\(exampleScenario)```",
      """
      Sections stand at column 1, in this order: `scenario`, `engine`, `setup`, `timeline`, `always`, `finally`, `examples`.
      Only `scenario` and `timeline` must be there. Lines of a section are indented by two blanks; columns may be aligned.
      """,
    ]
  }

  /// What words, names and values look like.
  static var files: [String] {
    var table = MarkdownTable(columns: ["value", "looks like"])
    table.rows = [
      ["word of the language", "`place`, `order-interval`: lower case"],
      ["name of the user's", "`A`, `E1`, `AAPL`, `BTC/USD`: a capital letter first"],
      ["mark", "`@lost`: an instant that a line names with `as @lost`"],
      ["number", "`100`, `-1.5`, `10_000`: exact, with at most 12 decimals"],
      ["time", "`250ms`, `2s`, `1h30m`: units `ns us ms s m h d`, from large to small"],
      ["text", "`\"no margin\"`: in quotes, with `\\\"`, `\\\\` and `\\n`"],
      ["parameter", "`<lost>`: a value that `each` or `examples` gives, one case for each"],
      ["hole", "`???`: a value that `trueup run --bless` fills in"],
      ["capture", "`$e`: inside one check of the log, what the first line found and the others must repeat"],
    ]
    return [heading("Words and values"), table.text]
  }
}
