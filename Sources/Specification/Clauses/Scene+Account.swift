import Reconciliation
import Trading

extension Scene {
  /// Whether a clock brings passes that compare the account, of the kinds that are in force.
  var hasAccountClock: Bool {
    var kinds: [PassKind] = []
    if configuration.orderInterval != nil { kinds.append(model.chosen[.poll] ?? configuration.pollKind) }
    if configuration.fullInterval != nil { kinds.append(model.chosen[.full] ?? configuration.fullKind) }
    return kinds.contains { ($0.substitute(configuration)?.kind ?? $0).asksAccount(configuration) }
  }

  /// Whether something waits for the broker to show the account: what a person has decided to take over, and what was
  /// taken over and not shown since.
  var awaitsAccount: Bool {
    guard configuration.isEnabled, configuration.mode == .live else { return false }
    return !model.unverified.isEmpty || model.tickets.contains { $0.changesFigure }
  }
}

extension Ticket {
  /// Whether a person has decided that a figure of the account is to be another one.
  fileprivate var changesFigure: Bool { order == Event.none && execution == Event.none && changesBooks }

  /// Whether a person has decided that the books are to change.
  var changesBooks: Bool {
    switch decision {
    case .acceptBroker, .figure: true
    case .acceptLocal, .discard, .ignore, nil: false
    }
  }
}
