import Reporting
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Ctrl-C, Ctrl-\, a closed terminal and requests to terminate: the first ends the run with complete reports, the second
/// ends the process at once and takes away the reports that are not complete.
enum Interruption {
  /// The number of the signal that came; 0 for none.
  private static let received = Atomic<Int32>(0)

  private static let signals = [SIGINT, SIGTERM, SIGHUP, SIGQUIT]

  /// Starts to listen.
  static func listen() {
    // Made before a handler can need it: a handler must not initialise anything.
    _ = received.load(ordering: .relaxed)
    PartialFiles.prepare()
    for number in signals {
      // A shell starts background jobs with Ctrl-C ignored, and it stays so.
      let isIgnored = address(signal(number, handle)) == address(SIG_IGN)
      // Calls that wait, such as reading from a pipe, come back and see that the run is to end.
      if isIgnored { signal(number, SIG_IGN) } else { letCallsReturn(on: number) }
    }
    // Some parents start programs from threads that block signals.
    var unblocked = sigset_t()
    sigemptyset(&unblocked)
    for number in signals { sigaddset(&unblocked, number) }
    sigprocmask(SIG_UNBLOCK, &unblocked, nil)
  }

  private static func letCallsReturn(on number: Int32) {
    var action = sigaction()
    sigaction(number, nil, &action)
    action.sa_flags &= ~Int32(SA_RESTART)
    sigaction(number, &action, nil)
  }

  /// Functions cannot be compared in Swift, their addresses can.
  private static func address(_ handler: (@convention(c) (Int32) -> Void)?) -> Int {
    unsafeBitCast(handler, to: Int.self)
  }

  private static let handle: @convention(c) (Int32) -> Void = { number in
    guard Interruption.received.exchange(number, ordering: .relaxed) != 0 else { return }
    Interruption.end(by: number)
  }

  /// Ends the process by the signal that came; may be called by a handler.
  static func endAtOnce() { end(by: received.load(ordering: .relaxed)) }

  private static func end(by number: Int32) {
    PartialFiles.unlinkAll()
    if RunningCases.isAny {
      RunningCases.put(text: "\nended at once, without the reports of this run\n")
      RunningCases.put("  = was in   ")
    }
    signal(number, SIG_DFL)
    kill(getpid(), number)
  }

  /// Sleeps.
  static func pause(milliseconds: UInt32) { usleep(milliseconds * 1000) }

  /// Whether the run is to end.
  static var isRequested: Bool { received.load(ordering: .relaxed) != 0 }

  /// What the process ends with, if it was interrupted.
  static var exitCode: ExitCode? {
    switch received.load(ordering: .relaxed) {
    case 0: nil
    case SIGTERM: .terminated
    case SIGHUP: .hungUp
    default: .interrupted
    }
  }
}
