import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Command {
  /// Serves an editor.
  static let lsp = Command(
    name: "lsp", usage: "trueup lsp", summary: "serve an editor by the Language Server Protocol",
    details: [
      "Speaks on standard input and output: diagnostics, completion, hover, definitions of orders, executions and marks,",
      "formatting. Nothing is run and no file is written. For colours there is `trueup list textmate`.",
      "Exit codes: 0 after a shutdown, 1 if the client went away without one.",
    ]
  ) { arguments, terminal in
    guard arguments.operands.isEmpty else {
      throw UsageError.operands("lsp takes no argument; an editor speaks to it", arguments.command)
    }
    var session = LanguageSession(terminal)
    return session.run()
  }
}

/// The frames of the protocol on standard input and output.
private struct LanguageSession {
  /// How large a message may be, in bytes.
  private static let limit = 64 << 20
  private let terminal: Terminal
  private var server = LanguageServer(version: Tool.version)
  private var bytes: [UInt8] = []
  /// Whether what came is none of the protocol.
  private var isBroken = false

  init(_ terminal: Terminal) { self.terminal = terminal }

  mutating func run() -> ExitCode {
    while !server.isOver, let body = nextMessage() {
      for answer in server.receive(body) {
        terminal.write(Array("Content-Length: \(answer.count)\r\n\r\n".utf8) + answer)
      }
    }
    if isBroken {
      terminal.complain(
        Problem(
          "standard input", "what came is no message of the Language Server Protocol",
          advice: [
            "each starts with `Content-Length: N` and an empty line, both ended by CR and LF, and has N bytes behind it",
            "an editor starts and ends trueup lsp; a person may want trueup check",
          ], exitCode: .failed
        ).text)
    }
    return server.isShutDown ? .success : .failed
  }

  /// The body of the next message; nil at the end of the input, or if it is none of the protocol.
  private mutating func nextMessage() -> [UInt8]? {
    let ending = Array("\r\n\r\n".utf8)
    while true {
      if let end = bytes.indices.dropLast(3).first(where: { bytes[$0..<$0 + 4].elementsEqual(ending) }) {
        guard let length = length(in: bytes[..<end]), length <= LanguageSession.limit else { return broken() }
        while bytes.count < end + 4 + length { guard readMore() else { return broken() } }
        let body = Array(bytes[(end + 4)..<(end + 4 + length)])
        bytes.removeFirst(end + 4 + length)
        return body
      }
      guard bytes.count < 1 << 16 else { return broken() }
      guard readMore() else { return bytes.isEmpty ? nil : broken() }
    }
  }

  private mutating func broken() -> [UInt8]? {
    isBroken = true
    return nil
  }

  private func length(in head: ArraySlice<UInt8>) -> Int? {
    for line in String(decoding: head, as: UTF8.self).split(whereSeparator: \.isNewline) {
      let parts = line.split(separator: ":", maxSplits: 1)
      guard parts.count == 2, parts[0].lowercased() == "content-length" else { continue }
      return Int(parts[1].filter { $0 != " " }).flatMap { $0 >= 0 ? $0 : nil }
    }
    return nil
  }

  private mutating func readMore() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = read(STDIN_FILENO, &buffer, buffer.count)
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return false }
      bytes += buffer[..<count]
      return true
    }
  }
}
