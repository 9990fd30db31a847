import Testing
import Trading

@testable import Reconciliation

@Suite("Backoff")
struct BackoffTests {
  private func backoff(seed: UInt64 = 1, _ change: (inout EngineConfiguration) -> Void = { _ in })
    -> Backoff
  {
    var configuration = Fixture.configuration(seed: seed)
    change(&configuration)
    return Backoff(configuration)
  }

  @Test("The wait doubles up to the limit, with at most a tenth of jitter on top", arguments: 0..<20 as Range<UInt32>)
  func doubling(salt: UInt32) {
    let backoff = backoff()
    let bases = [1, 1, 2, 4, 8, 16, 30, 30, 30]
    for (attempt, base) in bases.enumerated() {
      let wait = backoff.delay(attempt: attempt, salt: salt)
      let limit = TimeSpan.seconds(base) + .milliseconds(100 * base)
      #expect(wait >= .seconds(base) && wait <= limit, "attempt \(attempt): \(wait)")
    }
    #expect(backoff.delay(attempt: 1, salt: salt) == .seconds(1))
  }

  @Test("Absurd attempts and settings neither trap nor leave the bounds")
  func absurd() {
    let backoff = backoff()
    for attempt in [Int.min, -1, 32, 33, 1000, Int.max] {
      let wait = backoff.delay(attempt: attempt, salt: .max)
      #expect(wait >= .seconds(1) && wait <= .seconds(33))
    }
    let huge = self.backoff {
      $0.retryDelay = TimeSpan(nanoseconds: .max)
      $0.retryLimit = TimeSpan(nanoseconds: .max)
    }
    #expect(huge.delay(attempt: 40, salt: 3) == TimeSpan(nanoseconds: .max))
    let inverted = self.backoff { $0.retryLimit = .milliseconds(10) }
    #expect(inverted.delay(attempt: 1, salt: 0) == .milliseconds(10))
  }

  @Test("Jitter depends on seed, subject and attempt alone")
  func jitter() {
    let attempts = 2...8
    func waits(_ seed: UInt64, _ salt: UInt32) -> [TimeSpan] {
      attempts.map { backoff(seed: seed).delay(attempt: $0, salt: salt) }
    }
    #expect(waits(1, 5) == waits(1, 5))
    #expect(waits(1, 5) != waits(2, 5))
    #expect(waits(1, 5) != waits(1, 6))
    let shares = Set((0..<200 as Range<UInt32>).map { backoff().delay(attempt: 7, salt: $0) })
    #expect(shares.count > 60)
  }

  /// Seed, subject, and the waits in milliseconds before the first to the eighth repeat.
  private static let known: [(UInt64, UInt32, [Int])] = [
    (1, 0, [1000, 2006, 4092, 8000, 16528, 32700, 31860, 32490]),
    (1, 7, [1000, 2170, 4324, 8664, 16320, 32190, 32370, 32610]),
    (0xFEED_FACE_1234_5678, 0, [1000, 2016, 4012, 8128, 16416, 30930, 30690, 31710]),
    (0xFEED_FACE_1234_5678, .max, [1000, 2046, 4248, 8384, 16736, 30180, 31680, 31440]),
  ]

  @Test("The waits are the same on every machine, and in every version", arguments: known.indices)
  func knownWaits(index: Int) {
    let (seed, salt, waits) = Self.known[index]
    let backoff = backoff(seed: seed)
    #expect((1...8).map { backoff.delay(attempt: $0, salt: salt) } == waits.map { .milliseconds($0) })
  }
}
