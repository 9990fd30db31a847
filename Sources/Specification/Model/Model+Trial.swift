import Reconciliation
import Trading

/// One thing that a trial has changed, as it was before.
struct ModelChange: Sendable {
  enum Former: Sendable {
    case order(Int, ModelOrder)
    case execution(ExecutionKey, CountedExecution?)
    case instrument(Int, ModelInstrument)
    /// An execution was counted in the instrument at this place of its reckoning.
    case reckoning(Int, ModelInstrument.Counted)
    case balance(Int, ModelBalance)
    /// One was added behind the others, and so many had been numbered before.
    case discrepancyAdded(count: UInt32)
    case discrepancyRemoved(Int, Discrepancy)
    case held(Set<UInt32>)
    case past([PastDiscrepancy])
    case ticketAdded(count: UInt32)
    case ticketChanged(Int, Ticket)
    case ticketRemoved(Int, Ticket)
    case discarded([Discrepancy])
    case unverified([UnverifiedCorrection])
  }

  let former: Former
}

extension Model {
  /// Does something to the model, and takes it back.
  ///
  /// A copy would do, but what is changed in a copy is copied as a whole: all orders for the sake of one.
  mutating func tryOut(_ body: (inout Model) -> Void) {
    let (start, number, wasTrying) = (changes.count, sequence, isTrying)
    isTrying = true
    body(&self)
    while changes.count > start, let change = changes.popLast() { takeBack(change.former) }
    sequence = number
    isTrying = wasTrying
  }

  /// Keeps what is about to be changed, if it will be taken back.
  mutating func keep(_ former: (Model) -> ModelChange.Former) {
    if isTrying { changes.append(ModelChange(former: former(self))) }
  }

  private mutating func takeBack(_ former: ModelChange.Former) {
    switch former {
    case .order(let slot, let order): orders[slot] = order
    case .execution(let key, let execution): executions[key] = execution
    case .instrument(let index, let instrument): instruments[index].takeBack(to: instrument)
    case .reckoning(let index, let counted): instruments[index].takeBack(counted)
    case .balance(let index, let balance): balances[index] = balance
    case .unverified(let corrections): unverified = corrections
    case .discrepancyAdded(let count):
      discrepancies.removeLast()
      discrepancyCount = count
    case .discrepancyRemoved(let index, let discrepancy): discrepancies.insert(discrepancy, at: index)
    case .held(let held): self.held = held
    case .past(let past): self.past = past
    case .ticketAdded(let count):
      tickets.removeLast()
      ticketCount = count
    case .ticketChanged(let index, let ticket): tickets[index] = ticket
    case .ticketRemoved(let index, let ticket): tickets.insert(ticket, at: index)
    case .discarded(let discarded): self.discarded = discarded
    }
  }
}
