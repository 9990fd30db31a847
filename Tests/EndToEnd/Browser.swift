import Foundation

#if canImport(Glibc)
  import Glibc
#endif

/// A headless Chromium, driven through the pipes of its DevTools protocol: no port, no driver, no package.
final class Browser {
  /// Where the browser is; nil if there is none on this machine.
  static let path: String? = ["chromium", "chromium-browser", "google-chrome"].lazy.flatMap { name in
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { "\($0)/\(name)" }
  }.first { access($0, X_OK) == 0 }

  struct Failure: Error, CustomStringConvertible {
    var description: String
  }

  private let process = Process()
  private let input: Int32
  private let output: Int32
  private let folder: URL
  private var pending: [UInt8] = []
  private var number = 0
  private var session = ""
  /// What the page has said on its console, and what it has thrown.
  private(set) var console: [String] = []

  /// Starts the browser and opens a page.
  init(_ path: String, url: String, width: Int = 1400, isScripted: Bool = true) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("browser-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let (commands, answers) = (folder.path + "/in", folder.path + "/out")
    mkfifo(commands, 0o600)
    mkfifo(answers, 0o600)
    // Opened for both, so that neither side waits for the other to open it.
    input = open(commands, O_RDWR)
    output = open(answers, O_RDWR)
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = [
      "-c",
      "exec \"$0\" --headless=new --no-sandbox --disable-gpu --no-first-run --disable-extensions --user-data-dir=\"$1\" --window-size=$2,1000 --remote-debugging-pipe about:blank 3<\"$3\" 4>\"$4\" >/dev/null 2>&1",
      path, folder.path + "/profile", String(width), commands, answers,
    ]
    try process.run()
    let target = try call("Target.createTarget", ["url": "about:blank"])
    let attached = try call(
      "Target.attachToTarget", ["targetId": target["targetId"] as? String ?? "", "flatten": true])
    session = attached["sessionId"] as? String ?? ""
    for domain in ["Runtime", "Page", "Log"] { _ = try call("\(domain).enable") }
    _ = try call("Emulation.setScriptExecutionDisabled", ["value": !isScripted])
    _ = try call("Page.navigate", ["url": url])
    for _ in 0..<200 {
      if try evaluate("document.readyState") as? String == "complete" { return }
      usleep(20_000)
    }
    throw Failure(description: "the page does not load")
  }

  deinit {
    process.terminate()
    process.waitUntilExit()
    close(input)
    close(output)
    try? FileManager.default.removeItem(at: folder)
  }

  /// Calls a method of the protocol and waits for its answer.
  @discardableResult
  func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    number += 1
    var message: [String: Any] = ["id": number, "method": method, "params": parameters]
    if !session.isEmpty { message["sessionId"] = session }
    var bytes = [UInt8](try JSONSerialization.data(withJSONObject: message))
    bytes.append(0)
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      guard count > 0 else { throw Failure(description: "the browser does not read") }
      sent += count
    }
    while true {
      let answer = try next()
      if answer["id"] as? Int == number {
        if let error = answer["error"] { throw Failure(description: "\(method): \(error)") }
        return answer["result"] as? [String: Any] ?? [:]
      }
      note(answer)
    }
  }

  private func note(_ event: [String: Any]) {
    guard let method = event["method"] as? String else { return }
    if ["Runtime.consoleAPICalled", "Runtime.exceptionThrown", "Log.entryAdded"].contains(method) {
      console.append("\(method): \(event["params"] ?? "")")
    }
  }

  /// The next message of the browser, waited for at most 20 seconds.
  private func next() throws -> [String: Any] {
    while true {
      if let end = pending.firstIndex(of: 0) {
        let message = Data(pending[..<end])
        pending.removeSubrange(...end)
        return try JSONSerialization.jsonObject(with: message) as? [String: Any] ?? [:]
      }
      var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, 20_000) > 0 else { throw Failure(description: "the browser does not answer") }
      var buffer = [UInt8](repeating: 0, count: 1 << 16)
      let count = read(output, &buffer, buffer.count)
      guard count > 0 else { throw Failure(description: "the browser has ended") }
      pending += buffer[..<count]
    }
  }

  /// The value of an expression in the page.
  func evaluate(_ expression: String) throws -> Any? {
    let answer = try call("Runtime.evaluate", ["expression": expression, "returnByValue": true])
    if let thrown = answer["exceptionDetails"] { throw Failure(description: "\(thrown)") }
    return (answer["result"] as? [String: Any])?["value"]
  }

  /// Presses keys, one after the other, and lets the page follow each.
  func press(_ keys: String...) throws {
    for key in keys {
      var down: [String: Any] = ["type": "keyDown", "key": key]
      if key.count == 1 { down["text"] = key }
      if key == "Enter" { down["text"] = "\r" }
      try call("Input.dispatchKeyEvent", down)
      try call("Input.dispatchKeyEvent", ["type": "keyUp", "key": key])
      // A change of the address is told to the page in a turn of its own.
      try call("Runtime.evaluate", ["expression": "new Promise(r=>setTimeout(r,20))", "awaitPromise": true])
    }
  }
}
