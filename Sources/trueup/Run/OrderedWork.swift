import Dispatch
import Synchronization

/// Computes results on a bounded number of threads and hands them over in order.
enum OrderedWork {
  private struct State<Result: Sendable>: Sendable {
    /// The first piece that nobody has taken.
    var next = 0
    var results: [Result?]
  }

  /// How many pieces a thread computes, about, before the results are handed over.
  private static let batch = 32

  /// Computes `count` results and hands them over, the first one first.
  ///
  /// - Parameters:
  ///   - count: how many results there are.
  ///   - jobs: how many threads compute.
  ///   - compute: computes one; called on any thread.
  ///   - deliver: takes one; called on the thread of the caller. Returns false to end the work.
  static func run<Result: Sendable>(
    _ count: Int, jobs: Int, compute: @Sendable (Int) -> Result, deliver: (Result) -> Bool
  ) {
    guard jobs > 1 else {
      for index in 0..<count where !deliver(compute(index)) { return }
      return
    }
    for start in stride(from: 0, to: count, by: jobs * batch) {
      let window = start..<min(start + jobs * batch, count)
      for result in results(window, jobs: jobs, compute: compute) where !deliver(result) { return }
    }
  }

  private static func results<Result: Sendable>(
    _ window: Range<Int>, jobs: Int, compute: @Sendable (Int) -> Result
  ) -> [Result] {
    let state = Mutex(State<Result>(results: Array(repeating: nil, count: window.count)))
    DispatchQueue.concurrentPerform(iterations: jobs) { _ in
      while true {
        let offset = state.withLock { state in
          defer { state.next += 1 }
          return state.next
        }
        guard offset < window.count else { return }
        let result = compute(window.lowerBound + offset)
        state.withLock { $0.results[offset] = result }
      }
    }
    return state.withLock { $0.results.compactMap { $0 } }
  }
}
