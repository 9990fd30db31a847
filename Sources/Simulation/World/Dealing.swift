public import Reconciliation

/// What passes between the trader, the engine and the broker about an order.
///
/// Every engine has it, whatever it logs and keeps: by this alone it can be judged whether what it does is what was
/// asked.
public enum Dealing: Hashable, Sendable {
  /// The trader asks it of the engine.
  case asked(TraderCommand)
  /// The engine asks it of the broker: a place, a cancel or a replace, handed to the network.
  case sent(Request.Content)
}

extension World {
  /// Whether there are dealings that nobody has taken.
  @_specialize(where Engine == ReconciliationEngine)
  public borrowing func hasDealings() -> Bool { !dealings.isEmpty }

  /// Takes all dealings since the last call, oldest first.
  public mutating func takeDealings() -> [Dealing] {
    var taken: [Dealing] = []
    swap(&taken, &dealings)
    return taken
  }

  /// Keeps what the engine asks of the broker, if it is about an order and to change anything.
  mutating func noteSent(_ content: Request.Content) {
    guard keepsDealings else { return }
    switch content {
    case .place, .cancel, .replace: dealings.append(.sent(content))
    case .query, .cancelStranger, .queryStranger, .orders, .changedOrders, .executions, .account: break
    }
  }

  /// Keeps what the trader asks of the engine.
  mutating func noteAsked(_ command: TraderCommand) {
    if keepsDealings { dealings.append(.asked(command)) }
  }
}
