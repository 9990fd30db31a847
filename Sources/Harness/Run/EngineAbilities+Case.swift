import Reconciliation
public import ScenarioLanguage
public import Simulation

extension EngineAbilities {
  /// What a case asks for that the engine does not have, as a sentence without its end; nil if it has all.
  ///
  /// Such a case would fail an engine for what it never claimed to do, or pass since what must not come never can: it is
  /// skipped, with this as the reason; so is one that is about an invariant which cannot judge the engine.
  public func lack(for scenario: Scenario) -> String? {
    guard !areComplete else { return nil }
    if let setting = scenario.settings.first(where: { !obeys($0.value.setting) }) {
      return "it sets `\(setting.value.setting.rawValue)`, and \(name) does not know that"
    }
    let judges = Judges(of: self)
    for item in scenario.always {
      guard let line = item.value.form as? InvariantLine, line.off == nil,
        let reason = judges.reason(against: line.invariant.name)
      else { continue }
      return "it is about `\(line.invariant.name)`, for which \(name) \(reason)"
    }
    var needs = JudgeNeeds()
    for item in scenario.always { if let line = item.value.form as? NeverLine { needs.add(line.check) } }
    for line in scenario.timeline {
      if let words = unclaimed(line) { return "\(name) does not claim to withstand `\(words)`" }
      if let line = line.form as? ExpectLine { needs.add(line.check) }
      if case .on(let pattern, _, _) = line.time.value { needs.add(pattern.kind.value) }
    }
    for item in scenario.finally {
      switch item.value {
      case .expect(let check): needs.add(check)
      case .log(let check):
        for text in [check.form.text] + check.form.blockLines {
          for word in text.split(separator: " ") { if let kind = EventKind(name: word) { needs.add(kind) } }
        }
      }
    }
    return needs.lack(of: self).map { "it looks for \($0), and \(name) has none" }
  }

  /// The case without the lines that the engine does not claim to withstand; what rests on one of them may miss.
  public func fitted(_ scenario: Scenario) -> Scenario {
    guard !areComplete else { return scenario }
    var scenario = scenario
    scenario.settings.removeAll { !obeys($0.value.setting) }
    // What is left out takes with it all that is about an order which nothing else places.
    let gone = scenario.timeline.filter { unclaimed($0) != nil }.compactMap(\.newOrder)
    scenario.timeline.removeAll { unclaimed($0) != nil }
    let lost = Set(gone).subtracting(scenario.timeline.compactMap(\.newOrder))
    scenario.timeline.removeAll { line in
      line.form.mentions.contains { [.newOrder, .order, .subject].contains($0.kind) && lost.contains($0.name) }
    }
    for index in scenario.timeline.indices { scenario.timeline[index].mayMiss = true }
    // As its file will be read: the number of a line is part of a run.
    let source = SourceFile(path: "", text: ScenarioPrinter.print(scenario))
    return ScenarioParser.parse(source, invariants: Invariant.names).cases.first ?? scenario
  }

  private func obeys(_ setting: EngineSetting) -> Bool { settings.contains(setting.rawValue) }

  private func unclaimed(_ line: TimelineLine) -> String? {
    let text = line.form.text + " "
    return leavesOut.first { text.hasPrefix($0 + " ") }
  }

}

extension JudgeNeeds {
  /// Adds an event that a file looks for; what others than the engine tell is there in any case.
  fileprivate mutating func add(_ kind: EventKind) {
    if kind.lane == .engine { events.insert(kind) }
  }

  /// Adds what a check looks at.
  fileprivate mutating func add(_ check: Check) { figures.formUnion(type(of: check.form).reads) }
}

extension TimelineLine {
  /// The name of the order that the line places.
  fileprivate var newOrder: String? { form.mentions.first { $0.kind == .newOrder }?.name }
}
