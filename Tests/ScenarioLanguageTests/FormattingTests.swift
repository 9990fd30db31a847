import ScenarioLanguage
import Testing

/// What `trueup fmt` makes of a text.
@Suite("Formatting")
struct FormattingTests {
  @Test("What is printed is laid out already")
  func printed() throws {
    let scenario = try #require(Samples.parse(Samples.everything).cases.first)
    let printed = ScenarioPrinter.print(scenario)
    #expect(ScenarioFormatter.format(printed) == printed)
  }

  @Test("Words stay, the layout is the printer's, and a second time changes nothing")
  func everything() throws {
    let formatted = ScenarioFormatter.format(Samples.everything)
    let (old, new) = (Samples.parse(Samples.everything), Samples.parse(formatted))
    #expect(new.cases.map(ScenarioPrinter.print) == old.cases.map(ScenarioPrinter.print))
    #expect(ScenarioFormatter.format(formatted) == formatted)
    let words = { (text: String) in text.split { $0 == " " || $0 == "\n" || $0 == "," } }
    #expect(words(formatted) == words(Samples.everything))
  }

  @Test("A line that is a parameter and no more has no blanks at its end")
  func loneParameter() {
    let text = """
      scenario "a"

      timeline
        1s   <act>
        <line>
        10s  broker cancel A

      """
    #expect(ScenarioFormatter.format(text) == text)
  }

  @Test("Columns, comments, blocks, rows and blank lines")
  func layout() {
    let text = """
      #   above
      scenario   "a  #b"   # title
        tags a,b ,  c


        each  x in  p,q

      engine
      # of the engine
        order-interval   5s # short
        request-timeout  2s   #   long
        # not yet: max-retries 3
      setup
        both cash USD  1.00
        instrument S1 lot 1
      # about the timeline
      timeline

        1s trader place A   buy 1 S1 limit "x  y"
        @heal +1s   operator   halt
        on order.filled   order=A  then + 2s net heal
        5s .. 10s net  cut   # here

        12s broker fill A 1 at 1.00

      always
        never   alerts > 1
      finally
        log golden   no-times  order.*
        |  literal   text  # no comment
            |
        log in-order
          # in the block
          | next   order.sent order=A   # sent
          |  fill.applied
          | order.filled    exec=E1
          | reconciliation.discrepancy-is-long order=A
      examples
        |x|name |
          |  a # b|ein Wort|  # row
        | 漢字 | y |



      """
    let expected = """
      #   above
      scenario "a  #b"  # title
        tags a, b, c

        each x in p, q

      engine
        # of the engine
        order-interval  5s  # short
        request-timeout 2s  #   long
        # not yet: max-retries 3

      setup
        both       cash USD 1.00
        instrument S1 lot 1

      # about the timeline
      timeline
        1s        trader place A buy 1 S1 limit "x  y"
        @heal+1s  operator halt
        on order.filled order=A then +2s net heal
        5s..10s   net    cut  # here

        12s       broker fill A 1 at 1.00

      always
        never alerts > 1

      finally
        log golden no-times order.*
          |  literal   text  # no comment
          |
        log in-order
          # in the block
          | next order.sent order=A  # sent
          | fill.applied
          | order.filled    exec=E1
          | reconciliation.discrepancy-is-long order=A

      examples
        | x     | name     |
        | a # b | ein Wort |  # row
        | 漢字  | y        |

      """
    #expect(ScenarioFormatter.format(text) == expected)
    #expect(ScenarioFormatter.format(expected) == expected)
    #expect(ScenarioFormatter.format(text.replacing("\n", with: "\r\n")) == expected)
    #expect(ScenarioFormatter.format("\u{FEFF}" + text) == expected)
  }

  @Test("An empty text stays empty, and comments alone stay")
  func small() {
    #expect(ScenarioFormatter.format("") == "")
    #expect(ScenarioFormatter.format("\n\n") == "")
    #expect(ScenarioFormatter.format("  # only this") == "  # only this\n")
  }
}
