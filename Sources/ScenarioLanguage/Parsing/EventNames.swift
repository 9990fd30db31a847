import Reconciliation
import Trading

/// The units of time as the parser looks them up.
enum TimeUnits {
  /// All units, smallest first.
  static let spellings: [String] = TimeSpan.Unit.allCases.reversed().map(\.rawValue)
}

/// The names of events, looked up faster than the catalogue does.
enum EventNames {
  private static let kinds: [String: EventKind] = Dictionary(
    EventKind.allCases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
  private static let fields: [String: EventField] = Dictionary(
    EventField.allCases.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })

  /// The event of that name.
  static func kind(_ name: String) -> EventKind? { kinds[name] }

  /// The field of that name.
  static func field(_ name: String) -> EventField? { fields[name] }

  private static let fieldNames: [String] = EventField.allCases.map(\.name)

  /// The name of a field.
  static func name(_ field: EventField) -> String { fieldNames[Int(field.rawValue)] }

  /// The first words of all events, in the order of the catalogue.
  static let families: [String] = {
    var families: [String] = []
    for kind in EventKind.allCases {
      let family = String(kind.name.prefix { $0 != "." })
      if !families.contains(family) { families.append(family) }
    }
    return families
  }()
}
