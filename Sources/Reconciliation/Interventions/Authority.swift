/// What a person may do to the engine.
public enum OperatorRole: UInt8, Hashable, Sendable, CaseIterable {
  /// May look.
  case viewer = 1
  /// May do the work of every day.
  case `operator` = 2
  /// May do all.
  case supervisor = 3

  /// The word for the role.
  public var word: Word {
    switch self {
    case .viewer: .viewer
    case .operator: .operator
    case .supervisor: .supervisor
    }
  }
}

/// A person with a name.
public struct OperatorID: Hashable, Sendable {
  /// The index of the text that is the name.
  public var index: UInt32

  /// Makes the person of a name.
  public init(index: UInt32) { self.index = index }
}

/// Says who may do what.
enum Authority {
  /// Whether a person may give a command; one without a name may do all, and one that nobody has declared nothing.
  static func allows(_ command: OperatorCommand, _ person: OperatorID?, _ configuration: EngineConfiguration) -> Bool {
    guard let person else { return true }
    guard let role = configuration.roles[person] else { return false }
    return role.rawValue >= command.row.role(configuration).rawValue
  }
}
