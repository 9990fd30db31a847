/// What ends a run before its plan does.
public struct RunLimits: Sendable {
  /// Whether somebody wants the run to end at once; asked every few hundred steps.
  public var isInterrupted: @Sendable () -> Bool

  /// How many steps are taken between two looks.
  static let stride = 256

  /// Makes limits; the steps that a run may take are in its scenario.
  public init(isInterrupted: @escaping @Sendable () -> Bool = { false }) {
    self.isInterrupted = isInterrupted
  }
}
