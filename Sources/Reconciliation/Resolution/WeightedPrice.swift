import Trading

/// Weighs two average prices of one position by executed volume.
///
/// What has been added here since the position was opened or taken over last is volume whose price is known by execution;
/// of the rest of the position the price is only what the broker says. What was given away came from what was there
/// first. A quantity or a balance is not weighed: half of
/// each side's shares is a position that nobody holds.
enum WeightedPrice {
  /// The weighed price; nil if it leaves the range of a decimal.
  ///
  /// - Parameters:
  ///   - local: the average price here.
  ///   - broker: the broker's.
  ///   - known: the volume added here.
  ///   - quantity: the quantity of the position.
  static func average(local: Decimal, broker: Decimal, known: Decimal, of quantity: Decimal) -> Decimal? {
    let whole = quantity.magnitude
    let known = min(known, whole)
    guard !known.isZero, let rest = try? whole - known else { return broker }
    guard !rest.isZero else { return local }
    guard let mine = try? local * known, let theirs = try? broker * rest, let sum = try? mine + theirs else {
      return nil
    }
    return try? sum.divided(by: whole, rounding: .halfEven)
  }
}

extension Books {
  /// The volume that was added to the position of an instrument since its baseline and up to a change at the broker, as it
  /// stands after what was taken back or amended; nil if that leaves the range of a decimal.
  func addedVolume(
    of instrument: InstrumentID, comingTo quantity: Decimal, upTo sequence: BrokerSequence
  ) -> Decimal? {
    let index = Int(instrument.index)
    let side: Side = quantity.isNegative ? .sell : .buy
    // What has left the books is older than any account that can be compared.
    var volume = positions[index].past.volume(of: side)
    for step in stepsSinceBaseline(index)
    where step.isTrade && step.execution.side == side && step.execution.sequence <= sequence {
      guard let sum = try? volume + step.execution.quantity else { return nil }
      volume = sum
    }
    return volume
  }

  /// Whether the average price that was taken over last for what a finding is about is not the broker's.
  func differs(from finding: Finding) -> Bool {
    guard case .price(let instrument) = finding.drift else { return false }
    return positions[Int(instrument.index)].adopted.averagePrice != finding.broker
  }
}
