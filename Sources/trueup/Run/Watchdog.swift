import Dispatch
import Synchronization

/// Says which case does not come to its end, and ends the process if it is to end and an engine does not come back.
///
/// A run looks at the clock and at signals between the steps of a case; an engine that loops in one never lets it.
enum Watchdog {
  /// How long a case may take before it is named; each time twice as long as before.
  private static let patience = Duration.seconds(10)
  /// How long a case may go on once the process is to end.
  private static let grace = Duration.seconds(2)

  private static let isWatching = Atomic<Bool>(false)

  /// Begins to watch; the thread ends with the process.
  static func start() {
    guard !isWatching.exchange(true, ordering: .relaxed) else { return }
    DispatchQueue(label: "watchdog", qos: .utility).async { watch() }
  }

  private static func watch() {
    let clock = ContinuousClock()
    var (seen, since, next) = (RunningCases.progress, clock.now, patience)
    while true {
      Interruption.pause(milliseconds: 250)
      let progress = RunningCases.progress
      if progress != seen || !RunningCases.isAny { (seen, since, next) = (progress, clock.now, patience) }
      let elapsed = clock.now - since
      if Interruption.isRequested, elapsed >= grace { Interruption.endAtOnce() }
      guard elapsed >= next else { continue }
      RunningCases.put(text: "\nafter ")
      RunningCases.put(number: UInt64(elapsed.components.seconds))
      RunningCases.put(text: " s without an end (Ctrl-C ends it):\n")
      RunningCases.put("  = still in ")
      next = next * 2
    }
  }
}
