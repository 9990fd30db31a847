import Reconciliation
import ScenarioLanguage
import Trading

extension Shrinker {
  /// Tries milder faults: one message instead of many, shorter, without a jitter, of one kind.
  mutating func simplifyFaults() {
    for index in best.timeline.indices {
      if best.timeline[index].mayMiss { attempt { $0.timeline[index].mayMiss = false } }
      var changed = true
      while changed {
        changed = false
        for action in best.timeline[index].action.milder where attempt({ $0.timeline[index].action = action }) {
          changed = true
          break
        }
      }
    }
  }
}

extension Action {
  /// Forms of the action that do less, mildest first.
  fileprivate var milder: [Action] {
    switch self {
    case .network(let action): return action.milder.map(Action.network)
    case .broker(.snapshot(let fault, let extent)):
      return Extent.milder(extent).map { .broker(.snapshot(fault, $0)) }
    case .form(let form): return form.milder.map(Action.form)
    case .engineCrash(let point, let subject, let down):
      return Self.milder(down: down).map { .engineCrash(point: point, subject: subject, down: $0) }
        + (subject != nil ? [.engineCrash(point: point, subject: nil, down: down)] : [])
        + (point != nil ? [.engineCrash(point: nil, subject: nil, down: down)] : [])
    case .engineRestart(let down): return Self.milder(down: down).map { .engineRestart(down: $0) }
    default: return []
    }
  }

  private static func milder(down: TimeSpan) -> [TimeSpan] {
    [TimeSpan.zero, .seconds(1)].filter { $0 < down }
  }
}

extension NetworkAction {
  fileprivate var milder: [NetworkAction] {
    switch self {
    case .cut(let extent):
      // One lost message says more than silence on every channel; a cut that counts messages says less.
      return [Word.stream, .requests, .responses].map { .drop(MessageMatch(channel: $0, kinds: []), .next(1)) }
        + Extent.milder(extent).filter { if case .duration = $0 { true } else { false } }.map { .cut($0) }
    case .heal: return []
    case .drop(let match, let extent):
      return Extent.milder(extent).map { .drop(match, $0) }
        + match.narrower(extent).map { .drop($0, $1) }
    case .delay(let match, let span, let jitter, let extent):
      return (jitter == nil ? [] : [.delay(match, by: span, jitter: nil, extent)])
        + span.simpler.map { .delay(match, by: $0, jitter: jitter, extent) }
        + Extent.milder(extent).map { .delay(match, by: span, jitter: jitter, $0) }
        + match.narrower(extent).map { .delay($0, by: span, jitter: jitter, $1) }
    case .duplicate(let match, let span, let extent):
      return span.simpler.map { .duplicate(match, after: $0, extent) }
        + Extent.milder(extent).map { .duplicate(match, after: span, $0) }
        + match.narrower(extent).map { .duplicate($0, after: span, $1) }
    case .fail(let kinds, let status, let extent):
      return Extent.milder(extent).map { .fail(kinds: kinds, status: status, $0) }
        + (kinds.count > 1 ? kinds.map { .fail(kinds: [$0], status: status, extent) } : [])
        + (status != 503 ? [.fail(kinds: kinds, status: 503, extent)] : [])
    }
  }
}

extension MessageMatch {
  /// Matches that hit less.
  ///
  /// Also for once instead: what is left of a count for more messages would keep the fault open to the end.
  fileprivate func narrower(_ extent: Extent?) -> [(MessageMatch, Extent?)] {
    let extents = extent == .next(1) ? [extent] : [.next(1), extent]
    return narrower.flatMap { match in extents.map { (match, $0) } }
  }

  private var narrower: [MessageMatch] {
    if kinds.count == 1 {
      // Which order a message is about is a detail that one more word costs.
      return order == nil ? [] : [MessageMatch(channel: channel, kinds: kinds)]
    }
    let legal: [Word] =
      !kinds.isEmpty
      ? kinds : channel == .stream ? [.fill, .ack, .cancel, .reject, .expire, .replace] : Word.requestKinds
    return legal.map { MessageMatch(channel: channel, kinds: [$0], order: order) }
  }
}
