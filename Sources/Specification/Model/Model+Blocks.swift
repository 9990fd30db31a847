import Reconciliation
import Trading

extension Model {
  /// Whether a person has to decide something about an instrument before anything more is ordered of it (settings
  /// `block-from` and `block-contradictions`).
  func isBlocked(_ instrument: InstrumentID, _ configuration: EngineConfiguration) -> Bool {
    tickets.contains { ticket in
      let ordered = order(ClientOrderID(index: ticket.order))?.terms.instrument
      let isOfItsMoney =
        ticket.currency != Event.none && ticket.currency == instruments[Int(instrument.index)].terms.currency.index
      guard ticket.instrument == instrument.index || ordered == instrument || isOfItsMoney, ticket.decision == nil
      else {
        return false
      }
      if ticket.kind == .contradiction, configuration.blocksContradictions { return true }
      guard let from = configuration.blockFrom, let level = ticket.level else { return false }
      return level >= from
    }
  }
}
