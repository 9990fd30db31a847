import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A trap of the engine ends the process; this says which case it was before it does.
enum CrashReport {
  /// Starts to listen; the cases are those of ``RunningCases``.
  static func listen() {
    PartialFiles.prepare()
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT] { signal(number, handle) }
  }

  /// Writes with nothing but `write`, since a handler must not allocate.
  private static let handle: @convention(c) (Int32) -> Void = { _ in
    PartialFiles.unlinkAll()
    RunningCases.put(text: "\nFIND crash: the engine trapped, and no report of this run is written\n")
    RunningCases.put("  = replay   ")
    RunningCases.put(text: "  = of several, it is one: run again with -j 1\n")
    _exit(ExitCode.crashed.rawValue)
  }
}
