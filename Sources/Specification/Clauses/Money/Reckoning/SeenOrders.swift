/// The orders that the broker told of since a pass began, by place in the model.
struct SeenOrders: Sendable {
  /// By order: in which pass it was seen last.
  private var passes: [UInt32] = []
  private var pass: UInt32 = 1
  /// Whether a pass is waited for that the message of this turn belongs to already, and what it told of.
  private var isWaiting = false
  private var early: [Int] = []

  mutating func insert(_ slot: Int) {
    while passes.count <= slot { passes.append(0) }
    passes[slot] = isWaiting ? pass + 1 : pass
    if isWaiting { early.append(slot) }
  }

  func contains(_ slot: Int) -> Bool { slot < passes.count && passes[slot] == pass }

  /// The stream is back, and starts a pass before its message is taken in.
  mutating func waitForPass() { isWaiting = true }

  /// A pass begins: nothing was seen in it but what it was waited for with.
  mutating func beginPass() {
    pass += 1
    isWaiting = false
    early.removeAll(keepingCapacity: true)
  }

  /// No pass has come: what was seen counts for the one that runs.
  mutating func endTurn() {
    guard isWaiting else { return }
    isWaiting = false
    for slot in early { passes[slot] = pass }
    early.removeAll(keepingCapacity: true)
  }
}
