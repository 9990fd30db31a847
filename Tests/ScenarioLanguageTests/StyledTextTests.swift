import ScenarioLanguage
import Testing

/// Text that is safe to show.
@Suite("Styled text")
struct StyledTextTests {
  @Test("Literals are ours, everything else is made harmless")
  func interpolation() {
    let foreign = "a\u{1B}[31m\nb"
    let text: StyledText = "\(.red("x")) \(foreign) \(foreign.dropFirst()) \(7)\n"
    #expect(text.rendered(isColored: false) == "x a\u{FFFD}[31m\u{FFFD}b \u{FFFD}[31m\u{FFFD}b 7\n")
    #expect(text.rendered(isColored: true).hasPrefix("\u{1B}[31mx\u{1B}[0m a\u{FFFD}[31m"))
    #expect(StyledText(lines: "a\n\u{7}\n").description == "a\n\u{FFFD}\n")
  }

  @Test(
    "Every control, format and separator character is harmful",
    arguments: [
      0x00, 0x09, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xAD, 0x61C, 0x200B, 0x200E, 0x202E, 0x2028, 0x2029, 0x2066, 0xFEFF,
      0xE0041, 0xFFFE,
    ])
  func harmful(_ value: UInt32) throws {
    #expect(StyledText.isHarmful(try #require(Unicode.Scalar(value))))
  }

  @Test("Letters, emoji and the joiners inside words stay", arguments: ["é", "日本", "👩‍👩‍👧", "می‌خواهم", "a b~"])
  func harmless(_ text: String) {
    #expect(StyledText(text).description == text)
  }

  @Test("Records keep tabs and line ends, and lose what is harmful")
  func records() {
    func harmless(_ text: String) -> String {
      String(decoding: StyledText.harmless(records: Array(text.utf8)), as: UTF8.self)
    }
    #expect(harmless("a,\u{1B}[31m,é\t\u{202E}\r\n\u{9B}\n") == "a,\u{FFFD}[31m,é\t\u{FFFD}\r\n\u{FFFD}\n")
    for text in ["", "a\tb\r\n", "é 日本 👩‍👩‍👧\n"] { #expect(harmless(text) == text) }
  }

  @Test("What is absurdly long loses its middle")
  func cut() {
    let text = String(repeating: "a", count: 1000) + "end"
    #expect(
      StyledText(text, limit: 40).description == "\(String(repeating: "a", count: 30)) ... aaaaaaaend (1003 characters)"
    )
    #expect(StyledText(text).description == text)
  }

  @Test("A long line is cut around each place, with its caret below")
  func window() throws {
    let line = String(repeating: "é", count: 400) + "WRONG" + String(repeating: "z", count: 400)
    let renderer = DiagnosticRenderer(SourceFile(path: "x", text: line))
    let text = renderer.render(
      head: "error", message: "m", path: "x", primary: .init(SourceSpan(line: 1, column: 401, length: 5), "here"),
      secondary: [.init(SourceSpan(line: 1, column: 1, length: 900), "all")], notes: [])
    let lines = text.description.split(separator: "\n").map(String.init)
    #expect(lines[3] == "1 | ...\(String(repeating: "é", count: 60))WRONG\(String(repeating: "z", count: 60))...")
    #expect(lines[4] == "  | \(String(repeating: " ", count: 63))^^^^^ here")
    #expect(lines[5] == "1 | \(String(repeating: "é", count: 120))...")
    #expect(lines[6] == "  | \(String(repeating: "-", count: 120)) all")
  }

  @Test(
    "A caret stands below its place after characters of any width",
    arguments: [
      ("日本", 4), ("Ａ", 2), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｱ", 1), ("é", 1), ("e\u{301}", 1), ("🙂", 2),
      ("👩‍👩‍👧", 2), ("🇯🇵", 2), ("👍🏽", 2), ("☂\u{FE0F}", 2), ("☂", 1), ("№", 1), ("Ж", 1), ("\t", 1),
    ])
  func wideCharacters(before: String, columns: Int) throws {
    let span = SourceSpan(line: 1, column: before.count + 1, length: 6)
    let text = DiagnosticRenderer(SourceFile(path: "x", text: "\(before)WRONG日z")).render(
      head: "error", message: "m", path: "x", primary: .init(span, "here"), notes: [])
    let lines = text.description.split(separator: "\n").map(String.init)
    #expect(lines[1] == " --> x:1:\(before.count + 1)", "columns are counted in characters")
    #expect(lines[4] == "  | \(String(repeating: " ", count: columns))^^^^^^^ here")
  }
}
