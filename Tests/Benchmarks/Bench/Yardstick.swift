/// A fixed loop of sorting, hashing and allocating: what a machine takes for it is the unit of all ratios.
enum Yardstick {
  /// The fastest of some rounds, in seconds.
  static func seconds(rounds: Int) -> Double {
    let clock = ContinuousClock()
    var fastest = Double.infinity
    var sum: UInt64 = 0
    for _ in 0..<rounds {
      let start = clock.now
      sum &+= round()
      let elapsed = (clock.now - start).components
      fastest = min(fastest, Double(elapsed.seconds) + Double(elapsed.attoseconds) * 1e-18)
    }
    // What is used is not optimized away.
    return sum == 0 ? 0 : fastest
  }

  private static func round() -> UInt64 {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    var numbers: [UInt64] = []
    for _ in 0..<50_000 {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      numbers.append(state)
    }
    numbers.sort()
    var places: [UInt64: Int] = [:]
    for (place, number) in numbers.enumerated() { places[number] = place }
    return numbers.reduce(0) { $0 &+ UInt64(places[$1] ?? 0) }
  }
}
