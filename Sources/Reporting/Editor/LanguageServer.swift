import ScenarioLanguage

/// The language server: takes messages of the Language Server Protocol and gives those that answer them.
///
/// It reads and writes no files and no pipes: whoever runs it does.
public struct LanguageServer {
  private let version: String
  private var files: [String: EditedFile] = [:]
  /// Whether the client has asked for the end, and whether it has said goodbye.
  public private(set) var isShutDown = false
  /// Whether the server is to end.
  public private(set) var isOver = false

  /// Makes a server.
  public init(version: String) { self.version = version }

  /// Answers a message: each element is the body of one.
  public mutating func receive(_ body: [UInt8]) -> [[UInt8]] {
    guard let message = JSONValue(body) else { return [failure(nil, -32700, "this is not JSON")] }
    let id = message["id"]
    guard let method = message["method"]?.text else {
      return id == nil ? [failure(nil, -32600, "this is no request")] : []
    }
    let parameters = message["params"] ?? .null
    guard let id else { return notice(method, parameters) }
    guard !isShutDown else { return [failure(id, -32600, "the server has been shut down")] }
    switch method {
    case "initialize": return [answer(id) { initialize(&$0) }]
    case "shutdown":
      isShutDown = true
      return [answer(id) { $0.value(nil) }]
    case "textDocument/completion": return [answer(id) { complete(parameters, &$0) }]
    case "textDocument/hover": return [answer(id) { hover(parameters, &$0) }]
    case "textDocument/definition": return [answer(id) { define(parameters, &$0) }]
    case "textDocument/formatting": return [answer(id) { format(parameters, &$0) }]
    default: return [failure(id, -32601, "there is no method \(method)")]
    }
  }

  private mutating func notice(_ method: String, _ parameters: JSONValue) -> [[UInt8]] {
    let document = parameters["textDocument"]
    switch method {
    case "exit": isOver = true
    case "textDocument/didOpen":
      if let uri = document?["uri"]?.text, let text = document?["text"]?.text { return [open(uri, text)] }
    case "textDocument/didChange":
      if let uri = document?["uri"]?.text, let text = parameters["contentChanges"]?.elements.last?["text"]?.text {
        return [open(uri, text)]
      }
    case "textDocument/didClose":
      if let uri = document?["uri"]?.text {
        files[uri] = nil
        return [diagnose(uri, [], nil)]
      }
    default: break
    }
    return []
  }

  private mutating func open(_ uri: String, _ text: String) -> [UInt8] {
    let name = uri.split(separator: "/").last.map(String.init) ?? uri
    let file = EditedFile(SourceFile(path: name, text: text))
    files[uri] = file
    return diagnose(uri, file.diagnostics, file)
  }

  private func at(_ parameters: JSONValue) -> (file: EditedFile, position: EditedFile.Position, uri: String)? {
    guard let uri = parameters["textDocument"]?["uri"]?.text, let file = files[uri] else { return nil }
    let position = parameters["position"]
    return (
      file, EditedFile.Position(line: position?["line"]?.number ?? 0, column: position?["character"]?.number ?? 0), uri
    )
  }

  // MARK: - Answers

  private func initialize(_ json: inout JSONWriter) {
    json.beginObject()
    json.key("capabilities")
    json.beginObject()
    json.field("positionEncoding", "utf-16")
    json.field("textDocumentSync", 1)
    json.key("completionProvider")
    json.beginObject()
    json.field("triggerCharacters", [" ", "@"])
    json.endObject()
    for name in ["hoverProvider", "definitionProvider", "documentFormattingProvider"] { json.field(name, true) }
    json.endObject()
    json.key("serverInfo")
    json.beginObject()
    json.field("name", "trueup")
    json.field("version", version)
    json.endObject()
    json.endObject()
  }

