import Reporting
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ctrl-C and requests to terminate: the first lets the case that runs end, the second ends the process at once.
enum Interruption {
  /// The number of the signal that came; 0 for none.
  private static let received = Atomic<Int32>(0)

  /// Starts to listen.
  static func listen() {
    // Made before a handler can need it: a handler must not initialise anything.
    _ = received.load(ordering: .relaxed)
    for number in [SIGINT, SIGTERM] {
      // A shell starts background jobs with Ctrl-C ignored, and it stays so.
      let isIgnored = address(signal(number, handle)) == address(SIG_IGN)
      if isIgnored { signal(number, SIG_IGN) }
    }
    // Some parents start programs from threads that block signals.
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    sigprocmask(SIG_UNBLOCK, &signals, nil)
  }

  /// Functions cannot be compared in Swift, their addresses can.
  private static func address(_ handler: (@convention(c) (Int32) -> Void)?) -> Int {
    unsafeBitCast(handler, to: Int.self)
  }

  private static let handle: @convention(c) (Int32) -> Void = { number in
    Interruption.received.store(number, ordering: .relaxed)
    signal(number, SIG_DFL)
  }

  /// Whether the run is to end.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// What the process ends with, if it was interrupted.
  static var exitCode: ExitCode? {
    switch received.load(ordering: .relaxed) {
    case 0: nil
    case SIGTERM: .terminated
    default: .interrupted
    }
  }
}
