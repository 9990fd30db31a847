import Trading

extension Books {
  /// The open discrepancy about a thing, or nil.
  func openDiscrepancy(_ key: Finding.Key) -> Discrepancy? {
    let subject = key.subject
    // Among a few, looking at each is faster than hashing.
    guard discrepancies.count > 8 else { return discrepancies.first { $0.key.subject == subject } }
    guard let id = openDiscrepancies[subject], let slot = discrepancySlot(of: id) else { return nil }
    return discrepancies[slot]
  }

  /// Adds a discrepancy, which is newer than all others.
  mutating func open(_ discrepancy: Discrepancy) {
    discrepancies.append(discrepancy)
    discrepancyCount = max(discrepancyCount, discrepancy.id)
    openDiscrepancies[discrepancy.key.subject] = discrepancy.id
  }

  /// Whether a discrepancy waits for a person since a limit was spent.
  public func isHeld(_ id: UInt32) -> Bool { heldDiscrepancies.contains(id) }

  /// Leaves an open discrepancy to a person.
  mutating func holdDiscrepancy(_ id: UInt32) {
    guard discrepancySlot(of: id) != nil, !isHeld(id) else { return }
    heldDiscrepancies.insert(id, at: heldDiscrepancies.firstIndex(from: id, by: { $0 }))
  }

  /// Removes a discrepancy, if it is open, and remembers it.
  mutating func closeDiscrepancy(_ id: UInt32, by: Word, at instant: Instant) {
    guard let slot = discrepancySlot(of: id) else { return }
    let discrepancy = discrepancies.remove(at: slot)
    heldDiscrepancies.removeAll { $0 == id }
    if pastDiscrepancies.count == PastDiscrepancy.limit { pastDiscrepancies.removeFirst() }
    pastDiscrepancies.append(PastDiscrepancy(discrepancy, resolved: instant, by: by))
    if openDiscrepancies[discrepancy.key.subject] == id { openDiscrepancies[discrepancy.key.subject] = nil }
  }

  func discrepancySlot(of id: UInt32) -> Int? {
    let slot = discrepancies.firstIndex(from: id, by: { $0.id })
    return slot < discrepancies.count && discrepancies[slot].id == id ? slot : nil
  }

  /// What has told a person that an order is rejected that still lacks executions, while that is open.
  func toldRejection(of order: ClientOrderID) -> Discrepancy? {
    let open = openDiscrepancy(Finding.Key(kind: .statusInconsistency, order: order.index))
    return open?.reason == .rejected ? open : nil
  }
}
