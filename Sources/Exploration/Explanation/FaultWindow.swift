import Harness
import ScenarioLanguage
public import Trading

/// When a fault has to begin for a case to fail as it does.
public struct FaultWindow: Hashable, Sendable {
  /// The earliest and the latest beginning with which it fails.
  public let fails: ClosedRange<TimeSpan>
  /// The latest beginning before them with which it does not; nil if it can be as early as the run.
  public let before: TimeSpan?
  /// The earliest beginning after them with which it does not; nil if it can be as late as the run.
  public let after: TimeSpan?

  /// Finds it by moving the line; nil for a line that waits for something.
  init?(ofLine index: Int, _ variants: inout Variants) {
    guard case .at? = variants.scenario.timed(line: index, variants.times)?.timeline[index].time.value,
      let time = variants.times[index]
    else { return nil }
    let (earlier, later) = variants.instants(around: time)
    let scenario = variants.scenario
    let times = variants.times
    func moved(_ span: TimeSpan) -> Scenario? { scenario.moved(line: index, to: span, times) }
    let reachBefore = variants.reach(earlier, moved)
    let reachAfter = variants.reach(later, moved)
    fails = (reachBefore > 0 ? earlier[reachBefore - 1] : time)...(reachAfter > 0 ? later[reachAfter - 1] : time)
    before = reachBefore < earlier.count ? earlier[reachBefore] : nil
    after = reachAfter < later.count ? later[reachAfter] : nil
  }
}

extension Scenario {
  /// The scenario with a line, and the one that counts from it, at times of their own.
  func timed(line index: Int, _ times: [TimeSpan?]) -> Scenario? {
    var result = self
    for place in [index, index + 1] where place < timeline.count {
      guard case .afterPrevious = timeline[place].time.value else { continue }
      guard let time = times[place] else { return nil }
      result.timeline[place].time.value = .at(time)
    }
    return result
  }

  /// The scenario with a line at another time; all others keep theirs.
  func moved(line index: Int, to time: TimeSpan, _ times: [TimeSpan?]) -> Scenario? {
    var result = timed(line: index, times)
    result?.timeline[index].time.value = .at(time)
    return result
  }
}
