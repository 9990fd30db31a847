public import Reconciliation
public import Trading

/// The requests without an answer, by number: a window, since requests are numbered in sequence and end soon.
public struct RequestsInFlight: Sendable {
  /// From the number `first` on; nil for what has ended.
  private var window: [SentRequest?] = []
  private var first: UInt32 = 1
  /// How many places at the beginning of the window are done with.
  private var done = 0
  /// What is numbered out of sequence.
  private var others: [SentRequest] = []

  /// The requests, in the order of their numbers but for those out of sequence.
  public var requests: [SentRequest] { window[done...].compactMap { $0 } + others }

  /// Takes a request that was sent.
  mutating func insert(_ request: SentRequest) {
    let number = request.request.id.number
    if done == window.count {
      window.removeAll(keepingCapacity: true)
      done = 0
      first = number
    }
    let place = Int(number) - Int(first)
    if place == window.count {
      window.append(request)
    } else if window.indices.contains(place), place >= done {
      window[place] = request
    } else {
      others.removeAll { $0.request.id.number == number }
      others.append(request)
    }
  }

  /// A request has ended.
  mutating func remove(_ number: UInt32) -> SentRequest? {
    let place = Int(number) - Int(first)
    guard window.indices.contains(place), let request = window[place] else {
      return others.firstIndex { $0.request.id.number == number }.map { others.remove(at: $0) }
    }
    window[place] = nil
    while done < window.count, window[done] == nil { done += 1 }
    // What is done with is dropped when it is most of the window, so that each request is moved once or twice.
    if done > 16, done * 2 > window.count {
      window.removeFirst(done)
      first += UInt32(done)
      done = 0
    }
    return request
  }
}

/// A request that was sent.
public struct SentRequest: Sendable {
  /// What was asked.
  public let request: Request
  /// When.
  public let sentAt: Instant
  /// As of which record.
  public let record: UInt64
  /// Which one of its kind it is, by the line of the log that tells that it goes out.
  public let attempt: Int64
}
