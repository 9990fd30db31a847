import Reconciliation
import Trading

/// How often a figure of the account was seen to differ, by the same or on the same side.
extension Reckoning {
  /// Counts one more pass in a row that saw this very difference; another difference is another drift.
  mutating func count(_ one: AccountDifference, isOtherHalf: Bool = false) -> Int? {
    guard let sights else { return nil }
    let place = sights.firstIndex { $0.figure == one.figure }
    var sight = DriftSight(figure: one.figure, difference: one.difference, count: 1, first: now, passBegan: passBegan)
    if let place, sights[place].difference == one.difference {
      sight = sights[place]
      // What is seen twice in a moment is seen once.
      if sight.count == 0 || passBegan - sight.passBegan >= configuration.retryDelay {
        sight.passBegan = passBegan
        sight.count += 1
      }
    }
    // What was seen beside it has been granted its time.
    if !isOtherHalf, isGraced(one, since: sight.first), sight.count >= configuration.driftConfirmations {
      sight.count = configuration.driftConfirmations - 1
    }
    if let place { self.sights?[place] = sight } else { self.sights?.append(sight) }
    return sight.count
  }

  /// Counts one more pass in a row in which a figure lay on the same side.
  ///
  /// - Returns: Whether a person has to know of it by now, though it never stood still; nil if nobody can tell.
  mutating func countRun(_ one: AccountDifference) -> Bool? {
    guard let runs else { return nil }
    let known = runs.first { $0.figure == one.figure && $0.isNegative == one.difference.isNegative }
    var run = known ?? DriftRun(figure: one.figure, isNegative: one.difference.isNegative, first: now)
    if run.count == 0 || passBegan - run.passBegan >= configuration.retryDelay {
      run.passBegan = passBegan
      run.count += 1
    }
    let needed = configuration.driftConfirmations + configuration.maximumRetries
    if run.count >= needed, isGraced(one, since: run.first) { run.count = needed - 1 }
    self.runs?.removeAll { $0.figure == one.figure }
    self.runs?.append(run)
    return run.count >= needed
  }

  /// Whether the last sight of a difference does not count yet: the engine has been active in its instrument, or in one of
  /// its currency, for less than `activity-grace`, and the difference has not lasted ten times as long.
  private func isGraced(_ one: AccountDifference, since first: Instant) -> Bool {
    guard let grace = configuration.activityGrace, !isStarting, now - first < grace * 10 else { return false }
    return isRecent(one, activity)
  }

  /// Whether the instrument of a difference, or one of its currency, has a mark from less than `activity-grace` ago.
  func isRecent(_ one: AccountDifference, _ marks: [UInt32: Instant]) -> Bool {
    guard let grace = configuration.activityGrace else { return false }
    return marks.contains { index, instant in
      guard now - instant < grace else { return false }
      switch one.figure {
      case .quantity(let instrument), .price(let instrument): return instrument.index == index
      case .cash(let currency): return configuration.instruments[Int(index)].currency == currency
      }
    }
  }
}