  private func complete(_ parameters: JSONValue, _ json: inout JSONWriter) {
    json.beginArray()
    if let (file, position, _) = at(parameters) {
      for word in file.completions(at: position) {
        json.beginObject()
        json.field("label", word)
        // 14 is a keyword, 6 a variable.
        json.field("kind", word.first?.isUppercase == true || word.hasPrefix("@") ? 6 : 14)
        if let page = Explanation.text(of: word)?.description.split(separator: "\n").first {
          json.field("detail", String(page))
        }
        json.endObject()
      }
    }
    json.endArray()
  }

  private func hover(_ parameters: JSONValue, _ json: inout JSONWriter) {
    guard let (file, position, _) = at(parameters), let found = file.hover(at: position) else { return json.value(nil) }
    json.beginObject()
    json.key("contents")
    json.beginObject()
    json.field("kind", "plaintext")
    json.field("value", found.text)
    json.endObject()
    write(found.place, &json)
    json.endObject()
  }

  private func define(_ parameters: JSONValue, _ json: inout JSONWriter) {
    guard let (file, position, uri) = at(parameters), let place = file.definition(at: position) else {
      return json.value(nil)
    }
    json.beginObject()
    json.field("uri", uri)
    write(place, &json)
    json.endObject()
  }

  private func format(_ parameters: JSONValue, _ json: inout JSONWriter) {
    json.beginArray()
    if let (file, _, _) = at(parameters), let text = file.formatted {
      json.beginObject()
      let start = EditedFile.Position(line: 0, column: 0)
      write(EditedFile.Stretch(start: start, end: EditedFile.Position(line: file.lineCount, column: 0)), &json)
      json.field("newText", text)
      json.endObject()
    }
    json.endArray()
  }

  private func write(_ stretch: EditedFile.Stretch, _ json: inout JSONWriter) {
    json.key("range")
    json.beginObject()
    for (name, position) in [("start", stretch.start), ("end", stretch.end)] {
      json.key(name)
      json.beginObject()
      json.field("line", position.line)
      json.field("character", position.column)
      json.endObject()
    }
    json.endObject()
  }

  private func diagnose(_ uri: String, _ diagnostics: [Diagnostic], _ file: EditedFile?) -> [UInt8] {
    message { json in
      json.field("method", "textDocument/publishDiagnostics")
      json.key("params")
      json.beginObject()
      json.field("uri", uri)
      json.key("diagnostics")
      json.beginArray()
      for diagnostic in diagnostics.prefix(200) {
        json.beginObject()
        if let file { write(file.stretch(diagnostic.span), &json) }
        json.field("severity", diagnostic.severity == .error ? 1 : 2)
        json.field("code", diagnostic.code.rawValue)
        json.field("source", "trueup")
        let head = diagnostic.label.isEmpty ? diagnostic.message : "\(diagnostic.message): \(diagnostic.label)"
        json.field("message", StyledText(lines: ([head] + diagnostic.notes).joined(separator: "\n")).description)
        json.endObject()
      }
      json.endArray()
      json.endObject()
    }
  }

  // MARK: - Messages

  private func message(_ body: (inout JSONWriter) -> Void) -> [UInt8] {
    var json = JSONWriter()
    json.beginObject()
    json.field("jsonrpc", "2.0")
    body(&json)
    json.endObject()
    return json.bytes
  }

  private func answer(_ id: JSONValue, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    message { json in
      json.key("id")
      json.value(id)
      json.key("result")
      body(&json)
    }
  }

  private func failure(_ id: JSONValue?, _ code: Int, _ words: String) -> [UInt8] {
    message { json in
      json.key("id")
      json.value(id)
      json.key("error")
      json.beginObject()
      json.field("code", code)
      json.field("message", words)
      json.endObject()
    }
  }
}

extension JSONWriter {
  /// An id as the client wrote it; null for none.
  fileprivate mutating func value(_ id: JSONValue?) {
    switch id {
    case .text(let text): value(text)
    case .number(let digits): if let number = Int(digits) { value(number) } else { word("null") }
    default: word("null")
    }
  }
}
