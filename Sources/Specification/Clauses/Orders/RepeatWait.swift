import Reconciliation
import Trading

/// How long to wait before a repeat: `retry-delay`, twice as long each time, never above `retry-limit`; from the second
/// repeat on up to a tenth longer, so that what failed together is not repeated together (design, section 3, rule 10).
struct RepeatWait {
  /// The shortest wait that is allowed.
  let least: Int128
  /// The longest.
  let most: Int128

  /// The wait before the n-th repeat.
  init(_ repeats: Int, _ configuration: EngineConfiguration) {
    let limit = Int128(configuration.retryLimit.nanoseconds)
    var wait = Int128(configuration.retryDelay.nanoseconds)
    var doublings = repeats - 1
    while doublings > 0, wait < limit {
      wait += wait
      doublings -= 1
    }
    least = wait < limit ? wait : limit
    most = repeats > 1 ? least + least / 10 : least
  }

  /// Whether something that waits since one instant may be repeated at another.
  func allows(_ instant: Instant, since start: Instant) -> Bool {
    let span = Int128(instant.nanoseconds) - Int128(start.nanoseconds)
    return least <= span && span <= most
  }

  /// Whether something is repeated too soon.
  func forbids(_ instant: Instant, since start: Instant) -> Bool {
    Int128(instant.nanoseconds) - Int128(start.nanoseconds) < least
  }
}
