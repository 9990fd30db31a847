import Reconciliation
import Trading

/// Checks what the lines of a case mean together.
struct Checker {
  let scenario: Scenario
  let facts: Facts
  /// What is wrong so far.
  var diagnostics: [Diagnostic] = []
  /// The first order of each name.
  var orders: [String: NewOrder] = [:]

  /// What is wrong with the meaning of a case.
  static func diagnostics(_ scenario: Scenario, _ facts: Facts) -> [Diagnostic] {
    var checker = Checker(scenario: scenario, facts: facts)
    for order in scenario.newOrders where checker.orders[order.name.value] == nil {
      checker.orders[order.name.value] = order
    }
    checker.checkDuplicates()
    checker.checkSetup()
    checker.checkInvariants()
    checker.checkPins()
    checker.checkReordering()
    checker.checkKeys()
    checker.checkOrders()
    checker.checkMarks()
    checker.checkExecutions()
    checker.checkInstruments()
    checker.checkCurrencies()
    checker.checkLoneNames()
    checker.checkPrices()
    checker.checkQuantities()
    checker.checkFills()
    checker.checkOpeningPrices()
    checker.checkTimes()
    checker.checkLog()
    checker.checkLength()
    return checker.diagnostics
  }

  /// Whether nobody can say that a name is unknown, since it stands on a line that could not be read.
  func isForgiven(_ name: String) -> Bool {
    facts.forgiven.contains(name) || facts.forgivenStems.contains { $0.makes(name) }
  }
}

extension Scenario {
  /// All orders of setup and timeline, in the order of the file.
  var newOrders: [NewOrder] {
    var orders: [NewOrder] = []
    for item in setup {
      if let opening = item.value.form.opening { orders.append(opening.order) }
    }
    for line in timeline {
      if case .placed(let order) = line.form.orderStep { orders.append(order) }
    }
    return orders
  }
}
