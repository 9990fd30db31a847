public import Reconciliation

/// A broker as far as its promises go: how long client order ids stay unique, whether late requests are refused, and
/// whether a 429 proves that a request was not forwarded.
public enum BrokerProfile: String, Hashable, Sendable, CaseIterable {
  /// Fills only when told; an id is unique while its order works, late requests are refused.
  case scripted
  /// As `scripted`, but a client order id is refused for ever once it was used (Alpaca).
  case scriptedUnique = "scripted-unique"
  /// As `scripted`, but a client order id is a mere tag, late requests are carried out, and orders are listed all or not at all (Kite).
  case scriptedTagged = "scripted-tagged"
  /// As `scripted`, but late requests are carried out (OANDA).
  case scriptedLate = "scripted-late"
  /// As `scripted-unique`, but late requests are carried out.
  case scriptedUniqueLate = "scripted-unique-late"
  /// As `scripted-tagged`, but late requests are refused.
  case scriptedTaggedTimely = "scripted-tagged-timely"

  /// What the engine may rely on.
  public var guarantees: BrokerGuarantees {
    switch self {
    case .scripted: BrokerGuarantees(identityScope: .whileWorking, honoursDeadlines: true)
    case .scriptedUnique: BrokerGuarantees(identityScope: .forever, honoursDeadlines: true)
    case .scriptedTagged:
      BrokerGuarantees(identityScope: .never, honoursDeadlines: false, rateLimitPause: nil, listsChanges: false)
    case .scriptedLate: BrokerGuarantees(identityScope: .whileWorking, honoursDeadlines: false)
    case .scriptedUniqueLate: BrokerGuarantees(identityScope: .forever, honoursDeadlines: false)
    case .scriptedTaggedTimely: BrokerGuarantees(identityScope: .never, honoursDeadlines: true)
    }
  }
}
