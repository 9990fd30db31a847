import Trading

/// What was inferred of one order, and what of it was not reported so far.
struct InferredExecutions: Hashable, Sendable {
  /// What still counts, in the order in which it was inferred.
  private(set) var standing: [Execution] = []
  /// How many records there are of it: each has a name of its own.
  private(set) var count = 0

  /// Takes a record: something inferred, or what is left of it.
  mutating func note(_ execution: Execution) {
    count += 1
    guard let reference = execution.reference else { return standing.append(execution) }
    guard let place = standing.firstIndex(where: { $0.id == reference }) else { return }
    if execution.isBust { standing.remove(at: place) } else { standing[place] = execution }
  }

  /// The records that take back as much of what was inferred as a real execution puts in its place.
  ///
  /// What was inferred from what the broker told before the execution is not that one. What is left keeps the average
  /// that the broker has told: its price is what makes that right.
  func revisions(for execution: Execution) -> [Execution] {
    guard !standing.isEmpty, execution.reference == nil, !execution.isInferred else { return [] }
    let shares = standing.filter { $0.sequence >= execution.sequence }
    return taking(execution.quantity, from: shares) { rest, share, taken in
      InferredExecutions.price(of: rest, of: share, without: taken, at: execution.price)
    }
  }

  /// The records that take back so much of what was inferred last, since the broker counts less than it did.
  func withdrawals(of quantity: Decimal) -> [Execution] {
    taking(quantity, from: standing.reversed()) { _, share, _ in share.price }
  }

  private func taking(
    _ quantity: Decimal, from shares: [Execution], price: (Decimal, Execution, Decimal) -> Decimal
  ) -> [Execution] {
    var revisions: [Execution] = []
    var left = quantity
    for share in shares where left.isPositive {
      let taken = min(left, share.quantity)
      guard let rest = try? share.quantity - taken, let remains = try? left - taken else { break }
      left = remains
      var revision = share
      revision.id = ExecutionID(inference: count + revisions.count)
      revision.reference = share.id
      revision.quantity = rest
      revision.price = price(rest, share, taken)
      revisions.append(revision)
    }
    return revisions
  }

  private static func price(
    of rest: Decimal, of share: Execution, without taken: Decimal, at price: Decimal
  ) -> Decimal {
    guard rest.isPositive,
      let value = try? ExactAmount.product(share.quantity, share.price) - .product(taken, price),
      let price = try? value.divided(by: rest), price.isPositive
    else { return share.price }
    return price
  }
}
