import Exploration
import Reporting
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A trap of the engine ends the process; this says which case it was before it does.
enum CrashReport {
  private static let seed = Atomic<UInt64>(0)
  private static let current = Atomic<Int>(-1)

  /// Starts to listen.
  static func listen(_ campaign: FuzzCampaign) {
    seed.store(campaign.seed, ordering: .relaxed)
    for number in [SIGILL, SIGTRAP, SIGSEGV, SIGBUS, SIGFPE] { signal(number, handle) }
  }

  /// Notes the case that runs now; with several threads, the one that started last.
  static func note(_ index: Int) {
    current.store(index, ordering: .relaxed)
  }

  /// Writes with nothing but `write`, since a handler must not allocate.
  private static let handle: @convention(c) (Int32) -> Void = { _ in
    put("\nFIND crash: the engine trapped\n  = replay   trueup fuzz --seed ")
    put(CrashReport.seed.load(ordering: .relaxed))
    put(" --case ")
    put(UInt64(max(0, CrashReport.current.load(ordering: .relaxed))))
    put("   (with several threads, or one just before it: run again with -j 1)\n")
    _exit(ExitCode.crashed.rawValue)
  }

  private static func put(_ text: StaticString) {
    _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount)
  }

  private static func put(_ number: UInt64) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      var digit = UInt8(ascii: "0") + UInt8(number / divisor % 10)
      _ = write(STDERR_FILENO, &digit, 1)
      divisor /= 10
    }
  }
}
