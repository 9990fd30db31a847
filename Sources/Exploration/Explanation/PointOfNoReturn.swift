import Harness
import ScenarioLanguage
import Simulation
public import Trading

/// From when on a failure is certain: if all faults end there it comes all the same.
public struct PointOfNoReturn: Hashable, Sendable {
  /// The last instant at which the end of all faults saves the case.
  public let saved: TimeSpan
  /// The first one at which it does not.
  public let lost: TimeSpan

  /// Finds it by ending all faults at one instant after the other; nil where they have no part in it.
  init?(_ variants: inout Variants, failure: TimeSpan) {
    let scenario = variants.scenario
    let times = variants.times
    let instants = [.zero] + variants.instants(around: .zero).after.filter { $0 <= failure }
    guard variants.passes(scenario.healed(at: .zero, times)) else { return nil }
    var (low, high) = (0, instants.count)
    while high - low > 1 {
      let middle = (low + high) / 2
      if variants.fails(scenario.healed(at: instants[middle], times)) { high = middle } else { low = middle }
    }
    guard high < instants.count else { return nil }
    saved = instants[low]
    lost = instants[high]
  }
}

extension Scenario {
  /// The scenario without faults from an instant on: those that go on then end, those that would begin then do not.
  func healed(at instant: TimeSpan, _ times: [TimeSpan?]) -> Scenario? {
    var result = self
    var lines: [TimelineLine] = []
    var heal: TimelineLine? = TimelineLine(Located(.at(instant)), NetHeal())
    for (index, line) in timeline.enumerated() {
      var line = line
      if let time = times[index] {
        if case .afterPrevious = line.time.value { line.time.value = .at(time) }
        if time >= instant, let healing = heal {
          lines.append(healing)
          heal = nil
        }
      }
      if line.isFault {
        guard let time = times[index], time < instant else { continue }
        line.form = line.form.ended(after: instant - time)
      }
      lines.append(line)
    }
    if let heal { lines.append(heal) }
    result.timeline = lines
    return result
  }
}

extension LineForm {
  /// The line with a fault that ends by then; those of the network end by `net heal`.
  fileprivate func ended(after span: TimeSpan) -> any LineForm {
    guard var lasting = self as? any LastingLine else { return self }
    switch lasting.extent {
    case .next?: return self
    case .duration(let length)? where length <= span: return self
    case .duration?, .until?, nil: lasting.extent = .duration(span)
    }
    return lasting
  }
}
