import Trading

extension JournalRecord {
  static func accepted(_ order: ClientOrderID, _ terms: OrderTerms, at: Instant) -> JournalRecord {
    .order(.accepted(order, terms))
  }
  static func attempt(_ order: ClientOrderID, number: Int) -> JournalRecord { .order(.attempt(order, number: number)) }
  static func status(_ change: StatusChange) -> JournalRecord { .order(.status(change)) }
  static func execution(_ execution: Execution, source: Word, isAbsorbed: Bool) -> JournalRecord {
    .execution(.counted(execution, source: source, origin: isAbsorbed ? .absorbed : .reported))
  }
  static func cancelIntent(_ order: ClientOrderID) -> JournalRecord { .order(.cancelIntent(order)) }
  static func replaceIntent(_ order: ClientOrderID, _ amendment: Amendment) -> JournalRecord {
    .order(.replaceIntent(order, amendment))
  }
  static func intentEnd(_ order: ClientOrderID, _ intent: Word, reason: Word) -> JournalRecord {
    .order(.intentEnd(order, intent, reason: reason))
  }
  static func terms(
    _ order: ClientOrderID, _ amendment: Amendment, source: Word, sequence: BrokerSequence
  ) -> JournalRecord { .order(.terms(order, amendment, source: source, sequence: sequence)) }
  static func position(_ adoption: PositionAdoption) -> JournalRecord { .position(.adopted(adoption)) }
  static func cash(_ currency: CurrencyID, from: Decimal, to: Decimal, policy: Word) -> JournalRecord {
    .cash(.adopted(CashAdoption(currency: currency, from: from, to: to, asOf: .zero, policy: policy)))
  }
  static func discrepancy(_ discrepancy: Discrepancy) -> JournalRecord { .discrepancy(.found(discrepancy)) }
  static func resolution(id: UInt32, kind: Word, by: Word) -> JournalRecord {
    .discrepancy(.resolved(id: id, kind: kind, by: by))
  }
  static func halt(_ isOn: Bool) -> JournalRecord { .control(.halt(isOn)) }
}
