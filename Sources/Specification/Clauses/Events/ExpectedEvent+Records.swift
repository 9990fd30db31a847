import Reconciliation
import Trading

extension ExpectedEvent {
  /// What the event of a record must say, or nil if the record calls for none; the model is as after the record.
  init?(_ entry: JournalEntry, _ model: Model) {
    guard var event = ExpectedEvent(entry.record, model) else { return nil }
    event.fields[.seq] = .integer(Int64(entry.sequence))
    self = event
  }

  private init?(_ record: JournalRecord, _ model: Model) {
    switch record {
    case .order(let record): self.init(record, model)
    case .execution(.counted(let execution, let source, _)): self.init(execution, source, model)
    case .position(.adopted(let adoption)):
      self.init(kind: .positionSynced)
      fields = [
        .symbol: .instrument(adoption.instrument.index), .local: .decimal(adoption.from),
        .broker: .decimal(adoption.to),
        .price: .decimal(adoption.averagePrice), .policy: .word(adoption.policy),
      ]
    case .cash(.adopted(let adoption)):
      self.init(kind: .cashSynced)
      fields = [
        .currency: .currency(adoption.currency.index), .local: .decimal(adoption.from), .broker: .decimal(adoption.to),
        .policy: .word(adoption.policy),
      ]
    case .discrepancy(.found(let discrepancy)): self.init(discrepancy)
    case .discrepancy(.resolved(let id, let kind, let by)):
      self.init(kind: .reconciliationResolved)
      fields = [.id: .discrepancy(id), .kind: .word(kind), .by: .word(by)]
    case .discrepancy(.held), .control: return nil
    }
  }

  private init?(_ record: OrderRecord, _ model: Model) {
    switch record {
    case .status(let change):
      fields = [.order: .order(change.order.index), .source: .word(change.source)]
      let filled = model.order(change.order)?.filled ?? .zero
      switch change.to {
      case .cancelled:
        kind = .orderCancelled
        figures[.filled] = filled
        fields[.reason] = change.reason.map(Event.Value.word)
      case .rejected:
        kind = .orderRejected
        fields[.reason] = change.reason.map(Event.Value.word)
        if change.note != Event.none { fields[.note] = .text(change.note) }
      case .expired:
        kind = .orderExpired
        figures[.filled] = filled
      case .pending, .submitted, .unknown, .open, .partial, .filled:
        kind = .orderUpdated
        fields[.from] = .word(Word(change.from))
        fields[.to] = .word(Word(change.to))
        fields[.reason] = change.reason.map(Event.Value.word)
      }
    case .terms(let order, let amendment, let source, _):
      kind = .orderReplaced
      fields = [
        .order: .order(order.index), .qty: .decimal(amendment.quantity), .source: .word(source),
        .price: .decimal(amendment.pricing.limit ?? amendment.pricing.stop ?? .zero),
      ]
    case .intentEnd(let order, let intent, let reason):
      kind = .orderUnchanged
      fields = [.order: .order(order.index), .request: .word(intent), .reason: .word(reason)]
    case .accepted, .attempt, .cancelIntent, .replaceIntent: return nil
    }
  }

  private init(_ execution: Execution, _ source: Word, _ model: Model) {
    kind = .orderFilled
    fields = [
      .order: .order(execution.order.index), .exec: .execution(execution.id.index), .qty: .decimal(execution.quantity),
      .price: .decimal(execution.price), .source: .word(source),
    ]
    guard let order = model.order(execution.order) else {
      figures = [.filled: .zero, .leaves: .zero]
      return
    }
    figures = [.filled: order.filled, .leaves: order.leaves]
    fields[.status] = .word(Word(order.status))
  }

  private init(_ discrepancy: Discrepancy) {
    kind = .reconciliationDiscrepancy
    fields = [
      .id: .discrepancy(discrepancy.id), .kind: .word(discrepancy.kind), .local: .decimal(discrepancy.local),
      .broker: .decimal(discrepancy.broker),
    ]
    if discrepancy.order != Event.none { fields[.order] = .order(discrepancy.order) }
    if discrepancy.execution != Event.none { fields[.exec] = .execution(discrepancy.execution) }
    if discrepancy.instrument != Event.none { fields[.symbol] = .instrument(discrepancy.instrument) }
    if discrepancy.currency != Event.none { fields[.currency] = .currency(discrepancy.currency) }
    fields[.from] = discrepancy.localStatus.map { .word(Word($0)) }
    fields[.to] = discrepancy.brokerStatus.map { .word(Word($0)) }
  }
}
