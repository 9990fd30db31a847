/// The places of orders in a list, by the index of their ids: an array, since ids are numbered in sequence.
struct SlotTable: Sendable {
  private var dense: [Int32] = []
  /// What lies far outside the sequence.
  private var sparse: [UInt32: Int] = [:]

  private static let limit: UInt32 = 1 << 20

  subscript(index: UInt32) -> Int? {
    get {
      guard index < SlotTable.limit else { return sparse[index] }
      guard index < dense.count, dense[Int(index)] >= 0 else { return nil }
      return Int(dense[Int(index)])
    }
    set {
      guard index < SlotTable.limit else { return sparse[index] = newValue }
      while dense.count <= index { dense.append(-1) }
      dense[Int(index)] = newValue.map(Int32.init) ?? -1
    }
  }
}
