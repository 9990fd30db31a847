/// The slots of the orders that have not ended, in the order in which they were accepted.
///
/// What has to look at every order that can still change looks at these: there are few of them, however many orders
/// there ever were.
public struct WorkingSet: Hashable, Sendable {
  /// The slots, ascending.
  public private(set) var slots: [Int] = []

  /// Adds or removes a slot.
  mutating func set(_ slot: Int, isWorking: Bool) {
    // A new order is behind all others.
    if isWorking, slots.last.map({ $0 < slot }) ?? true {
      slots.append(slot)
      return
    }
    let index = slots.firstIndex(from: slot, by: { $0 })
    let isThere = index < slots.count && slots[index] == slot
    if isWorking, !isThere { slots.insert(slot, at: index) }
    if !isWorking, isThere { slots.remove(at: index) }
  }
}
