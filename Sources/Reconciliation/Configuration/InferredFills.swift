/// What becomes of a quantity that the broker has told to be executed and that no channel brings as executions.
public enum InferredFills: Hashable, Sendable {
  /// A person is told.
  case off
  /// An execution is inferred once it is sure that nobody tells it, where its price follows from the average price that
  /// the broker tells; a person is told where it does not.
  case afterConfirmations
  /// A person is told, and it is inferred if he accepts the broker's figure.
  case byTicket
}
