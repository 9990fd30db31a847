public import Trading

/// One way in which the settings are not those that a store was written under.
public enum ConfigurationDifference: Hashable, Sendable {
  /// Two names stand in each other's place.
  case swapped(NameKind, String, String)
  /// A name stands in another place.
  case moved(NameKind, String, from: Int, to: Int)
  /// The store knows a name that the settings lack.
  case missing(NameKind, String)
  /// An instrument has another multiplier.
  case multiplier(of: String, inStore: Decimal, inSettings: Decimal)
  /// An instrument settles in another currency.
  case currency(of: String, inStore: String, inSettings: String)

  /// Compares names by place.
  static func differences(
    _ kind: NameKind, ofStore store: [String], fromSettings settings: [String]
  ) -> [ConfigurationDifference] {
    var found: [ConfigurationDifference] = []
    for (place, name) in store.enumerated() {
      guard place >= settings.count || settings[place] != name else { continue }
      guard let now = settings.firstIndex(of: name) else {
        found.append(.missing(kind, name))
        continue
      }
      if now < store.count, place < settings.count, settings[place] == store[now] {
        if place < now { found.append(.swapped(kind, name, store[now])) }
      } else {
        found.append(.moved(kind, name, from: place, to: now))
      }
    }
    return found
  }
}

extension ConfigurationDifference: CustomStringConvertible {
  /// What differs, as a clause.
  public var description: String {
    switch self {
    case .swapped(let kind, let first, let second): "\(kind.plural) \(first) and \(second) have changed places"
    case .moved(let kind, let name, let from, let to):
      "\(kind.text) \(name) was number \(from + 1) and is number \(to + 1)"
    case .missing(let kind, let name): "\(kind.text) \(name) is missing"
    case .multiplier(let name, let old, let new): "the multiplier of \(name) was \(old) and is \(new)"
    case .currency(let name, let old, let new): "\(name) was settled in \(old) and is in \(new)"
    }
  }
}

extension NameKind {
  fileprivate var plural: String { self == .currency ? "currencies" : "\(text)s" }
}
