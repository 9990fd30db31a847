import Trading

extension Checker {
  /// Names that may be given only once; that of an execution once for each order, since venues count for each
  /// instrument, or give an id to what one trade is to two orders.
  mutating func checkDuplicates() {
    func duplicates(of names: [Located<String>]) -> [(name: Located<String>, first: SourceSpan)] {
      var first: [String: SourceSpan] = [:]
      var found: [(name: Located<String>, first: SourceSpan)] = []
      for name in names {
        if let span = first[name.value] { found.append((name, span)) } else { first[name.value] = name.span }
      }
      return found
    }
    for (name, first) in duplicates(of: facts.orders) {
      diagnostics.append(
        .nameTaken("order `\(name.value)`", remedy: "give it another name", at: name.span, first: first))
    }
    for (name, first) in duplicates(of: facts.marks) {
      diagnostics.append(
        .nameTaken(
          "mark `@\(name.value)`", remedy: "a mark is one instant, so give it another name", at: name.span, first: first
        ))
    }
    var executions: [String: SourceSpan] = [:]
    for line in scenario.timeline {
      guard case .filled(let order, _, _, let name?) = line.form.orderStep else { continue }
      let key = "\(name.value) \(order.value)"
      if let first = executions[key] {
        diagnostics.append(.executionTaken(name, of: order.value, first: first))
      } else {
        executions[key] = name.span
      }
    }
  }

  /// Two orders with one client order id are one order to everybody, which a file has to say.
  mutating func checkKeys() {
    var owners: [String: Located<String>] = [:]
    for order in scenario.newOrders {
      let key = order.key ?? order.name
      guard let owner = owners[key.value] else {
        if order.repeatsKey { diagnostics.append(.keyNotTaken(key, known: Array(owners.keys).sorted())) }
        owners[key.value] = Located(order.name.value, at: key.span)
        continue
      }
      // One name twice is an order of both sides, or reported as a name that is taken.
      guard owner.value != order.name.value, !order.repeatsKey else { continue }
      diagnostics.append(.keyTaken(key, by: owner))
    }
  }

  /// Uses of orders and of client order ids.
  mutating func checkOrders() {
    var places: [String: Int] = [:]
    for (index, order) in facts.orders.enumerated() where places[order.value] == nil { places[order.value] = index }
    for use in facts.commandUses {
      let place = places[use.order.value]
      if let place, place < use.placedBefore || use.isDeferred { continue }
      if place == nil, isForgiven(use.order.value) { continue }
      diagnostics.append(
        .unknownOrder(
          use.order, known: facts.orders.prefix(use.isDeferred ? facts.orders.count : use.placedBefore),
          placedLater: place.map { facts.orders[$0].span }, isSoFar: !use.isDeferred))
    }
    for use in facts.orderUses where places[use.value] == nil && !isForgiven(use.value) {
      diagnostics.append(.unknownOrder(use, known: facts.orders[...], placedLater: nil, isSoFar: false))
    }
    let keys = Set(facts.keys)
    for use in facts.keyUses where !keys.contains(use.value) && !isForgiven(use.value) {
      diagnostics.append(.unknownKey(use, known: facts.keys))
    }
  }

  /// Uses of marks.
  mutating func checkMarks() {
    let marks = Set(facts.marks.map(\.value))
    for use in facts.markUses where !marks.contains(use.value) && !isForgiven("@\(use.value)") {
      diagnostics.append(.unknownMark(use, known: facts.marks))
    }
  }

  /// Uses of executions, and of what a crash can be about.
  mutating func checkExecutions() {
    let executions = Set(facts.executions.map(\.value))
    for use in facts.executionUses where !executions.contains(use.value) && !isForgiven(use.value) {
      diagnostics.append(.unknownExecution(use, known: facts.executions, orders: []))
    }
    for use in facts.subjectUses
    where !executions.contains(use.value) && orders[use.value] == nil && !isForgiven(use.value) {
      diagnostics.append(.unknownExecution(use, known: facts.executions, orders: facts.orders))
    }
  }

  /// Uses of instruments.
  mutating func checkInstruments() {
    for use in facts.symbolUses where facts.instruments[use.value] == nil && !isForgiven(use.value) {
      diagnostics.append(.unknownInstrument(use, known: facts.instrumentNames))
    }
  }

  /// Uses of currencies.
  mutating func checkCurrencies() {
    var known = facts.currencyNames.map(\.value)
    let needsDefault = facts.instrumentNames.contains { facts.instruments[$0.value]?.currency == nil }
    if needsDefault { known.append(InstrumentDefaults.currency) }
    let names = Set(known)
    for use in facts.currencyUses where !names.contains(use.value) && !isForgiven(use.value) {
      diagnostics.append(.unknownCurrency(use, known: known))
    }
    guard let first = facts.currencyNames.first?.value, !needsDefault || first == InstrumentDefaults.currency else {
      return
    }
    // A plain number is of the first currency already.
    for limit in facts.limits where limit.hasPlain && limit.currency.value == first {
      diagnostics.append(.saidTwice(first, at: limit.currency.span, first: limit.currency.span))
    }
  }

  /// Instruments and currencies that the setup introduces and nothing else has: often misspelt.
  mutating func checkLoneNames() {
    var symbols: [String: Int] = [:]
    for use in facts.symbolUses { symbols[use.value, default: 0] += 1 }
    for name in facts.instrumentNames {
      let entry = facts.instruments[name.value]
      let lines = [entry?.line, entry?.quote].compactMap { $0 }.count
      if lines + (symbols[name.value] ?? 0) == 1 {
        diagnostics.append(.loneName("instrument `\(name.value)`", at: name.span))
      }
    }
    var currencies = [InstrumentDefaults.currency: 1]
    for use in facts.currencyNames + facts.currencyUses { currencies[use.value, default: 0] += 1 }
    for name in facts.currencyNames where currencies[name.value] == 1 {
      diagnostics.append(.loneName("currency `\(name.value)`", at: name.span))
    }
  }
}

/// What holds for an instrument without an `instrument` line.
enum InstrumentDefaults {
  /// The price step: a cent.
  static let tick = Decimal(billionths: 10_000_000)
  /// The quantity step: one share.
  static let lot = Decimal.one
  /// The currency of prices.
  static let currency = "USD"
}
