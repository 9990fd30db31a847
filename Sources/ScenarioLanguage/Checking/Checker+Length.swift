import Reconciliation
import Trading

extension Checker {
  /// The length of a run: polls alone must not use up its steps.
  mutating func checkLength() {
    guard let ends = scenario.header.ends else { return }
    var engine = EngineConfiguration(mode: scenario.header.mode)
    var interval: (value: TimeSpan, place: SourceSpan?)?
    for located in scenario.settings { engine.set(located.value.setting, to: located.value.value) }
    guard engine.isEnabled else { return }
    for (setting, value) in [(EngineSetting.orderInterval, engine.orderInterval), (.fullInterval, engine.fullInterval)]
    {
      guard let value, value.nanoseconds > 0, interval.map({ value < $0.value }) ?? true else { continue }
      interval = (value, scenario.settings.first { $0.value.setting == setting }?.span)
    }
    guard let interval else { return }
    let polls = ends.value.nanoseconds / interval.value.nanoseconds
    let limit = scenario.header.maximumSteps?.value ?? Scenario.Header.defaultMaximumSteps
    guard polls > limit else { return }
    diagnostics.append(.tooManySteps(ends, every: interval.value, interval.place, polls: polls, limit: limit))
  }
}
