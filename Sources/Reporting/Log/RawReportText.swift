import Reconciliation
import Trading

extension RawReport {
  /// Every field that the broker has sent, by name, in the order in which journal and status show them.
  func fields(naming names: some NameSource) -> [(name: String, value: String)] {
    switch self {
    case .execution(let told):
      var fields = [("report", "execution")]
      if !told.isNameless { fields.append(("exec", names.name(.execution, told.id.index))) }
      fields += subject(told.order, told.brokerOrder, told.instrument, told.side, names)
      fields += [
        ("qty", "\(told.quantity)"), ("price", "\(told.price)"), ("at", "\(told.executedAt)"),
        ("change", "\(told.sequence.value)"),
      ]
      if !told.fee.isZero { fields.append(("fee", "\(told.fee)")) }
      if let reference = told.reference { fields.append(("of", names.name(.execution, reference.index))) }
      return fields
    case .order(let told):
      var fields = [("report", "order")] + subject(told.order, told.brokerOrder, told.instrument, told.side, names)
      fields.append(("qty", "\(told.terms.quantity)"))
      if let stop = told.terms.pricing.stop { fields.append(("stop", "\(stop)")) }
      if let limit = told.terms.pricing.limit { fields.append(("limit", "\(limit)")) }
      fields += [
        ("status", Word(told.status).text), ("filled", "\(told.filled)"), ("avg", "\(told.averagePrice)"),
        ("change", "\(told.sequence.value)"),
      ]
      if told.note != Event.none { fields.append(("note", "\"\(names.name(.text, told.note))\"")) }
      return fields
    }
  }

  private func subject(
    _ order: ClientOrderID, _ number: BrokerOrderID, _ instrument: InstrumentID, _ side: Side, _ names: some NameSource
  ) -> [(name: String, value: String)] {
    [
      ("order", names.name(.order, order.index)), ("number", names.name(.brokerOrder, number.index)),
      ("symbol", names.name(.instrument, instrument.index)), ("side", "\(side)"),
    ]
  }

  /// The same as text: `report=execution exec=E9 order=A ...`.
  func text(naming names: some NameSource) -> String {
    fields(naming: names).map { "\($0.name)=\($0.value)" }.joined(separator: " ")
  }
}
