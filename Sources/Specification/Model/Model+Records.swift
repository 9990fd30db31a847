import Reconciliation
import Trading

extension Model {
  /// Takes the next record.
  mutating func take(_ entry: JournalEntry) {
    sequence = entry.sequence
    switch entry.record {
    case .order(let record): take(record)
    case .execution(.counted(let execution, _, let origin)): count(execution, origin, record: entry.sequence)
    case .position(.adopted(let adoption)):
      let index = Int(adoption.instrument.index)
      instruments[index].position.set(Fraction(adoption.to), at: Fraction(adoption.averagePrice))
      instruments[index].baseline = instruments[index].position
      instruments[index].since = []
      instruments[index].adoptedAsOf = adoption.asOf
    case .cash(.adopted(let adoption)):
      balances[Int(adoption.currency.index)] = ModelBalance(
        amount: Fraction(adoption.to), figure: adoption.to, roundings: 0, adoptedAsOf: adoption.asOf)
    case .discrepancy(.found(let discrepancy)):
      discrepancies.append(discrepancy)
      discrepancyCount = max(discrepancyCount, discrepancy.id)
    case .discrepancy(.resolved(let id, _, _)):
      discrepancies.removeAll { $0.id == id }
      held.remove(id)
    case .discrepancy(.held(let id, _)): held.insert(id)
    case .control(.halt(let isOn)): isHalted = isOn
    }
  }

  private mutating func take(_ record: OrderRecord) {
    switch record {
    case .accepted(let order, let terms): add(ModelOrder(id: order, terms: terms))
    case .attempt(let order, let number):
      change(order) {
        $0.status = .submitted
        $0.attempts = number
      }
    case .status(let change):
      self.change(change.order) { order in
        order.status = change.to
        order.brokerOrder = change.brokerOrder ?? order.brokerOrder
        order.sequence = max(order.sequence, change.sequence)
        guard change.to.isTerminal else { return }
        order.hasCancelIntent = false
        order.replaceIntent = nil
      }
    case .cancelIntent(let order): change(order) { $0.hasCancelIntent = true }
    case .replaceIntent(let order, let amendment): change(order) { $0.replaceIntent = amendment }
    case .intentEnd(let order, let intent, _):
      change(order) { order in
        if intent == .cancel { order.hasCancelIntent = false } else { order.replaceIntent = nil }
      }
    case .terms(let order, let amendment, _, let sequence):
      change(order) { order in
        order.terms.quantity = amendment.quantity
        order.terms.pricing = amendment.pricing
        order.sequence = max(order.sequence, sequence)
        if order.replaceIntent == amendment { order.replaceIntent = nil }
      }
    }
  }

  /// Counts an execution: in its order always, in position and balance unless a figure taken over holds it already.
  mutating func count(_ execution: Execution, _ origin: ExecutionOrigin, record: UInt64) {
    executions[ExecutionKey(instrument: execution.instrument, id: execution.id)] = CountedExecution(
      execution: execution, origin: origin, record: record)
    let quantity = Fraction(execution.quantity)
    let value = quantity * Fraction(execution.price)
    change(execution.order) { order in
      order.filled = order.filled + quantity
      order.value = order.value + value
      order.brokerOrder = execution.brokerOrder
      order.sequence = max(order.sequence, execution.sequence)
      if order.leaves.isZero {
        order.status = .filled
        order.hasCancelIntent = false
        order.replaceIntent = nil
      } else if order.status != .cancelled, order.status != .expired {
        order.status = .partial
      }
    }
    guard origin == .reported else { return }
    let index = Int(execution.instrument.index)
    instruments[index].count(execution)
    let terms = instruments[index].terms
    let currency = Int(terms.currency.index)
    // What a balance that was taken over has paid for is not paid again.
    if execution.sequence > .zero, execution.sequence <= balances[currency].adoptedAsOf { return }
    let money = value * Fraction(terms.multiplier)
    balances[currency].amount = balances[currency].amount + (execution.side == .buy ? -money : money)
    balances[currency].roundings += 1
    balances[currency].figure = balances[currency].figure.flatMap { figure in
      money.figure.flatMap { (Fraction(figure) + Fraction(execution.side == .buy ? -$0 : $0)).figure }
    }
  }
}

extension ModelInstrument {
  /// Reckons the position again from its baseline, in the broker's order; what has no place in it, or shares one,
  /// counts in the order of arrival.
  fileprivate mutating func count(_ execution: Execution) {
    since.append(execution)
    var newest = adoptedAsOf
    var placed: [(place: BrokerSequence, arrival: Int)] = []
    for (arrival, execution) in since.enumerated() {
      let place = execution.sequence == .zero ? newest : execution.sequence
      newest = max(newest, place)
      placed.append((place, arrival))
    }
    placed.sort { ($0.place, $0.arrival) < ($1.place, $1.arrival) }
    position = baseline
    for (_, arrival) in placed {
      let execution = since[arrival]
      let change = Fraction(execution.quantity)
      position.add(execution.side == .buy ? change : -change, at: Fraction(execution.price))
    }
  }
}
