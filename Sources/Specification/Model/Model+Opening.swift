import Reconciliation
import Trading

extension Model {
  /// Makes the model of what the very first start was given; the one place that reads books, since they are an input
  /// there and not what the engine made of anything.
  init(_ configuration: EngineConfiguration, opening: Recovery) {
    self.init(configuration)
    let books = opening.books
    sequence = opening.sequence
    for order in books.orders {
      var copy = ModelOrder(id: order.id, terms: order.terms)
      copy.status = order.status
      copy.filled = Fraction(order.filled)
      copy.value = Fraction(order.value)
      copy.brokerOrder = order.brokerOrder
      copy.sequence = order.sequence
      copy.acceptedAt = order.acceptedAt
      copy.sentAfter = order.sentAfter
      copy.changedAt = order.changedAt
      copy.attempts = order.attempts
      copy.stoppedAttempts = order.limitedAttempts
      copy.isIdTaken = order.isKeyTaken
      copy.hasCancelIntent = order.hasCancelIntent
      copy.replaceIntent = order.replaceIntent
      copy.openTerms = order.askedTerms
      copy.formerWishes = books.terms(supersededOf: order.id)
      add(copy)
    }
    for booked in books.executions {
      let execution = booked.execution
      if execution.id.isInferred { noteInferred() }
      executions[ExecutionKey(execution)] = CountedExecution(
        execution: execution, origin: .absorbed, record: 0)
    }
    for index in instruments.indices where index < books.positions.count {
      let position = books.positions[index]
      instruments[index].position.set(Fraction(position.quantity), at: .zero)
      if !position.isFlat, let average = Fraction(position.cost).divided(by: Fraction(position.quantity)) {
        instruments[index].position.set(Fraction(position.quantity), at: average)
      }
      instruments[index].position.set(profit: Fraction(position.exactProfit))
      instruments[index].baseline = instruments[index].position
      instruments[index].begun = Fraction(position.baselineQuantity)
      instruments[index].adoptedAsOf = books.adoptedAsOf[index]
    }
    for index in balances.indices where index < books.cash.count {
      balances[index] = ModelBalance(
        amount: Fraction(books.cash[index]), figure: books.cash[index], roundings: 0, adoptedAsOf: books.cashAsOf[index]
      )
    }
    discrepancies = books.discrepancies
    discrepancyCount = books.discrepancyCount
    past = books.pastDiscrepancies
    unverified = books.unverified
    discarded = books.discarded
    tickets = books.tickets
    ticketCount = books.ticketCount
    isHalted = books.isHalted
    isStopped = books.isStopped
    self.opening = books.opening
    passReports = books.passReports
    accountAsOf = books.accountAsOf
    for clock in PassClock.allCases { chosen[clock] = books.chosenKinds[clock] }
  }
}
