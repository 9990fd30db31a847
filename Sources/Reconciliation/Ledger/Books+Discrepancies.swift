extension Books {
  /// The open discrepancy about a thing, or nil.
  func openDiscrepancy(_ key: Finding.Key) -> Discrepancy? {
    guard let id = openDiscrepancies[key], let slot = discrepancySlot(of: id) else { return nil }
    return discrepancies[slot]
  }

  /// Adds a discrepancy, which is newer than all others.
  mutating func open(_ discrepancy: Discrepancy) {
    discrepancies.append(discrepancy)
    discrepancyCount = max(discrepancyCount, discrepancy.id)
    openDiscrepancies[discrepancy.key] = discrepancy.id
  }

  /// Removes a discrepancy, if it is open.
  mutating func closeDiscrepancy(_ id: UInt32) {
    guard let slot = discrepancySlot(of: id) else { return }
    let discrepancy = discrepancies.remove(at: slot)
    if openDiscrepancies[discrepancy.key] == id { openDiscrepancies[discrepancy.key] = nil }
  }

  private func discrepancySlot(of id: UInt32) -> Int? {
    let slot = discrepancies.firstIndex(from: id, by: { $0.id })
    return slot < discrepancies.count && discrepancies[slot].id == id ? slot : nil
  }
}
