import ScenarioLanguage
import Testing

/// Lines with `every 2s for 5m`, and numbers within names.
@Suite("Repeated lines")
struct RepetitionTests {
  private func text(_ timeline: String..., header: String = "") -> String {
    """
    scenario "c"
      ends 60s
    \(header)
    setup
      both cash USD 1000
      market F 9.99 10.01

    timeline
    \(timeline.map { "  \($0)" }.joined(separator: "\n"))

    finally
      expect converged

    """
  }

  private func lines(_ timeline: String...) -> [String] {
    let file = Samples.parse(
      text(timeline.joined(separator: "\n  ")))
    #expect(file.diagnostics.map(\.message) == [])
    return file.cases.first?.timeline.map { "\($0.isRepeated ? "* " : "")\($0.text)" } ?? []
  }

  private func messages(_ timeline: String..., header: String = "") -> [String] {
    Samples.parse(text(timeline.joined(separator: "\n  "), header: header)).diagnostics.map {
      "\($0.code.rawValue) \($0.message): \($0.label)"
    }
  }

  @Test("A line stands for each of its times, of which the end is none, and its number for the names of each")
  func times() {
    #expect(
      lines("10s every 2s for 6s trader place A<n> buy 1 F market", "11s broker fill A2 1 at 10.00") == [
        "10s trader place A1 buy 1 F market", "* 12s trader place A2 buy 1 F market",
        "* 14s trader place A3 buy 1 F market", "11s broker fill A2 1 at 10.00 exec E1",
      ])
    #expect(
      lines("1s every 2s for 4001ms broker trade F buy 1 at 10.00 note \"number <n>\"") == [
        "1s broker trade F buy 1 at 10.00 note \"number 1\"", "* 3s broker trade F buy 1 at 10.00 note \"number 2\"",
        "* 5s broker trade F buy 1 at 10.00 note \"number 3\"",
      ])
  }

  @Test("Each form of time is repeated, and a line below counts from the last of them")
  func forms() {
    #expect(
      lines("1s mark @a", "+1s every 1s for 2s broker trade F buy 1 at 10.00", "+5s broker trade F buy 2 at 10.00") == [
        "1s mark @a", "+1s broker trade F buy 1 at 10.00", "* +1s broker trade F buy 1 at 10.00",
        "+5s broker trade F buy 2 at 10.00",
      ])
    #expect(
      lines(
        "1s mark @a", "@a+1s every 1s for 2s broker trade F buy 1 at 10.00",
        "2s..3s every 4s for 5s broker trade F buy 1 at 10.00",
        "on stream.lost nth 2 then +1s every 250ms for 500ms broker trade F buy 1 at 10.00 may-miss") == [
          "1s mark @a", "@a+1s broker trade F buy 1 at 10.00", "* @a+2s broker trade F buy 1 at 10.00",
          "2s..3s broker trade F buy 1 at 10.00", "* 6s..7s broker trade F buy 1 at 10.00",
          "on stream.lost nth 2 then +1s broker trade F buy 1 at 10.00",
          "* on stream.lost nth 2 then +1s250ms broker trade F buy 1 at 10.00",
        ])
  }

  @Test("A line that is repeated goes on beside the lines below, which never go back behind its first time")
  func beside() {
    let stream = "10s every 5s for 20s broker trade F buy 1 at 10.00"
    #expect(messages(stream, "12s broker trade F sell 1 at 10.00") == [])
    #expect(
      messages("2s..3s every 5s for 20s broker trade F buy 1 at 10.00", "4s broker trade F sell 1 at 10.00") == [])
    #expect(messages("5s mark @a", "+1s every 5s for 20s broker trade F buy 1 at 10.00", "7s mark @b") == [])
    #expect(
      messages(stream, "9s broker trade F sell 1 at 10.00")
        .map { String($0.prefix(50)) } == ["E206 the timeline goes back in time: this is befor"])
  }

  @Test(
    "What cannot be repeated, or not so",
    arguments: [
      (
        "start every 1s for 5s broker trade F buy 1 at 10.00",
        "E117 before the start there is one instant alone: remove this, or write a time"
      ),
      (
        "1s every 5s for 5s broker trade F buy 1 at 10.00",
        "E117 the line happens once: the next time is 5s later, and 5s is not more: write a longer time behind `for`, or remove this"
      ),
      (
        "1s every 1ns for 1h broker trade F buy 1 at 10.00",
        "E117 the line happens 3600000000000 times, and a timeline may have 10000 lines: write a longer time behind `every`, or a shorter one behind `for`"
      ),
      (
        "1s every 0s for 1h broker trade F buy 1 at 10.00",
        "E105 the time between repetitions is above zero: write a longer time"
      ),
      (
        "1s every 2s for 0s broker trade F buy 1 at 10.00",
        "E105 how long a line is repeated is above zero: write a longer time"
      ),
      ("1s every 2s broker trade F buy 1 at 10.00", "E102 `broker` stands where `for` is needed: write `for`"),
      ("every 2s for 5s broker trade F buy 1 at 10.00", "E117 `every` is not a time: the first column says when"),
      ("1s every 40s for 90s mark @m<n>", "E209 the line is repeated after the end of the run: the run ends at 1m"),
      (
        "1s every 2s for 5s trader place A buy 1 F market",
        "E203 each repetition makes another order `A`: write `A<n>`"
      ),
      ("1s every 2s for 5s mark @m", "E203 each repetition makes another mark `@m`: write `@m<n>`"),
      (
        "1s every 2s for 5s trader plac A<n> buy 1 F market",
        "E102 `plac` is not something the trader can do: did you mean `place`?"
      ),
      ("1s trader place A<n> buy 1 F market", "E302 there is no parameter `n`: not one of the parameters"),
    ])
  func refused(line: String, message: String) {
    #expect(messages(line) == [message])
  }

  @Test("An execution with one name is refused, and what a wrong line would have made is not missed")
  func executions() {
    #expect(
      messages("1s trader place A buy 9 F market", "2s every 2s for 5s broker fill A 1 at 10.00 exec E")
        == ["E203 each repetition makes another execution `E`: write `E<n>`"])
    #expect(
      messages("1s every 2s for 5s trader plac A<n> buy 1 F market", "9s trader cancel A3").count == 1)
    #expect(
      messages("1s every 2s for 5s trader plac A<n> buy 1 F market", "9s trader cancel B3").map { $0.prefix(4) }
        == ["E102", "E201"])
  }

  @Test("The timeline is bounded for all lines together, and for all cases of a file")
  func bounds() {
    let many = "1s every 1ms for 6s broker trade F buy 1 at 10.00"
    #expect(messages(many) == [])
    #expect(
      messages(many, many) == [
        "E117 the line happens 6000 times, and a timeline may have 10000 lines: "
          + "write a longer time behind `every`, or a shorter one behind `for`"
      ])
    let values = (1...200).map(String.init).joined(separator: ", ")
    #expect(
      messages(many, "2s mark @x<k>", header: "  each k in \(values)") == [
        "E117 the line happens 6000 times, and a timeline may have 5000 lines: "
          + "write a longer time behind `every`, or a shorter one behind `for`"
      ])
  }

  @Test("A parameter within a name or a mark is filled in, as long as one name comes of it")
  func names() {
    let file = Samples.parse(
      text(
        "1s trader place A<k>X buy 1 F market as @m<k>", "@m<k>+1s trader cancel A<k>X", header: "  each k in 1, b-c"))
    #expect(file.diagnostics.map(\.message) == [])
    #expect(
      file.cases.map { $0.timeline.map(\.text) } == [
        ["1s trader place A1X buy 1 F market", "@m1+1s trader cancel A1X"],
        ["1s trader place Ab-cX buy 1 F market", "@mb-c+1s trader cancel Ab-cX"],
      ])
    let line = "1s trader place A<k> buy 1 F market"
    let label = "a value within a name has letters, digits, `.`, `-`, `_` and `/` alone"
    #expect(messages(line, header: "  each k in \"x y\", 2") == ["E101 `Ax y` is not one name: \(label)"])
    #expect(messages(line, header: "  each k in 1.5, +2") == ["E101 `A+ 2` is not one name: \(label)"])
    #expect(
      messages("1s trader place <k> buy <j> F market", header: "  each j in 1, 2\n  each k in A<j>, B")
        == ["E303 the value `A<j>` has a parameter of its own: `<j>` is not filled in within a value"])
  }

  @Test("The one layout keeps a repeated line as it is, beside the columns")
  func layout() {
    let written = text(
      "10s   every 2s   for 6s   broker trade F buy 1 at 10.00", "9s   broker trade  F sell 1 at 10.00")
    #expect(
      ScenarioFormatter.format(written).contains(
        """
        timeline
          10s every 2s for 6s broker trade F buy 1 at 10.00
          9s  broker trade F sell 1 at 10.00

        """))
  }
}
