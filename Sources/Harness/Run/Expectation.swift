import ScenarioLanguage
import Simulation
import Trading

/// A check with a deadline, or one that must stay true.
struct Expectation {
  var check: any StateCheck
  var span: SourceSpan
  var asked: Instant
  var deadline: Instant
  var holding: Holding?
  /// Whether the check must be true at once, at the end of its instant.
  var isImmediate: Bool
  /// When it last became true; nil while it is false.
  var trueSince: Instant?
  /// Set once the deadline has passed without the check being true: the run goes on to tell how late it is.
  var missedAt: Instant?
  /// What differed at the deadline.
  var notesAtDeadline: [String] = []
  var isSettled = false

  /// When something has to be decided even if nothing happens.
  var nextDecision: Instant? {
    if isSettled { return nil }
    if let since = trueSince, case .duration(let span)? = holding { return max(deadline, since) + span }
    return missedAt == nil && trueSince == nil ? deadline : nil
  }
}

extension CaseRun {
  var nextDeadline: Instant {
    expectations.lazy.compactMap(\.nextDecision).filter { $0 > world.now }.min() ?? .distantFuture
  }

  /// Checks what is pending; at the end of an instant deadlines and holding times are judged too.
  mutating func evaluateExpectations(isEndOfInstant: Bool) {
    guard !expectations.isEmpty else { return }
    for index in expectations.indices where !expectations[index].isSettled {
      var expectation = expectations[index]
      evaluate(&expectation, isEndOfInstant: isEndOfInstant)
      expectations[index] = expectation
    }
    guard isEndOfInstant else { return }
    if chronicle != nil {
      for expectation in expectations where expectation.isSettled {
        keepCourse(of: expectation, met: expectation.trueSince)
      }
    }
    expectations.removeAll { $0.isSettled }
  }

  private mutating func evaluate(_ expectation: inout Expectation, isEndOfInstant: Bool) {
    if expectation.isImmediate, !isEndOfInstant, expectation.trueSince == nil { return }
    let holds = satisfies(expectation.check)
    if holds {
      if expectation.trueSince == nil { expectation.trueSince = world.now }
      if expectation.missedAt != nil {
        failLate(expectation)
        expectation.isSettled = true
        return
      }
      guard let holding = expectation.holding else {
        expectation.isSettled = true
        return
      }
      if case .duration(let span) = holding, isEndOfInstant, let since = expectation.trueSince,
        world.now >= max(expectation.deadline, since) + span
      {
        expectation.isSettled = true
      }
      return
    }
    guard isEndOfInstant else { return }
    let wasTrue = expectation.trueSince
    if case .duration(let span)? = expectation.holding, let since = wasTrue,
      world.now >= max(expectation.deadline, since) + span
    {
      // It had to stay so that long, not at the instant after which it no longer had to.
      expectation.isSettled = true
      return
    }
    expectation.trueSince = nil
    if world.now >= expectation.deadline, expectation.missedAt == nil {
      if let wasTrue {
        failUnstable(expectation, since: wasTrue)
        expectation.isSettled = true
      } else if expectation.isImmediate {
        failState(expectation.check, expectation.span)
        expectation.isSettled = true
      } else {
        expectation.missedAt = world.now
        expectation.notesAtDeadline = explain(expectation.check)
      }
    }
  }

  /// What is still pending when the run ends.
  mutating func settleExpectations() {
    for expectation in expectations where !expectation.isSettled {
      if chronicle != nil { keepCourse(of: expectation, met: expectation.trueSince) }
      guard expectation.missedAt == nil, let since = expectation.trueSince else {
        failNever(reached: expectation)
        continue
      }
      if case .duration(let span)? = expectation.holding {
        failCutShort(expectation, until: max(expectation.deadline, since) + span)
      }
    }
  }
}
