import Foundation

/// The built binary on a terminal of a given width, and what it shows there.
final class PseudoTerminal {
  let process = Process()
  private let main: FileHandle
  private let text = Mutex()

  /// What came so far; the reader is another thread.
  private final class Mutex: @unchecked Sendable {
    private let lock = NSLock()
    private var bytes = Data()

    func add(_ data: Data) { lock.withLock { bytes.append(data) } }
    var all: Data { lock.withLock { bytes } }
  }

  /// Starts the binary.
  ///
  /// - Parameters:
  ///   - arguments: its arguments.
  ///   - workspace: where it runs.
  ///   - columns: how wide the terminal is.
  ///   - hasOutput: whether standard output is the terminal, too, or a file.
  init(_ arguments: [String], in workspace: Workspace, columns: Int, hasOutput: Bool = true) throws {
    let (descriptor, name) = try PseudoTerminal.open()
    main = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    var size = winsize(ws_row: 24, ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
    let other = Foundation.open(name, O_RDWR | O_NOCTTY)
    _ = ioctl(other, UInt(TIOCSWINSZ), &size)
    let terminal = FileHandle(fileDescriptor: other, closeOnDealloc: true)
    // What is shown after a second is shown by one that is slow.
    process.executableURL = Trueup.ownBinary
    process.arguments = arguments
    process.currentDirectoryURL = workspace.folder
    var variables = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GITHUB_") }
    for name in ["CI", "NO_COLOR", "FORCE_COLOR", "CLICOLOR_FORCE", "TRUEUP_PLANTED"] { variables[name] = nil }
    variables["TERM"] = "xterm"
    process.environment = variables
    process.standardInput = terminal
    process.standardOutput = hasOutput ? terminal : FileHandle.nullDevice
    process.standardError = terminal
    try process.run()
    try terminal.close()
    let text = text
    Thread.detachNewThread {
      var bytes = [UInt8](repeating: 0, count: 4096)
      while true {
        // Once nobody has the other end, reading fails.
        let count = read(descriptor, &bytes, bytes.count)
        guard count > 0 else { return }
        text.add(Data(bytes[..<count]))
      }
    }
  }

  /// The end that the tests have, and the path of the other one.
  private static func open() throws -> (descriptor: Int32, name: String) {
    #if canImport(Darwin)
      let descriptor = posix_openpt(O_RDWR | O_NOCTTY)
      guard descriptor >= 0, grantpt(descriptor) == 0, unlockpt(descriptor) == 0, let name = ptsname(descriptor) else {
        throw CocoaError(.fileNoSuchFile)
      }
      return (descriptor, String(cString: name))
    #else
      // What these functions do; the headers of glibc hide them from Swift.
      let descriptor = Foundation.open("/dev/ptmx", O_RDWR | O_NOCTTY)
      var lock: Int32 = 0
      var number: UInt32 = 0
      guard descriptor >= 0, ioctl(descriptor, 0x4004_5431, &lock) == 0, ioctl(descriptor, 0x8004_5430, &number) == 0
      else { throw CocoaError(.fileNoSuchFile) }
      return (descriptor, "/dev/pts/\(number)")
    #endif
  }

  /// Presses keys.
  func type(_ keys: String) throws { try main.write(contentsOf: Data(keys.utf8)) }

  /// What is on the terminal, escapes included.
  var shown: String { String(decoding: text.all, as: UTF8.self).replacing("\r\n", with: "\n") }

  /// Waits until something has been shown so many times, half a minute at most.
  ///
  /// - Returns: Whether it has.
  func wait(for words: String, times: Int = 1) -> Bool {
    for _ in 0..<3000 {
      if shown.components(separatedBy: words).count > times { return true }
      usleep(10_000)
    }
    return false
  }

  /// Waits for the end, and for what was written last.
  func finish() -> String {
    process.waitUntilExit()
    var last = shown
    for _ in 0..<20 {
      usleep(20_000)
      if shown == last { break }
      last = shown
    }
    return shown
  }
}
