/// The slots of the orders that have not ended, in the order in which they were accepted.
///
/// What has to look at every order that can still change looks at these: there are few of them, however many orders
/// there ever were. A bit for each of 64 slots in a row, and nothing for a row without any: of a million orders that work
/// one ends without the others being moved.
public struct WorkingSet: Hashable, Sendable {
  /// The rows with an order that works, ascending.
  fileprivate var rows: [Int32] = []
  /// Beside each of them, which of its slots are in the set; never none.
  fileprivate var bits: [UInt64] = []
  /// How many orders there are.
  fileprivate var count = 0

  /// The slots, ascending.
  public var slots: Slots { Slots(working: self) }

  /// Adds or removes a slot.
  mutating func set(_ slot: Int, isWorking: Bool) {
    let (row, bit) = (Int32(slot >> 6), UInt64(1) << UInt64(slot & 63))
    // A new order is behind all others.
    let isLast = rows.last.map { $0 < row } ?? true
    let place = isLast ? rows.count : rows.firstIndex(from: row, by: { $0 })
    if place == rows.count || rows[place] != row {
      guard isWorking else { return }
      rows.insert(row, at: place)
      bits.insert(0, at: place)
    }
    guard (bits[place] & bit != 0) != isWorking else { return }
    bits[place] ^= bit
    count += isWorking ? 1 : -1
    guard bits[place] == 0 else { return }
    rows.remove(at: place)
    bits.remove(at: place)
  }
}

extension WorkingSet {
  /// The slots as they were when they were asked for: what changes while they are gone through is not seen.
  public struct Slots: Sequence, Sendable {
    fileprivate let working: WorkingSet

    /// How many there are.
    public var count: Int { working.count }
    /// Whether there are none.
    public var isEmpty: Bool { working.count == 0 }
    /// How many there are, so that a list of them is made at once.
    public var underestimatedCount: Int { working.count }

    /// Goes through the slots.
    public func makeIterator() -> Iterator { Iterator(working: working) }

    /// Goes through the slots, ascending.
    public struct Iterator: IteratorProtocol {
      private let working: WorkingSet
      private var place = -1
      /// What of the row is left.
      private var rest: UInt64 = 0

      fileprivate init(working: WorkingSet) { self.working = working }

      /// The next slot, or nil.
      public mutating func next() -> Int? {
        while rest == 0 {
          place += 1
          guard place < working.bits.count else { return nil }
          rest = working.bits[place]
        }
        defer { rest &= rest - 1 }
        return Int(working.rows[place]) << 6 + rest.trailingZeroBitCount
      }
    }
  }
}
