/// What a pass has said about its queries, in the order in which it did: few, since it asks each query once.
///
/// Plain bytes, since a report stands in a record, a record in an effect, and every effect is copied several times on its
/// way: with a list in it each of these copies would count references.
public struct PassRemarks: Hashable, Sendable {
  /// How many there is room for; a pass has three queries, and of each there is less to say than that.
  public static let capacity = 8

  /// How many there are.
  public private(set) var endIndex = 0
  /// Four in each, by sixteen bits: the query and the reason.
  private var low: UInt64 = 0
  private var high: UInt64 = 0

  /// Makes a list of none.
  public init() {}

  /// Makes a list; nil if there are too many.
  public init?(_ remarks: [PassReport.Remark]) {
    guard remarks.count <= PassRemarks.capacity else { return nil }
    for remark in remarks { append(remark) }
  }

  /// Adds a remark; where there is no room for it, in the place of the last one.
  public mutating func append(_ remark: PassReport.Remark) {
    if endIndex == PassRemarks.capacity { endIndex -= 1 }
    let bits = UInt64(remark.query.rawValue) << 8 | UInt64(remark.reason.rawValue)
    let shift = UInt64(endIndex & 3) * 16
    if endIndex < 4 {
      low = low & ~(0xFFFF << shift) | bits << shift
    } else {
      high = high & ~(0xFFFF << shift) | bits << shift
    }
    endIndex += 1
  }
}

extension PassRemarks: RandomAccessCollection {
  /// The place of the first one.
  public var startIndex: Int { 0 }

  /// The remark at a place.
  public subscript(position: Int) -> PassReport.Remark {
    precondition(indices.contains(position), "there are \(endIndex) remarks, and none at \(position)")
    let bits = (position < 4 ? low : high) >> (UInt64(position & 3) * 16)
    func word(_ bits: UInt64) -> Word { Word(rawValue: UInt8(truncatingIfNeeded: bits)) ?? .start }
    return PassReport.Remark(word(bits >> 8), word(bits))
  }
}

extension PassRemarks: ExpressibleByArrayLiteral {
  /// Makes a list of those; of more than there is room for, the last one stands for all behind the last but one.
  public init(arrayLiteral remarks: PassReport.Remark...) {
    for remark in remarks { append(remark) }
  }
}
