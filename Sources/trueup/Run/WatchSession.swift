import Reporting
import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// One `trueup run --watch`: runs what changes, when it changes, until somebody ends it.
final class WatchSession {
  /// What a file looks like from outside.
  private struct Stamp: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
  }

  /// What a key asks for.
  private enum Wish {
    case all, end
  }

  /// How long nobody looks, in milliseconds.
  private static let pause: Int32 = 200

  private let arguments: Arguments
  private let terminal: Terminal
  private var stamps: [String: Stamp] = [:]
  /// The files that failed when they were run last: they are run with what changes.
  private var failing: Set<String> = []
  private var code = ExitCode.success
  private var readsKeys = isatty(STDIN_FILENO) == 1

  init(_ arguments: Arguments, _ terminal: Terminal) throws(UsageError) {
    self.arguments = arguments
    self.terminal = terminal
    for flag in [Flag.verify, .bless, .failed, .shard, .json, .runFormat] {
      try arguments.refuse(.watch, with: flag, because: "what changes is run again and again, for people")
    }
  }

  func run() throws -> ExitCode {
    Interruption.listen()
    stamps = found()
    try round(arguments.operands)
    while !Interruption.isRequested {
      switch wish() {
      case .end?: return code
      case .all?:
        stamps = found()
        try round(arguments.operands)
      case nil:
        let now = found()
        // Whoever ends the search ends it before all files are found.
        guard !Interruption.isRequested else { continue }
        let changed = now.filter { stamps[$0.key] != $0.value }.map(\.key)
        failing.formIntersection(now.keys)
        let isSame = changed.isEmpty && now.count == stamps.count
        stamps = now
        if !changed.isEmpty { try round(failing.union(changed).sorted()) } else if !isSame { tell() }
      }
    }
    return Interruption.exitCode ?? code
  }

  /// Runs files; of those that were run and are no longer there nothing is said.
  private func round(_ paths: [String]) throws {
    terminal.clear()
    let session = try RunSession(arguments, terminal, paths: paths)
    code = try session.run()
    failing = session.failingFiles
    if !Interruption.isRequested { tell() }
  }

  private func tell() {
    let keys = readsKeys ? "   enter runs all, q ends" : ""
    terminal.complain("\n watching \(Quantities.count(stamps.count, "file"))\(keys)\n")
  }

  /// The files that are there, with what they look like.
  private func found() -> [String: Stamp] {
    var finder = ScenarioFinder()
    for path in arguments.operands { finder.find(path) }
    if arguments.operands.isEmpty { finder.find(ScenarioFinder.defaultPath, isDefault: true) }
    var stamps: [String: Stamp] = [:]
    for path in finder.files {
      var status = stat()
      guard stat(path, &status) == 0 else { continue }
      #if canImport(Darwin)
        let time = status.st_mtimespec
      #else
        let time = status.st_mtim
      #endif
      stamps[path] = Stamp(size: Int(status.st_size), seconds: time.tv_sec, nanoseconds: time.tv_nsec)
    }
    return stamps
  }

  /// Waits a moment for a key; a line, where the terminal hands on lines.
  private func wish() -> Wish? {
    var descriptor = pollfd(fd: readsKeys ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0)
    guard poll(&descriptor, 1, WatchSession.pause) > 0 else { return nil }
    var bytes = [UInt8](repeating: 0, count: 64)
    let count = read(STDIN_FILENO, &bytes, bytes.count)
    guard count > 0 else {
      // The terminal is gone, or was told that there is nothing more to come.
      readsKeys = false
      return nil
    }
    return bytes[..<count].contains(UInt8(ascii: "q")) ? .end : .all
  }
}

extension Flag {
  static let watch = Flag(name: "--watch", summary: "run what changes, when it changes, until `q` and enter, or Ctrl-C")
}
