import Reconciliation
import Simulation
import Trading

/// Looks for patterns in the part of a trace that a window leaves.
package struct LogMatching {
  let entries: ArraySlice<TraceEntry>
  let names: Names

  func count(_ pattern: CompiledPattern) -> Int {
    entries.count { pattern.matches($0.event, names: names) }
  }

  func all(_ pattern: CompiledPattern) -> [Int] {
    entries.indices.filter { pattern.matches(entries[$0].event, names: names) }
  }

  func first(_ pattern: CompiledPattern) -> Int? {
    // By index and kind, since nearly all entries are of another one, and an iterator copies each.
    entries.indices.first { entries[$0].event.kind == pattern.kind && pattern.matches(entries[$0].event, names: names) }
  }

  /// How far an ordered block got.
  struct Progress {
    /// The index of the first step that found no match; nil if all did.
    var failedStep: Int?
    /// The entry that the step before it matched.
    var lastEntry: Int?
    /// The entry that a `not` step matched, where that is the trouble.
    var forbiddenEntry: Int?
    /// The step that was to be matched next.
    var reached = 0
  }

  /// Matches an ordered block.
  ///
  /// A step takes the first match after the one before it; `next` must be the very next entry of its lane, `not`
  /// must not match between its neighbours. A step that a `next` depends on is retried at later matches.
  func matchInOrder(_ steps: [CompiledStep]) -> Progress {
    var furthest = Progress(failedStep: 0)
    let captures: [String: Event.Value] = [:]
    var deadEnds: Set<DeadEnd>? = steps.contains(where: \.pattern.hasCaptures) ? nil : []
    if match(steps, from: 0, after: nil, captures, &furthest, &deadEnds) { return Progress(failedStep: nil) }
    return furthest
  }

  /// A place from which the rest of a block has no match.
  ///
  /// Without captures nothing else decides about it, so that it need not be searched again: several `next` would
  /// otherwise be tried in all combinations.
  private struct DeadEnd: Hashable {
    var step: Int
    var previous: Int?
  }

  private func match(
    _ steps: [CompiledStep], from index: Int, after previous: Int?, _ captures: [String: Event.Value],
    _ furthest: inout Progress, _ deadEnds: inout Set<DeadEnd>?
  ) -> Bool {
    let place = DeadEnd(step: index, previous: previous)
    if deadEnds?.contains(place) ?? false { return false }
    if search(steps, from: index, after: previous, captures, &furthest, &deadEnds) { return true }
    deadEnds?.insert(place)
    return false
  }

  private func search(
    _ steps: [CompiledStep], from index: Int, after previous: Int?, _ captures: [String: Event.Value],
    _ furthest: inout Progress, _ deadEnds: inout Set<DeadEnd>?
  ) -> Bool {
    var index = index
    let firstNot = index
    while index < steps.count, steps[index].form == .not { index += 1 }
    let forbidden = steps[firstNot..<index]
    let start = previous.map { $0 + 1 } ?? entries.startIndex
    guard index < steps.count else {
      guard let bad = firstForbidden(forbidden, in: start..<entries.endIndex, captures) else { return true }
      note(Progress(failedStep: bad.step, lastEntry: previous, forbiddenEntry: bad.entry, reached: index), &furthest)
      return false
    }
    let step = steps[index]
    note(Progress(failedStep: index, lastEntry: previous, reached: index), &furthest)
    // Only a `next` behind this step can make a later match better than the first.
    let mayRetry = index + 1 < steps.count && steps[index + 1].form == .next
    for position in start..<entries.endIndex {
      var bound = captures
      let isCandidate = step.pattern.matches(entries[position].event, names: names, captures: &bound)
      if step.form == .next, entries[position].event.kind.lane == step.pattern.kind.lane, !isCandidate { return false }
      guard isCandidate else { continue }
      if let bad = firstForbidden(forbidden, in: start..<position, captures) {
        note(Progress(failedStep: bad.step, lastEntry: previous, forbiddenEntry: bad.entry, reached: index), &furthest)
        return false
      }
      if match(steps, from: index + 1, after: position, bound, &furthest, &deadEnds) { return true }
      if !mayRetry || step.form == .next { return false }
    }
    return false
  }

  /// Keeps the attempt that got furthest; of two that got as far, a forbidden entry says more.
  private func note(_ progress: Progress, _ furthest: inout Progress) {
    let isBetter = progress.forbiddenEntry != nil || furthest.forbiddenEntry == nil
    if progress.reached > furthest.reached || (progress.reached == furthest.reached && isBetter) { furthest = progress }
  }

  /// The first entry that a `not` step matches, and the step.
  private func firstForbidden(
    _ steps: ArraySlice<CompiledStep>, in range: Range<Int>, _ captures: [String: Event.Value]
  ) -> (entry: Int, step: Int)? {
    guard !steps.isEmpty else { return nil }
    for entry in range {
      let step = steps.indices.first { index in
        var bound = captures
        return steps[index].pattern.matches(entries[entry].event, names: names, captures: &bound)
      }
      if let step { return (entry, step) }
    }
    return nil
  }

  /// Matches a block in any order, each step to an entry of its own.
  ///
  /// A step gives up its entry to one behind it if it finds another (augmenting paths; Kuhn 1955). Captures are
  /// bound at the first match instead, since what a step matches then depends on those before it.
  ///
  /// - Returns: The index of the first step without an entry, or nil.
  func matchUnordered(_ steps: [CompiledStep]) -> Int? {
    if steps.contains(where: \.pattern.hasCaptures) { return matchUnorderedGreedily(steps) }
    var owner: [Int: Int] = [:]
    func findEntry(for step: Int, _ tried: inout Set<Int>) -> Bool {
      for position in entries.indices
      where !tried.contains(position) && steps[step].pattern.matches(entries[position].event, names: names) {
        tried.insert(position)
        if let other = owner[position], !findEntry(for: other, &tried) { continue }
        owner[position] = step
        return true
      }
      return false
    }
    return steps.indices.first { step in
      var tried: Set<Int> = []
      return !findEntry(for: step, &tried)
    }
  }

  private func matchUnorderedGreedily(_ steps: [CompiledStep]) -> Int? {
    var taken: Set<Int> = []
    var captures: [String: Event.Value] = [:]
    for (index, step) in steps.enumerated() {
      let match = entries.indices.first { position in
        !taken.contains(position)
          && step.pattern.matches(entries[position].event, names: names, captures: &captures)
      }
      guard let match else { return index }
      taken.insert(match)
    }
    return nil
  }

  /// The lines of a golden block.
  func golden(globs: [String], withoutTimes: Bool) -> [String] {
    entries.filter { entry in globs.contains { Glob.matches(entry.event.kind.name, $0) } }
      .map { names.line(of: $0, withTime: !withoutTimes) }
  }
}
