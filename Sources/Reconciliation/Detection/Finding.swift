import Trading

/// One difference between what is booked and what the broker says, as a rule sees it: not yet opened, not yet judged.
struct Finding {
  /// What a finding is about; two about the same ``subject`` are two sights of one discrepancy.
  struct Key: Hashable {
    var kind: Word
    var order = Event.none
    /// Which of several orders that the broker has under one client order id: its own number tells them apart.
    var brokerOrder: BrokerOrderID?
    var execution = Event.none
    var instrument = Event.none
    var currency = Event.none

    /// The key whichever side lacks a position, and whatever an order of somebody else is said to be of.
    ///
    /// A fill of ours may make a position that is missing here one that differs, and what a person was told and has decided
    /// of it is the same as before. An order of somebody else is one by its number at the broker.
    var subject: Key {
      var key = self
      if kind == .missingPosition { key.kind = .quantityMismatch }
      if kind == .unknownOrder { key.instrument = Event.none }
      return key
    }
  }

  /// What has to be seen several times in a row before anything is done about it.
  enum Drift: Hashable {
    case position(InstrumentID)
    case price(InstrumentID)
    case cash(CurrencyID)
  }

  var key: Key
  /// The local figure and the broker's.
  var local = Decimal.zero
  var broker = Decimal.zero
  /// The statuses, where they differ.
  var localStatus: OrderStatus?
  var brokerStatus: OrderStatus?
  /// What was put aside.
  var report: RawReport?
  /// Which figure of the account drifts, for a finding about the account.
  var drift: Drift?
  /// The broker's figure less the local one: a drift is confirmed by seeing the same again.
  var difference = Decimal.zero
  /// What the difference is worth in money; nil if that cannot be said.
  var impact: Decimal?
  /// Whether the broker's figures are whole enough to be taken over: a position without a price says not what it cost.
  var canBeTakenOver = true
  /// Whether no trade explains what the broker shows: a position is gone and no money has come for it, or the account
  /// lists nothing of all that was there.
  var isUnexplained = false

  init(
    _ kind: Word, order: UInt32 = Event.none, brokerOrder: BrokerOrderID? = nil, execution: UInt32 = Event.none,
    instrument: UInt32 = Event.none, currency: UInt32 = Event.none, local: Decimal = .zero, broker: Decimal = .zero,
    localStatus: OrderStatus? = nil, brokerStatus: OrderStatus? = nil
  ) {
    key = Key(
      kind: kind, order: order, brokerOrder: brokerOrder, execution: execution, instrument: instrument,
      currency: currency)
    self.local = local
    self.broker = broker
    self.localStatus = localStatus
    self.brokerStatus = brokerStatus
  }

  /// Makes a finding about a figure of the account.
  init(_ kind: Word, _ drift: Drift, local: Decimal, broker: Decimal, difference: Decimal, impact: Decimal?) {
    switch drift {
    case .position(let instrument), .price(let instrument): key = Key(kind: kind, instrument: instrument.index)
    case .cash(let currency): key = Key(kind: kind, currency: currency.index)
    }
    self.drift = drift
    self.local = local
    self.broker = broker
    self.difference = difference
    self.impact = impact
  }

  /// Whether the finding is about the quantity of a position.
  var isOfQuantity: Bool {
    if case .position = drift { true } else { false }
  }

  /// Whether the finding is about a balance.
  var isOfCash: Bool {
    if case .cash = drift { true } else { false }
  }
}

extension Discrepancy {
  /// What the discrepancy is about, whatever the figures are.
  var key: Finding.Key {
    Finding.Key(
      kind: kind, order: order, brokerOrder: brokerOrder, execution: execution, instrument: instrument,
      currency: currency)
  }

  /// Makes a discrepancy of a finding.
  init(_ finding: Finding, id: UInt32) {
    self.init(
      finding.key.kind, order: finding.key.order, execution: finding.key.execution,
      instrument: finding.key.instrument, currency: finding.key.currency, local: finding.local,
      broker: finding.broker, localStatus: finding.localStatus, brokerStatus: finding.brokerStatus)
    self.id = id
    brokerOrder = finding.key.brokerOrder
    report = finding.report
  }
}
