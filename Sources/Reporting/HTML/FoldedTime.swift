import Simulation
import Trading

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// An axis on which quiet time takes little room: each stretch between two instants grows with the logarithm of its
/// length, so that a millisecond and five hours both show.
struct FoldedTime {
  private let instants: [Int64]
  private let places: [Double]

  /// Makes an axis for these instants, in order.
  init(_ all: some Sequence<Instant>) {
    var instants: [Int64] = []
    var places: [Double] = []
    for instant in all where instants.last.map({ $0 < instant.nanoseconds }) ?? true {
      let gap = instants.last.map { Double(instant.nanoseconds - $0) / 1_000_000 } ?? 0
      places.append((places.last ?? 0) + (instants.isEmpty ? 0 : 1 + log2(1 + gap)))
      instants.append(instant.nanoseconds)
    }
    self.instants = instants
    self.places = places
  }

  /// The length of the axis.
  var length: Double { max(places.last ?? 0, 1) }

  /// Where an instant is, from 0 to 1; between two known ones in proportion.
  func place(_ instant: Instant) -> Double {
    let time = instant.nanoseconds
    var low = 0
    var high = instants.count
    while low < high {
      let middle = (low + high) / 2
      if instants[middle] <= time { low = middle + 1 } else { high = middle }
    }
    guard low > 0 else { return 0 }
    guard low < instants.count else { return 1 }
    let part = Double(time - instants[low - 1]) / Double(instants[low] - instants[low - 1])
    return (places[low - 1] + part * (places[low] - places[low - 1])) / length
  }
}
