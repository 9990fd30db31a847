import Trading

/// What a pass asks for to find out whether the broker answers at all, before it asks for the rest (setting `probe-first`).
struct Probe: Sendable {
  /// How many passes in a row that may correct got no answer at all.
  private var silentPasses = 0
  /// What the pass that runs asks for when its first query was answered.
  private var heldBack: [Word] = []

  /// Whether the pass that runs has more to ask for.
  var holdsBack: Bool { !heldBack.isEmpty }

  /// Begins a pass.
  ///
  /// A connection that is in doubt is probed by the account, or on paper by the executions. Each pass in vain asks for
  /// something else: where one thing is never answered the rest is seen all the same.
  ///
  /// - Returns: What is to be asked for at once.
  mutating func begin(_ queries: [Request.Content], of plan: PassPlan, _ configuration: EngineConfiguration)
    -> [Request.Content]
  {
    heldBack = []
    guard isInDoubt(plan, configuration) else { return queries }
    var rest = queries
    let first = rest.remove(at: rest.count - 1 - silentPasses % rest.count)
    heldBack = rest.map(\.kind)
    return [first]
  }

  /// Whether the connection is in doubt: who asks for a pass wants what can be had, and who only looks for a passer-by.
  private func isInDoubt(_ plan: PassPlan, _ configuration: EngineConfiguration) -> Bool {
    guard configuration.probesFirst, !plan.isLook, plan.trigger != .operator else { return false }
    return plan.trigger == .reconnect || silentPasses > 0
  }

  /// Takes what was held back out of all that the pass asks for.
  mutating func takeRest(of queries: [Request.Content]) -> [Request.Content] {
    defer { heldBack = [] }
    return queries.filter { heldBack.contains($0.kind) }
  }

  /// A query was not answered: the rest would not be either.
  mutating func noteFailure() { heldBack = [] }

  /// A pass that may correct has ended.
  mutating func noteEnd(isAnswered: Bool) { silentPasses = isAnswered ? 0 : silentPasses + 1 }
}
