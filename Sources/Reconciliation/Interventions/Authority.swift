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
    return role.rawValue >= needed(for: command, configuration).rawValue
  }

  private static func needed(for command: OperatorCommand, _ configuration: EngineConfiguration) -> OperatorRole {
    switch command {
    // Who may look may have looked, however the look is called.
    case .pass(let request): KindChoice.plan(request, configuration).isLook ? .viewer : .operator
    // What changes the books to what neither side has, or makes somebody else's doing ours, is no work of every day.
    case .resolve(_, .figure, _), .resolve(_, .adopt, _): .supervisor
    case .query, .halt, .resume, .acknowledge, .assign, .resolve: .operator
    case .choose, .prioritize, .stop, .release: .supervisor
    }
  }
}
