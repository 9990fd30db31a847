import Trading

extension JournalRecord {
  /// Calls a function with every number in the record that stands for a name.
  func forEachName(_ body: (NameKey) -> Void) {
    switch self {
    case .order(let record): record.forEachName(body)
    case .execution(.counted(let execution, _, _)): execution.forEachName(body)
    case .position(.adopted(let adoption)): body(NameKey(.instrument, adoption.instrument.index))
    case .cash(.adopted(let adoption)): body(NameKey(.currency, adoption.currency.index))
    case .position(.verified(let instrument)): body(NameKey(.instrument, instrument.index))
    case .cash(.verified(let currency)): body(NameKey(.currency, currency.index))
    case .discrepancy(.found(let discrepancy)): discrepancy.forEachName(body)
    case .ticket(let record): record.ticket?.forEachName(body)
    case .control(.halt(_, let person)), .control(.stop(_, let person)), .control(.opened(_, let person)):
      if person != Event.none { body(NameKey(.text, person)) }
    case .control(.archived(.execution(let execution, _))): execution.forEachName(body)
    case .control(.archived(.order(let order))): order.forEachName(body)
    case .discrepancy, .control: break
    }
  }
}

extension OrderRecord {
  fileprivate func forEachName(_ body: (NameKey) -> Void) {
    body(NameKey(.order, order.index))
    switch self {
    case .accepted(_, let terms): body(NameKey(.instrument, terms.instrument.index))
    case .adopted(_, let terms, let number, _):
      body(NameKey(.instrument, terms.instrument.index))
      body(NameKey(.brokerOrder, number.index))
    case .status(let change):
      if let brokerOrder = change.brokerOrder { body(NameKey(.brokerOrder, brokerOrder.index)) }
      if change.note != Event.none { body(NameKey(.text, change.note)) }
    case .attempt, .cancelIntent, .replaceIntent, .intentEnd, .terms, .stale: break
    }
  }
}

extension ManagedOrder {
  func forEachName(_ body: (NameKey) -> Void) {
    body(NameKey(.order, id.index))
    body(NameKey(.instrument, terms.instrument.index))
    if let brokerOrder { body(NameKey(.brokerOrder, brokerOrder.index)) }
  }
}

extension Execution {
  func forEachName(_ body: (NameKey) -> Void) {
    // What nobody has reported has no name.
    if !isNameless && !isInferred { body(NameKey(.execution, id.index)) }
    if let reference, !isInferred { body(NameKey(.execution, reference.index)) }
    body(NameKey(.order, order.index))
    body(NameKey(.brokerOrder, brokerOrder.index))
    body(NameKey(.instrument, instrument.index))
  }
}

extension Discrepancy {
  func forEachName(_ body: (NameKey) -> Void) {
    for (kind, number) in [
      (NameKind.order, order), (.execution, execution), (.instrument, instrument), (.currency, currency),
    ] where number != Event.none {
      body(NameKey(kind, number))
    }
    if let brokerOrder { body(NameKey(.brokerOrder, brokerOrder.index)) }
    report?.forEachName(body)
  }
}
