import Trading

@testable import Reconciliation

/// What the broker tells a pass, in tests by hand.
struct PassAnswer {
  var orders: [OrderReport] = []
  var executions: [Execution] = []
  /// As of which change at the broker everything holds.
  var asOf: UInt64 = 5
  var account: AccountReport?

  /// An account with one position, valued at so much.
  static func account(
    _ quantity: Int, average: Int = 10, mark: Int = 10, cash: Int = 0, asOf: UInt64 = 5
  ) -> AccountReport {
    AccountReport(
      positions: [
        PositionReport(quantity: Decimal(quantity), averagePrice: Decimal(average), mark: Decimal(mark)),
        PositionReport(quantity: .zero, averagePrice: .zero, mark: .zero),
      ], cash: [Decimal(cash), .zero], asOf: BrokerSequence(asOf))
  }
}

extension EngineBench {
  /// Answers the requests of the pass that runs.
  ///
  /// - Returns: What the engine logged meanwhile.
  @discardableResult
  mutating func answer(_ requests: [Request], _ answer: PassAnswer, at milliseconds: Int) -> [Event] {
    var log: [Event] = []
    for request in requests {
      let asOf = BrokerSequence(answer.asOf)
      switch request.content {
      case .orders, .changedOrders:
        give(.response(request.id, .orders(Snapshot(rows: answer.orders, asOf: asOf))), at: milliseconds)
      case .executions:
        give(.response(request.id, .executions(Snapshot(rows: answer.executions, asOf: asOf))), at: milliseconds)
      case .account:
        give(
          .response(request.id, .account(answer.account ?? PassAnswer.account(0, asOf: answer.asOf))), at: milliseconds)
      default: continue
      }
      log += logged
    }
    return log
  }

  /// Lets the operator start a pass and answers it.
  ///
  /// - Returns: What the engine told people meanwhile, and how the pass ended.
  @discardableResult
  mutating func pass(_ given: PassAnswer, at milliseconds: Int) -> (notices: [Event], result: Word?) {
    give(.operatorCommand(.reconcile), at: milliseconds)
    var notices: [Event] = []
    var result: Word?
    for request in sends {
      for event in answer([request], given, at: milliseconds + 50) where event.kind == .reconcileFinished {
        result = event.state
      }
      notices += self.notices
    }
    return (notices, result)
  }
}
