import Reconciliation
import Trading

/// A wake-up that the engine asked for.
struct ArmedTimer: Sendable {
  var timer: Timer
  /// The timer as a number, which compares faster.
  fileprivate var key: UInt64
  var instant: Instant
  /// Counts the armings: the one that was armed first fires first.
  var order: UInt64
  /// The entry of the trace behind the wake-up.
  var cause: UInt32
  /// What the request is that the timer watches.
  var request: Word?
}

/// The wake-ups that are armed.
///
/// There are few at a time and most are cancelled, so a short array that is searched beats a place in the queue of
/// events, where every cancelled one would have to come up before it is gone.
struct TimerTable: Sendable {
  private(set) var armed: [ArmedTimer] = []
  private var armings: UInt64 = 0
  private var firstIndex: Int?

  /// When the first wake-up is due.
  var nextInstant: Instant? { firstIndex.map { armed[$0].instant } }

  /// Arms a timer anew.
  mutating func set(_ timer: Timer, at instant: Instant, cause: UInt32, request: Word?) {
    armings += 1
    let key = timer.key
    let entry = ArmedTimer(timer: timer, key: key, instant: instant, order: armings, cause: cause, request: request)
    if let index = armed.firstIndex(where: { $0.key == key }) {
      armed[index] = entry
      findFirst()
      return
    }
    armed.append(entry)
    // One that was armed later comes first only if it is due sooner.
    if let first = firstIndex, armed[first].instant <= instant { return }
    firstIndex = armed.count - 1
  }

  /// Forgets a timer.
  mutating func cancel(_ timer: Timer) {
    let key = timer.key
    guard let index = armed.firstIndex(where: { $0.key == key }) else { return }
    remove(at: index)
  }

  /// Takes the first timer.
  mutating func popFirst() -> ArmedTimer? {
    guard let index = firstIndex else { return nil }
    let first = armed[index]
    remove(at: index)
    return first
  }

  /// Forgets all timers: their process is gone.
  mutating func removeAll() {
    armed.removeAll(keepingCapacity: true)
    firstIndex = nil
  }

  private mutating func remove(at index: Int) {
    let last = armed.removeLast()
    if index < armed.count { armed[index] = last }
    // The order in the array means nothing: instant and arming decide.
    if firstIndex == index || armed.isEmpty {
      findFirst()
    } else if firstIndex == armed.count {
      firstIndex = index
    }
  }

  private mutating func findFirst() {
    firstIndex = nil
    for index in armed.indices {
      guard let first = firstIndex else {
        firstIndex = index
        continue
      }
      if (armed[index].instant, armed[index].order) < (armed[first].instant, armed[first].order) { firstIndex = index }
    }
  }
}

extension Timer {
  /// A number that no other timer has.
  fileprivate var key: UInt64 {
    switch self {
    case .orderPoll: 0
    case .fullPass: 1
    case .passRetry: 2
    case .streamSilence: 3
    case .store: 4
    case .tickets: 5
    case .metrics: 6
    case .blindness: 7
    case .bus: 8
    case .lookUps: 9
    case .request(let request): 1 << 32 | UInt64(request.number)
    case .order(let order): 2 << 32 | UInt64(order.index)
    case .stranger(let number): 3 << 32 | UInt64(number.index)
    }
  }
}
