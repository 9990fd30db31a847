/// A scenario to start from, named after an incident: `trueup new NAME --from TEMPLATE` writes it.
public struct Template: Sendable {
  /// How it is called on the command line.
  public let name: String
  /// The incident, in one clause.
  public let summary: String
  /// The file; it passes as it is.
  public let text: String

  /// All of them, in the order of the list.
  public static let all: [Template] = [
    .missedFill, .lostPartial, .lostAnswer, .cancelRace, .restart, .outage, .drift, .driftAtStartup, .fullDisk,
  ]

  /// The one that is used if none is named.
  public static let usual = Template.missedFill
}
