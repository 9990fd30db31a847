import Trading

/// How long to wait before something is repeated.
struct Backoff {
  private let first: TimeSpan
  private let limit: TimeSpan
  private let seed: UInt64

  init(_ configuration: EngineConfiguration) {
    first = configuration.retryDelay
    limit = configuration.retryLimit
    seed = configuration.seed
  }

  /// The wait before the n-th repeat: doubling from the retry delay up to the limit, with up to 10 % of jitter
  /// that depends on seed, subject and attempt alone.
  func delay(attempt: Int, salt: UInt32) -> TimeSpan {
    var delay = first
    for _ in 1..<max(1, min(attempt, 32)) where delay < limit { delay = delay * 2 }
    delay = min(delay, limit)
    guard attempt > 1 else { return delay }
    var hash = seed ^ (UInt64(salt) << 32) ^ UInt64(attempt)
    hash = (hash ^ (hash >> 30)) &* 0xBF58_476D_1CE4_E5B9
    hash = (hash ^ (hash >> 27)) &* 0x94D0_49BB_1331_11EB
    let share = Int64((hash ^ (hash >> 31)) % 101)
    return delay + TimeSpan(nanoseconds: delay.nanoseconds / 1000 * share)
  }
}
