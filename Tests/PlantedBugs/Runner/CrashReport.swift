import Foundation

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The case that runs now; read by the signal handler.
nonisolated(unsafe) private var currentCase = 0

/// Tells which case a process died at: a trap is a find like any other.
enum CrashReport {
  /// Reports traps, and cases that do not end.
  static func install() {
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE, SIGABRT, SIGALRM, SIGVTALRM] { signal(number, report) }
  }

  /// Notes the case that starts, and how long it may take.
  static func enter(_ number: Int, seconds: UInt32 = 20) {
    currentCase = number
    alarm(seconds)
  }
}

/// Writes the record of a crash.
///
/// Does only what is safe in a signal handler: allocates nothing.
private func report(_ signal: Int32) {
  func put(_ text: StaticString) {
    _ = write(1, text.utf8Start, text.utf8CodeUnitCount)
  }
  put("{\"kind\":\"crash\",\"oracle\":\"")
  put(signal == SIGALRM || signal == SIGVTALRM ? "hang" : "crash")
  put("\",\"cases\":")
  var divisor = 1
  while currentCase / divisor >= 10 { divisor *= 10 }
  while divisor > 0 {
    var digit = UInt8(48 + currentCase / divisor % 10)
    _ = write(1, &digit, 1)
    divisor /= 10
  }
  put("}\n")
  _exit(70)
}
