import Harness
import Reconciliation
import ScenarioLanguage
import Trading

/// The smallest change of one fault line that is found with which a case passes.
public struct NearestPass: Hashable, Sendable {
  /// The line of the file.
  public let line: Int
  /// The line with which it passes.
  public let text: String

  /// How far a line may be moved to count as nearer than another form of it.
  private static let shortShift = TimeSpan.milliseconds(100)
  /// How many forms of one line are tried.
  private static let limit = 24

  /// Tries other times that are near, other forms, then other times.
  init?(_ needed: [(index: Int, window: FaultWindow?)], _ variants: inout Variants) {
    let scenario = variants.scenario
    var shifts: [(index: Int, to: TimeSpan, distance: TimeSpan)] = []
    for (index, window) in needed {
      guard let window, let time = variants.times[index] else { continue }
      if let before = window.before { shifts.append((index, before, time - before)) }
      if let after = window.after { shifts.append((index, after, after - time)) }
    }
    shifts.sort { $0.distance < $1.distance }
    let near = shifts.prefix { $0.distance <= NearestPass.shortShift }
    for shift in near {
      if let found = NearestPass.shifted(shift.index, shift.to, &variants) {
        self = found
        return
      }
    }
    for (index, _) in needed {
      for form in scenario.timeline[index].form.neighbours.prefix(NearestPass.limit) {
        var variant = scenario
        variant.timeline[index].form = form
        guard variants.passes(variant) else { continue }
        line = scenario.timeline[index].span.line
        text = variant.timeline[index].text
        return
      }
    }
    for shift in shifts.dropFirst(near.count) {
      if let found = NearestPass.shifted(shift.index, shift.to, &variants) {
        self = found
        return
      }
    }
    return nil
  }

  private init(line: Int, text: String) {
    self.line = line
    self.text = text
  }

  private static func shifted(_ index: Int, _ time: TimeSpan, _ variants: inout Variants) -> NearestPass? {
    guard let variant = variants.scenario.moved(line: index, to: time, variants.times), variants.passes(variant) else {
      return nil
    }
    return NearestPass(line: variants.scenario.timeline[index].span.line, text: variant.timeline[index].text)
  }
}

extension LineForm {
  /// Forms that differ in little: a crash at another boundary, one occasion less, or a milder fault.
  fileprivate var neighbours: [any LineForm] {
    if var crash = self as? EngineCrash {
      guard let place = crash.place, let own = Word.crashPoints.firstIndex(of: place.point) else { return milder }
      let others = Word.crashPoints.indices.filter { $0 != own }.sorted { (abs($0 - own), $0) < (abs($1 - own), $1) }
      return others.map { index in
        crash.place = CrashPlace(Word.crashPoints[index], of: place.subject)
        return crash
      } + milder
    }
    guard var lasting = self as? any LastingLine, case .next(let count)? = lasting.extent else { return milder }
    guard count > 1 else { return milder }
    // One more would leave the fault waiting to the end, where no oracle asks for agreement.
    lasting.extent = .next(count - 1)
    return [lasting as any LineForm] + milder
  }
}
