public import Trading

extension Event {
  /// The value of one field.
  public enum Value: Hashable, Sendable {
    /// The index of a client order id.
    case order(UInt32)
    /// The index of an execution id.
    case execution(UInt32)
    /// The index of an instrument.
    case instrument(UInt32)
    /// The index of a currency.
    case currency(UInt32)
    /// The index of a text.
    case text(UInt32)
    /// The number of a discrepancy.
    case discrepancy(UInt32)
    /// The number of a ticket.
    case ticket(UInt32)
    /// An exact decimal.
    case decimal(Decimal)
    /// A whole number.
    case integer(Int64)
    /// A length of time.
    case duration(TimeSpan)
    /// A word of the closed vocabulary.
    case word(Word)
  }

  /// The value of a field, or nil if the event's kind does not have it or it is not set.
  public subscript(field: EventField) -> Value? {
    guard kind.fields.contains(field) else { return nil }
    func named(_ index: UInt32, _ value: (UInt32) -> Value) -> Value? { index == Event.none ? nil : value(index) }
    switch field {
    case .order, .key: return named(order, Value.order)
    case .exec: return named(execution, Value.execution)
    case .symbol: return named(instrument, Value.instrument)
    case .currency: return named(currency, Value.currency)
    case .note: return named(note, Value.text)
    case .person: return named(person, Value.text)
    case .assignee: return named(assignee, Value.text)
    case .figure: return count == 0 ? nil : .decimal(quantity)
    case .id: return named(discrepancy, Value.discrepancy)
    case .ticket: return number == 0 ? nil : .ticket(UInt32(clamping: number))
    case .status, .to, .result, .level: return state.map(Value.word)
    case .from, .instead, .pass: return origin.map(Value.word)
    case .source, .trigger, .channel, .policy, .by: return source.map(Value.word)
    case .reason, .side, .point: return reason.map(Value.word)
    case .kind, .request: return subject.map(Value.word)
    case .accuracy: return quantity < .zero ? nil : .decimal(quantity)
    case .qty, .local: return .decimal(quantity)
    case .price, .pending: return .decimal(price)
    case .filled, .broker, .open: return .decimal(filled)
    case .leaves: return .decimal(leaves)
    case .fee: return fee.isZero ? nil : .decimal(fee)
    case .realized: return count == 0 ? nil : .decimal(leaves)
    case .seq: return .integer(Int64(clamping: sequence))
    case .attempt, .records, .orders, .code, .passes, .page: return .integer(number)
    case .found, .failed: return .integer(count)
    case .delay: return .duration(TimeSpan(nanoseconds: number))
    }
  }
}
