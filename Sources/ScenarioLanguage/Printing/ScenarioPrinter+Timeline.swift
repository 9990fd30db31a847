import Reconciliation
import Trading

extension ScenarioPrinter {
  /// The lines of the timeline in three columns; a line with `on` stands outside of them.
  static func timeline(_ lines: [TimelineLine]) -> [String] {
    let columns = zip(lines, lines.areDeferred).map { line, isDeferred in
      (time: text(line.time.value), isEvent: line.isEvent, action: text(line, isDeferred: isDeferred))
    }
    let timeWidth = columns.filter { !$0.isEvent }.map(\.time.count).max() ?? 0
    let actors = columns.map(\.action.actor.count).filter { $0 <= Actor.broker.rawValue.count }
    let actorWidth = actors.max() ?? 0
    return columns.map { time, isEvent, action in
      if isEvent { return "  \(time) \(action.actor) \(action.rest)" }
      return "  \(padded(time, timeWidth + 2))\(padded(action.actor, actorWidth)) \(action.rest)"
    }
  }

  /// The first column.
  static func text(_ time: TimePoint) -> String {
    switch time {
    case .at(let span): return span.description
    case .between(let start, let end): return "\(start)..\(end)"
    case .afterPrevious(let delay): return "+\(delay)"
    case .afterMark(let mark, let delay): return delay == .zero ? "@\(mark)" : "@\(mark)+\(delay)"
    case .on(let pattern, let nth, let delay):
      var text = "on \(text(pattern))"
      if nth != 1 { text += " nth \(nth)" }
      return text + (delay == .zero ? " then" : " then +\(delay)")
    }
  }

  /// Actor and rest of a line.
  private static func text(_ line: TimelineLine, isDeferred: Bool) -> (actor: String, rest: String) {
    var (actor, rest) = text(line.action)
    switch line.action {
    case .mark: rest = "@\(line.mark?.value ?? "unnamed")"
    default: if let mark = line.mark { rest += " as @\(mark.value)" }
    }
    if line.mayMiss, line.canMiss(isDeferred: isDeferred) { rest += " may-miss" }
    return (actor, rest)
  }

  private static func text(_ action: Action) -> (actor: String, rest: String) {
    if case .form(let form) = action {
      let words = type(of: form).words
      return (words[0], words.dropFirst().joined(separator: " ") + form.suffix)
    }
    let (actor, rest) = oldText(action)
    return (actor.rawValue, rest)
  }

  private static func oldText(_ action: Action) -> (actor: Actor, rest: String) {
    switch action {
    case .place(let order): return (.trader, "\(TraderVerb.place) \(text(order))")
    case .replace(let order, let quantity, let limit, let stop):
      var rest = "\(TraderVerb.replace) \(order.value)"
      if let quantity { rest += " qty \(quantity)" }
      if let limit { rest += " limit \(money(limit))" }
      if let stop { rest += " stop \(money(stop))" }
      return (.trader, rest)
    case .cancel(let order): return (.trader, "\(TraderVerb.cancel) \(order.value)")
    case .broker(let action): return (.broker, text(action))
    case .network(let action): return (.net, text(action))
    case .engineRestart(let down):
      return (.engine, EngineVerb.restart.rawValue + (down == .zero ? "" : " down \(down)"))
    case .engineCrash(let point, let subject, let down):
      var rest = EngineVerb.crash.rawValue
      if let point { rest += " at \(point.value.text)" }
      if point != nil, let subject { rest += " of \(subject.value)" }
      if down != .zero { rest += " down \(down)" }
      return (.engine, rest)
    case .form: return (.store, "")
    case .operatorCommand(let verb): return (.operator, verb.rawValue)
    case .market(let symbol, let bid, let ask): return (.market, "\(symbol.value) \(money(bid)) \(money(ask))")
    case .expect(let check, let within, let holding):
      var rest = check.form.text
      if let within { rest += " within \(within.value)" }
      switch holding {
      case .rest?: rest += " for rest"
      case .duration(let span)?: rest += " for \(span)"
      case nil: break
      }
      return (.expect, rest)
    case .mark: return (.mark, "")
    }
  }
}

extension TimelineLine {
  /// Whether the line waits for an event.
  var isEvent: Bool {
    if case .on = time.value { true } else { false }
  }

  /// Whether the line may stay without effect, so that `may-miss` makes sense.
  ///
  /// A check and a mark at a plain time are always reached.
  func canMiss(isDeferred: Bool) -> Bool {
    switch action {
    case .expect, .mark: isDeferred
    case .place, .replace, .cancel, .broker, .network, .engineRestart, .engineCrash, .form, .operatorCommand, .market:
      true
    }
  }
}
