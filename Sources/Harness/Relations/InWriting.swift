import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension Relation {
  /// Whatever a run does can be said in a file, and a file says all of it.
  static let inWriting = Relation(
    name: "in-writing",
    summary:
      "written as a file and read again, the case, its settings and what its trace says are what they were, and an "
      + "entry of the trace says all that it carries",
    source: "design, section 7: nothing can be fuzzed that a file cannot say; section 3: one catalogue of events",
    exceptions: ["entries about what no line of the file names"],
    share: RelationShare(cases: 8), trial: InWriting())
}

/// `in-writing`: prints the case and reads it; looks for entries of the trace by lines that say what they say; and in one
/// of four runs what was read.
private struct InWriting: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let (plan, trace, records) = (run.plan, run.world.trace, run.world.durableRecords ?? [])
    var scenario = plan.scenario
    scenario.always = []
    scenario.finally = []
    let text = ScenarioPrinter.print(scenario)
    let lines = drawnLines(of: trace, plan, &dice)
    let asked: Scenario
    switch parse(lines.isEmpty ? text : text + "\nfinally\n" + lines.map { "  log has \($0)\n" }.joined()) {
    case .failure(let breach): return [.broken(breach.breach)]
    case .success(let scenario): asked = scenario
    }
    var read = asked
    read.finally = []
    var breach = firstDifference(text, ScenarioPrinter.print(read)) ?? self.breach(of: plan)
    if zip(scenario.settings, read.settings).contains(where: { $0.value != $1.value }) {
      breach = breach ?? RelationBreach(message: "a setting is read as another value")
    }
    breach = breach ?? trace.firstUnsaid(plan.names)
    breach = breach ?? self.breach(of: trace, plan, asked, lines)
    breach = breach ?? trace.firstMisnamed(of: records, plan.names)
    if let breach { return [.broken(breach)] }
    guard dice.isThorough || dice.number(below: 4) == 0 else { return [.holds] }
    guard let other = run.other(read) else { return [.excepted] }
    let comparison = EntryComparison(what: "the run of the file that says the case")
    return [RelationOutcome(run.firstDifference(other, comparison))]
  }

  /// How many entries a trace is asked for.
  private static let looks = 80

  /// A breach as an error.
  private struct Unread: Error {
    var breach: RelationBreach
  }

  private func parse(_ text: String) -> Result<Scenario, Unread> {
    let parsed = ScenarioParser.parse(SourceFile(path: "case.scenario", text: text), invariants: Invariant.names)
    if let scenario = parsed.cases.first { return .success(scenario) }
    let first = parsed.diagnostics.first { $0.severity == .error }
    let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    let line = first.flatMap { lines.indices.contains($0.span.line - 1) ? lines[$0.span.line - 1] : nil } ?? ""
    return .failure(
      Unread(
        breach: RelationBreach(
          message: "what the run says cannot be read: \(first?.message ?? "there is no case in it")",
          notes: ["line     \(line.drop { $0 == " " })"])))
  }

  private func firstDifference(_ text: String, _ again: String) -> RelationBreach? {
    guard text != again else { return nil }
    let (mine, other) = (text.split(separator: "\n"), again.split(separator: "\n"))
    let place = zip(mine, other).enumerated().first { $1.0 != $1.1 }?.offset ?? min(mine.count, other.count)
    return RelationBreach(
      message: "read and written again the case says something else",
      notes: ["before   \(mine.dropFirst(place).first ?? "")", "after    \(other.dropFirst(place).first ?? "")"])
  }

  /// What the file says of a setting is what holds, and what holds can be said.
  private func breach(of plan: Plan) -> RelationBreach? {
    let engine = plan.configuration.engine
    let home =
      plan.names.currencies.indices.contains(Int(engine.homeCurrency.index))
      ? plan.names.currencies[Int(engine.homeCurrency.index)] : nil
    for item in plan.scenario.settings
    where !item.value.value.isSaid(by: engine.value(of: item.value.setting), home: home) {
      return RelationBreach(
        message: "the file sets \(about: item.value.setting.rawValue) to \(item.value.value.text), and it is "
          + "\(engine.value(of: item.value.setting).text)", property: item.value.setting.rawValue)
    }
    var other = EngineConfiguration(mode: engine.mode, guarantees: engine.guarantees)
    for setting in EngineSetting.allCases { other.set(setting, to: engine.value(of: setting)) }
    for setting in EngineSetting.allCases where other.value(of: setting) != engine.value(of: setting) {
      return RelationBreach(
        message: "\(about: setting.rawValue) is \(engine.value(of: setting).text), and set to that it is "
          + "\(other.value(of: setting).text)", property: setting.rawValue)
    }
    return nil
  }

  /// The first entries with each word, and drawn ones, in the words of a file.
  private func drawnLines(of trace: Trace, _ plan: Plan, _ dice: inout RelationDice) -> [String] {
    let entries = trace.entries
    var places: [Int] = []
    var words: Set<UInt64> = []
    var kinds: Set<EventKind> = []
    for (place, entry) in entries.enumerated() where places.count < Self.looks {
      let event = entry.event
      let isNew = words.insert(event.words).inserted
      if kinds.insert(event.kind).inserted || isNew { places.append(place) }
    }
    for _ in 0..<8 where !entries.isEmpty { places.append(dice.number(below: entries.count)) }
    return places.compactMap { plan.check(of: entries[$0].event) }
  }

  /// Asks the trace for entries by what they say.
  private func breach(of trace: Trace, _ plan: Plan, _ scenario: Scenario, _ lines: [String]) -> RelationBreach? {
    guard !lines.isEmpty else { return nil }
    guard let checks = try? PlanCompiler.compile(scenario).finals else {
      return RelationBreach(message: "what the run says names something that the file does not")
    }
    let log = RunLog(trace: trace, names: plan.names, marks: [], markNames: [], end: plan.ends)
    for (final, line) in zip(checks, lines) {
      guard case .log(let check, let span) = final, let finding = check.judge(log, at: span) else { continue }
      return RelationBreach(
        message: "an entry is not found by what it says: \(about: String(line.prefix { $0 != " " }))",
        notes: ["line     \(line)"] + finding.notes)
    }
    return nil
  }
}

extension Event {
  /// The words of an event as one number.
  fileprivate var words: UInt64 {
    [state, origin, source, reason, subject].reduce(0) { $0 << 9 | UInt64($1.map { UInt16($0.rawValue) + 1 } ?? 0) }
  }
}

extension Plan {
  /// What an event says, as a check of the log; nil where it names something that no line does.
  fileprivate func check(of event: Event) -> String? {
    guard event.execution == Event.none || event.execution < declaredExecutions else { return nil }
    let text = names.fields(of: event)
    // By bytes, which is many times faster than by characters.
    return text.utf8.contains(UInt8(ascii: "#")) ? nil : text.isEmpty ? event.kind.name : "\(event.kind.name) \(text)"
  }
}

extension SettingValue {
  /// Whether a value says all that this one does: amounts in currencies that a file leaves out stay what they are.
  ///
  /// - Parameter home: the currency of plain numbers.
  fileprivate func isSaid(by value: SettingValue, home: String?) -> Bool {
    guard case .money(let amounts) = self, case .money(let all) = value else { return self == value }
    return amounts.allSatisfy { one in
      all.contains { $0.amount == one.amount && ($0.code == one.code || $0.code == nil && one.code == home) }
    }
  }
}
