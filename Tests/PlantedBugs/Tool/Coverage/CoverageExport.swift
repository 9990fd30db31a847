import Foundation

/// A piece of a source that runs as a whole, as the compiler cuts it, and how often it ran.
struct CoverageRegion: Hashable, Sendable {
  /// A place in a text, lines and columns counted from 1.
  struct Place: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (left: Place, right: Place) -> Bool { (left.line, left.column) < (right.line, right.column) }
  }

  var start: Place
  var end: Place
  var count: UInt64

  /// Whether another region lies within this one and is not the same.
  func contains(_ other: CoverageRegion) -> Bool {
    start <= other.start && other.end <= end && (start != other.start || end != other.end)
  }
}

/// What `llvm-cov export` writes, as far as it is needed.
struct CoverageExport: Decodable {
  private struct Part: Decodable { var functions: [Function] }

  private struct Function: Decodable {
    var filenames: [String]
    /// Line, column, end line, end column, count, file, expanded file, kind.
    var regions: [[UInt64]]
  }

  private var data: [Part]

  /// The regions of each file in the order of the text, the biggest first; what several functions share is one.
  func regions() -> [String: [CoverageRegion]] {
    var counts: [String: [CoverageRegion: UInt64]] = [:]
    for function in data.flatMap(\.functions) {
      for numbers in function.regions where numbers.count == 8 && numbers[7] == 0 {
        guard function.filenames.indices.contains(Int(numbers[5])) else { continue }
        let region = CoverageRegion(
          start: .init(line: Int(numbers[0]), column: Int(numbers[1])),
          end: .init(line: Int(numbers[2]), column: Int(numbers[3])), count: 0)
        counts[function.filenames[Int(numbers[5])], default: [:]][region, default: 0] &+= numbers[4]
      }
    }
    return counts.mapValues { counts in
      counts.map { region, count in CoverageRegion(start: region.start, end: region.end, count: count) }
        .sorted { ($0.start, $1.end) < ($1.start, $0.end) }
    }
  }
}
