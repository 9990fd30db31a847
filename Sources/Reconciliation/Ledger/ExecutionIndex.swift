import Trading

/// Where the executions of a log stand, by what each is unique within; venue and account are those of the books.
///
/// A dictionary that has a copy is copied as a whole by the next change, and the books are copied with each checkpoint.
/// So only a small one changes; behind it are layers that copies share, each larger than the next newer one.
struct ExecutionIndex: Hashable, Sendable {
  struct Key: Hashable {
    var order: ClientOrderID
    var id: ExecutionID
    /// The change at the broker, of an execution without an id.
    var sequence = BrokerSequence.zero

    init(order: ClientOrderID, id: ExecutionID) {
      self.order = order
      self.id = id
    }

    init(_ execution: Execution) {
      self.init(order: execution.order, id: execution.id)
      if execution.isNameless { sequence = execution.sequence }
    }
  }

  private var newest: [Key: Int] = [:]
  /// The layers, the oldest first.
  private var layers: [[Key: Int]] = []
  private static let newestLimit = 64

  /// The slot of an execution, or nil.
  subscript(key: Key) -> Int? {
    if let slot = newest[key] { return slot }
    for layer in layers.reversed() {
      if let slot = layer[key] { return slot }
    }
    return nil
  }

  mutating func set(_ key: Key, to slot: Int) {
    newest[key] = slot
    guard newest.count == Self.newestLimit else { return }
    var layer = newest
    newest = [:]
    while let older = layers.last, older.count <= layer.count {
      layers.removeLast()
      layer = older.merging(layer) { _, newer in newer }
    }
    layers.append(layer)
  }
}

extension ExecutionIndex.Key: Comparable {
  static func < (left: Self, right: Self) -> Bool {
    (left.order.index, left.id.index, left.sequence) < (right.order.index, right.id.index, right.sequence)
  }
}
