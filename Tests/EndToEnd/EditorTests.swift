import Foundation
import Testing

/// `trueup lsp` as an editor speaks to it, and the grammar for its colours.
@Suite struct EditorTests {
  let workspace: Workspace

  init() throws {
    workspace = try Workspace()
  }

  private static let text = Samples.fill().replacing("exec E1", with: "exec E1 as @filled").replacing(
    "\nfinally", with: "  @filled  expect converged within 5s\n\nfinally")

  /// Sends messages, each with an id where it has one, and gives back what came.
  private func talk(_ messages: [[String: Any]]) throws -> (status: Int32, answers: [[String: Any]]) {
    var input = Data()
    for message in messages {
      let body = try JSONSerialization.data(
        withJSONObject: message.merging(["jsonrpc": "2.0"]) { first, _ in first })
      input += Data("Content-Length: \(body.count)\r\n\r\n".utf8) + body
    }
    try workspace.write("input", input)
    let result = try Trueup.shell("exec \"$0\" lsp <input", in: workspace)
    var answers: [[String: Any]] = []
    var rest = Data(result.output.utf8)
    while let end = rest.range(of: Data("\r\n\r\n".utf8)) {
      let head = String(decoding: rest[rest.startIndex..<end.lowerBound], as: UTF8.self)
      let length = try #require(Int(head.split(separator: " ").last ?? ""))
      let body = rest[end.upperBound..<end.upperBound + length]
      answers.append(try #require(try JSONSerialization.jsonObject(with: body) as? [String: Any]))
      rest = Data(rest[(end.upperBound + length)...])
    }
    #expect(rest.isEmpty)
    return (result.status, answers)
  }

  private let uri = "file:///x/a.scenario"

  private func open(_ text: String) -> [[String: Any]] {
    [
      ["id": 1, "method": "initialize", "params": ["capabilities": [:]]], ["method": "initialized", "params": [:]],
      [
        "method": "textDocument/didOpen",
        "params": ["textDocument": ["uri": uri, "languageId": "trueup", "version": 1, "text": text]],
      ],
    ]
  }

  private let end: [[String: Any]] = [["id": 99, "method": "shutdown"], ["method": "exit"]]

  /// Asks at the place of the mark `|` in a text, and gives the result.
  private func ask(_ method: String, _ marked: String) throws -> Any? {
    let before = try #require(marked.split(separator: "|", maxSplits: 1, omittingEmptySubsequences: false).first)
    let lines = before.split(separator: "\n", omittingEmptySubsequences: false)
    let position = ["line": lines.count - 1, "character": lines.last?.utf16.count ?? 0]
    let question: [String: Any] = [
      "id": 2, "method": "textDocument/\(method)", "params": ["textDocument": ["uri": uri], "position": position],
    ]
    let (status, answers) = try talk(open(marked.replacing("|", with: "", maxReplacements: 1)) + [question] + end)
    #expect(status == 0)
    return answers.first { $0["id"] as? Int == 2 }?["result"]
  }

  private func labels(_ marked: String) throws -> [String] {
    (try ask("completion", marked) as? [[String: Any]] ?? []).compactMap { $0["label"] as? String }
  }

  @Test("What an editor shows of a file hides nothing and turns no writing round")
  func hostileText() throws {
    let text = Samples.fill().replacing("broker fill", with: "broker fi\u{202E}l\u{1B}[31m\u{200B}")
    let (_, answers) = try talk(open(text) + end)
    let told = answers.flatMap { ($0["params"] as? [String: Any])?["diagnostics"] as? [[String: Any]] ?? [] }
    let messages = told.compactMap { $0["message"] as? String }
    #expect(messages.contains { $0.hasPrefix("a character cannot be read") || $0.contains("means nothing here") })
    for scalar in messages.joined().unicodeScalars where scalar != "\n" {
      #expect(scalar.value >= 0x20 && ![0x7F, 0x200B, 0x202E].contains(scalar.value), "\(scalar.value)")
    }
  }

  @Test func startAndEnd() throws {
    let (status, answers) = try talk(open(EditorTests.text) + end)
    #expect(status == 0)
    let capabilities = (answers[0]["result"] as? [String: Any])?["capabilities"] as? [String: Any]
    #expect(capabilities?["hoverProvider"] as? Bool == true)
    #expect(capabilities?["textDocumentSync"] as? Int == 1)
    // A file without errors is told to have none.
    #expect(((answers[1]["params"] as? [String: Any])?["diagnostics"] as? [Any])?.isEmpty == true)
    #expect(answers[2]["id"] as? Int == 99 && answers[2]["result"] is NSNull)
    #expect(try talk(Array(open(EditorTests.text))).status == 1)
  }

  @Test func diagnostics() throws {
    // A pair of surrogates before the place counts twice, as editors count.
    let text = Samples.misspelt.replacing("A fill arrives", with: "A 😀 fill").replacing("exec E1", with: "exec E1 # 😀")
    let (_, answers) = try talk(open(text) + end)
    let found = try #require((answers[1]["params"] as? [String: Any])?["diagnostics"] as? [[String: Any]])
    #expect(found.count == 1)
    #expect(found[0]["code"] as? String == "E102")
    #expect((found[0]["message"] as? String)?.contains("did you mean `fill`?") == true)
    let range = try #require(found[0]["range"] as? [String: [String: Int]])
    #expect(range["start"] == ["line": 10, "character": 16] && range["end"] == ["line": 10, "character": 19])
  }

  @Test func completion() throws {
    #expect(
      try labels(EditorTests.text.replacing("2s     broker fill", with: "1s net |\n  2s     broker fill")) == [
        "cut", "heal", "drop", "delay", "duplicate", "reorder", "burst", "fail", "falsify",
      ])
    #expect(
      try labels(EditorTests.text.replacing("2s     broker fill", with: "1s net drop str|\n  2s     broker fill")) == [
        "requests", "responses", "stream",
      ])
    #expect(try labels(EditorTests.text.replacing("broker fill A", with: "broker fill |A")).contains("A"))
    #expect(try labels(EditorTests.text.replacing("@filled  expect", with: "@|  expect")) == ["@filled"])
    let events = try labels(EditorTests.text + "  log has |\n")
    #expect(events.contains("order.filled") && events.contains("message.lost"))
    #expect(try labels("engine\n  |\n").isEmpty == false)
  }

  @Test func hover() throws {
    let value = try ask("hover", EditorTests.text.replacing("broker fill A", with: "broker fi|ll A")) as? [String: Any]
    let page = (value?["contents"] as? [String: Any])?["value"] as? String ?? ""
    #expect(page.hasPrefix("broker fill: ") && page.contains("example  1s broker fill"))
    #expect(try ask("hover", EditorTests.text.replacing("\nsetup", with: "|\nsetup")) is NSNull)
  }

  @Test func definitions() throws {
    func line(_ marked: String) throws -> Int? {
      let range = (try ask("definition", marked) as? [String: Any])?["range"] as? [String: [String: Int]]
      return range?["start"]?["line"]
    }
    #expect(try line(EditorTests.text.replacing("fill A 100", with: "fill |A 100")) == 9)
    #expect(try line(EditorTests.text.replacing("@filled  expect", with: "@fil|led  expect")) == 10)
    #expect(try line(EditorTests.text.replacing("= 100", with: "= 100\n  log has order.filled exec=E1")) == nil)
  }

  @Test func formatting() throws {
    let text = EditorTests.text.replacing("0s     trader", with: "0s trader")
    let question: [String: Any] = [
      "id": 2, "method": "textDocument/formatting",
      "params": ["textDocument": ["uri": uri], "options": ["tabSize": 2, "insertSpaces": true]],
    ]
    let (_, answers) = try talk(open(text) + [question] + end)
    let edits = answers.first { $0["id"] as? Int == 2 }?["result"] as? [[String: Any]] ?? []
    try workspace.write("a.scenario", text)
    #expect(try Trueup.run("fmt", "a.scenario", in: workspace).status == 0)
    let expected = try workspace.read("a.scenario")
    #expect(edits.map { $0["newText"] as? String } == [expected])
  }

  @Test func whatIsNoRequestIsAnsweredAndNothingMore() throws {
    let (status, answers) = try talk(
      [["id": "x", "method": "no/such"], ["method": "$/cancelRequest", "params": ["id": 1]]] + end)
    #expect(status == 0)
    #expect(answers[0]["id"] as? String == "x")
    #expect((answers[0]["error"] as? [String: Any])?["code"] as? Int == -32601)
    try workspace.write("bad", "Content-Length: 3\r\n\r\nxyzContent-Length: x\r\n\r\n")
    let result = try Trueup.shell("exec \"$0\" lsp <bad", in: workspace)
    #expect(result.status == 1)
    #expect(result.output.contains("\"code\":-32700"))
  }

  @Test(
    "What is no message of the protocol ends the server, which says so",
    arguments: [
      "hello", "Content-Length: -5\\r\\n\\r\\n{}", "Content-Length: 99999999999\\r\\n\\r\\n{}",
      "Content-Length: 9\\r\\n\\r\\n{}", "Content-Type: x\\r\\n\\r\\n",
    ])
  func broken(_ frame: String) throws {
    let result = try Trueup.shell("printf '\(frame)' | \"$0\" lsp", in: workspace)
    #expect(result.status == 1 && result.output == "")
    #expect(
      result.errors.hasPrefix(
        "error: standard input: what came is no message of the Language Server Protocol\n  = each starts with"))
    let empty = try Trueup.shell("\"$0\" lsp </dev/null", in: workspace)
    #expect(empty.status == 1 && empty.errors == "", "a client that goes away is no error")
  }

  @Test func grammar() throws {
    let result = try Trueup.run("list", "textmate", in: workspace)
    let grammar = try #require(try JSONSerialization.jsonObject(with: Data(result.output.utf8)) as? [String: Any])
    #expect(grammar["scopeName"] as? String == "source.trueup")
    let rules = try #require(grammar["patterns"] as? [[String: String]])
    func scope(_ word: String) throws -> String? {
      try rules.first { rule in
        let pattern = try NSRegularExpression(pattern: rule["match"] ?? "")
        let match = pattern.firstMatch(in: word, range: NSRange(location: 0, length: word.utf16.count))
        return match?.range == NSRange(location: 0, length: word.utf16.count)
      }?["name"]
    }
    #expect(try scope("order.filled") == "support.function.event.trueup")
    #expect(try scope("order-interval") == "support.type.setting.trueup")
    #expect(try scope("broker") == "entity.name.type.actor.trueup")
    #expect(try scope("drop") == "keyword.other.trueup")
    #expect(try scope("every") == "keyword.operator.word.trueup")
    #expect(try scope("1m30s") == "constant.numeric.trueup")
    #expect(try scope("AAPL") == "variable.other.name.trueup")
    #expect(try scope("timeline") == "keyword.control.section.trueup")
    #expect(try scope("zzz") == nil)
    // A field is one by what stands behind it.
    let field = try #require(rules.first { $0["name"] == "variable.parameter.field.trueup" }?["match"])
    let line = "reason=poll by=auto for @x"
    let whole = NSRange(location: 0, length: line.utf16.count)
    #expect(try NSRegularExpression(pattern: field).numberOfMatches(in: line, range: whole) == 2)
  }
}
