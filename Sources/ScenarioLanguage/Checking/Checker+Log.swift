import Reconciliation

extension Checker {
  /// Globs that match nothing, blocks without lines, captures that compare nothing, and no check at all.
  mutating func checkLog() {
    for glob in facts.globs where !EventKind.allCases.contains(where: { Glob.matches($0.name, glob.value) }) {
      diagnostics.append(.deadGlob(glob))
    }
    for head in facts.emptyBlocks { diagnostics.append(.emptyBlock(at: head)) }
    var uses: [String: Int] = [:]
    for capture in facts.captures { uses["\(capture.block) \(capture.name)", default: 0] += 1 }
    for capture in facts.captures where uses["\(capture.block) \(capture.name)"] == 1 {
      diagnostics.append(.captureUsedOnce(capture.name, at: capture.span))
    }
    checkCuts()
    if !scenario.hasCheck { diagnostics.append(.noCheck(at: scenario.title.span)) }
  }
}

extension Checker {
  /// A network that stays cut although the run must converge at its end.
  private mutating func checkCuts() {
    let expectation = scenario.finally.first { item in
      if case .expect(let check) = item.value { type(of: check.form).needsNetwork } else { false }
    }
    guard let expectation else { return }
    var open: SourceSpan?
    for line in scenario.timeline {
      if let leavesCut = line.form.leavesCut { open = leavesCut ? line.span : nil }
    }
    if let open { diagnostics.append(.cutNeverHealed(at: open, check: expectation.span)) }
  }
}

extension Scenario {
  /// Whether anything is checked beside the invariants.
  var hasCheck: Bool {
    if !finally.isEmpty { return true }
    return always.contains { $0.value.form.isCheck }
      || timeline.contains { type(of: $0.form).traits.contains(.check) }
  }
}
