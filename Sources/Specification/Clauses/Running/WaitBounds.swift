import Reconciliation
import Trading

/// Between which instants the n-th repeat of something may be due.
///
/// The wait is `retry-delay`, doubled with each repeat, at most `retry-limit`; every wait but the first has a seeded
/// jitter of up to a tenth of itself on top, of which a clause knows only the range (design, section 3, rule 10).
struct WaitBounds {
  let earliest: Instant
  let latest: Instant

  init(_ configuration: EngineConfiguration, attempt: Int, from now: Instant) {
    var wait = Int128(configuration.retryDelay.nanoseconds)
    let limit = Int128(configuration.retryLimit.nanoseconds)
    var doublings = attempt - 1
    while doublings > 0, wait < limit {
      wait += wait
      doublings -= 1
    }
    wait = min(wait, limit)
    let jitter = attempt > 1 ? wait / 10 : 0
    earliest = now + TimeSpan(nanoseconds: Int64(clamping: wait))
    latest = now + TimeSpan(nanoseconds: Int64(clamping: wait + jitter))
  }

  func contains(_ instant: Instant) -> Bool { earliest <= instant && instant <= latest }

  var text: String { earliest == latest ? "\(earliest)" : "\(earliest) to \(latest)" }
}
