import Reconciliation
import Trading

/// Where books that were written or read are not what the records make them.
struct StateDifference {
  /// The property, by its name.
  var property: String
  /// What it is there, and what the records make it.
  var written: String, due: String

  init(_ property: String, _ written: String, _ due: String) {
    self.property = property
    self.written = written
    self.due = due
  }
}

extension ModelOrder {
  /// The first property of an order in books that is not what its records make it.
  func difference(from order: ManagedOrder) -> StateDifference? {
    if order.id != id { return StateDifference("id", "\(order.id.index)", "\(id.index)") }
    if order.terms != terms { return StateDifference("terms", order.terms.text, terms.text) }
    if order.status != status { return StateDifference("status", "\(order.status)", "\(status)") }
    if !filled.isEqual(to: order.filled) { return StateDifference("filled", "\(order.filled)", "\(filled)") }
    if Fraction(order.value) != value { return StateDifference("value", "\(Fraction(order.value))", "\(value)") }
    if order.brokerOrder != brokerOrder {
      return StateDifference("broker-order", ModelOrder.text(order.brokerOrder), ModelOrder.text(brokerOrder))
    }
    if order.sequence != sequence {
      return StateDifference("sequence", "\(order.sequence.value)", "\(sequence.value)")
    }
    if order.acceptedAt != acceptedAt {
      return StateDifference("accepted", "\(order.acceptedAt)", "\(acceptedAt)")
    }
    if order.sentAfter != sentAfter {
      return StateDifference("sent-after", "\(order.sentAfter.value)", "\(sentAfter.value)")
    }
    if order.changedAt != changedAt {
      return StateDifference("changed", "\(order.changedAt)", "\(changedAt)")
    }
    if order.attempts != attempts { return StateDifference("attempts", "\(order.attempts)", "\(attempts)") }
    if order.limitedAttempts != stoppedAttempts {
      return StateDifference("limited-attempts", "\(order.limitedAttempts)", "\(stoppedAttempts)")
    }
    if order.isKeyTaken != isIdTaken {
      return StateDifference("key-taken", "\(order.isKeyTaken)", "\(isIdTaken)")
    }
    if order.hasCancelIntent != hasCancelIntent {
      return StateDifference("cancel-intent", "\(order.hasCancelIntent)", "\(hasCancelIntent)")
    }
    if order.replaceIntent != replaceIntent {
      return StateDifference(
        "replace-intent", order.replaceIntent?.text ?? "none", replaceIntent?.text ?? "none")
    }
    if order.askedTerms != openTerms {
      return StateDifference("asked-terms", order.askedTerms?.text ?? "none", openTerms?.text ?? "none")
    }
    return nil
  }

  private static func text(_ number: BrokerOrderID?) -> String { number.map { "#\($0.index)" } ?? "none" }
}

extension Amendment {
  /// Quantity, limit and stop.
  fileprivate var text: String {
    "\(quantity) limit \(pricing.limit?.description ?? "none") stop \(pricing.stop?.description ?? "none")"
  }
}

extension OrderTerms {
  /// What is asked for, in a few words.
  fileprivate var text: String {
    "\(side) \(Amendment(quantity: quantity, pricing: pricing).text) of #\(instrument.index), \(timeInForce)"
  }
}

extension Scene {
  /// Holds an order in books against its records; the word says how it came there.
  mutating func look(atOrder slot: Int, in books: Books, _ how: String) {
    guard !model.isArchived(model.orders[slot].id), let place = books.slot(of: model.orders[slot].id),
      place < books.orders.count
    else { return }
    if books.terms(supersededOf: model.orders[slot].id) != model.orders[slot].formerWishes {
      let name = name(model.orders[slot].id)
      breach("the terms that \(name) was to have before are \(how) otherwise than they were asked for", cause: "wishes")
    }
    guard let difference = model.orders[slot].difference(from: books.orders[place]) else { return }
    let name = name(model.orders[slot].id)
    breach(
      "\(difference.property) of \(name) is \(how) as \(difference.written), and its records make it \(difference.due)",
      cause: "orders.\(difference.property)")
  }

  /// Holds the counts of what books have against the records.
  mutating func lookAtCounts(in books: Books, _ how: String) {
    compare(books.orders.count, model.orderCount, "orders", how)
    compare(books.executions.count, model.executions.count, "executions", how)
    compare(books.archived.orders.count, model.archive.orders.count, "archived orders", how)
    compare(books.archived.executionCount, model.archive.executions.count, "archived executions", how)
    compare(books.positions.count, model.instruments.count, "positions", how)
    compare(books.cash.count, model.balances.count, "balances", how)
  }

  private mutating func compare(_ written: Int, _ due: Int, _ what: String, _ how: String) {
    if written != due { breach("\(written) \(what) are \(how), and there are \(due)", cause: what) }
  }

  /// Holds what books have beside orders, executions and figures against the records.
  mutating func lookAtRest(in books: Books, _ how: String) {
    for index in model.instruments.indices where index < books.adoptedAsOf.count {
      let (written, due) = (books.adoptedAsOf[index], model.instruments[index].adoptedAsOf)
      guard written != due else { continue }
      let name = name(InstrumentID(index: UInt32(index)))
      breach("\(name) is \(how) as of \(written.value), and was taken over as of \(due.value)", cause: "adoptedAsOf")
    }
    for index in model.balances.indices where index < books.cashAsOf.count {
      let (written, due) = (books.cashAsOf[index], model.balances[index].adoptedAsOf)
      guard written != due else { continue }
      let name = name(CurrencyID(index: UInt32(index)))
      breach("\(name) is \(how) as of \(written.value), and was taken over as of \(due.value)", cause: "cashAsOf")
    }
    if books.isHalted != model.isHalted {
      breach("halt \(books.isHalted ? "on" : "off") is \(how), and an operator has said otherwise", cause: "isHalted")
    }
    if books.isStopped != model.isStopped {
      breach("stop \(books.isStopped ? "on" : "off") is \(how), and a person has said otherwise", cause: "isStopped")
    }
    if books.opening != model.opening {
      let (written, due) = (books.opening.map { "\($0)" } ?? "in use", model.opening.map { "\($0)" } ?? "in use")
      breach("the store is \(how) as \(written), and the records make it \(due)", cause: "opening")
    }
    for clock in PassClock.allCases where books.chosenKinds[clock] != model.chosen[clock] {
      let (written, due) = (books.chosenKinds[clock]?.word.text ?? "none", model.chosen[clock]?.word.text ?? "none")
      breach("kind \(written) for \(clock.word.text) is \(how), and \(due) was chosen", cause: "chosenKinds")
    }
    if books.accountAsOf != model.accountAsOf {
      let (written, due) = (books.accountAsOf.value, model.accountAsOf.value)
      breach("the newest account is \(how) as of \(written), and was compared as of \(due)", cause: "accountAsOf")
    }
    lookAtPassReports(in: books, how)
    lookAtDiscrepancies(in: books, how)
    if books.discarded != model.discarded {
      let due = model.discarded.count
      breach(
        "\(books.discarded.count) reports are \(how) as thrown away, and the records make them \(due), or others",
        cause: "discarded")
    }
    let (written, due) = (books.unverified, model.unverified)
    if written != due {
      breach(
        "\(written.count) corrections are \(how) as not verified, and the records make them \(due.count)",
        cause: "unverified")
    }
  }

  private mutating func lookAtPassReports(in books: Books, _ how: String) {
    let (written, due) = (books.passReports, model.passReports)
    guard written != due else { return }
    breach(
      "\(written.count) pass reports are \(how), and the records make them \(due.count)", cause: "passReports")
  }

  private mutating func lookAtDiscrepancies(in books: Books, _ how: String) {
    let last = model.discrepancyCount
    if books.discrepancyCount != last {
      breach(
        "D\(books.discrepancyCount) is \(how) as the last discrepancy, and D\(last) is", cause: "discrepancyCount")
    }
    let open = model.discrepancies
    if books.discrepancies != open {
      func text(_ discrepancies: [Discrepancy]) -> String {
        discrepancies.isEmpty ? "none" : discrepancies.map { "D\($0.id) \($0.kind.text)" }.joined(separator: ", ")
      }
      breach(
        "the open discrepancies are \(how) as \(text(books.discrepancies)), and the records make them "
          + text(open), cause: "discrepancies")
    }
    lookAtTickets(in: books, how)
    for discrepancy in model.discrepancies
    where books.isHeld(discrepancy.id) != model.held.contains(discrepancy.id) {
      breach(
        "D\(discrepancy.id) is \(how) as \(books.isHeld(discrepancy.id) ? "" : "not ")left to a person, which is not so",
        cause: "held")
    }
  }

  private mutating func lookAtTickets(in books: Books, _ how: String) {
    let (last, open) = (model.ticketCount, model.tickets)
    if books.ticketCount != last {
      breach("T\(books.ticketCount) is \(how) as the last ticket, and T\(last) is", cause: "ticketCount")
    }
    if books.tickets != open {
      func text(_ tickets: [Ticket]) -> String {
        tickets.isEmpty ? "none" : tickets.map { "T\($0.id) of D\($0.discrepancy)" }.joined(separator: ", ")
      }
      breach(
        "the open tickets are \(how) as \(text(books.tickets)), and the records make them \(text(open))",
        cause: "tickets")
    }
    if books.pastDiscrepancies != model.past {
      let (written, due) = (books.pastDiscrepancies.count, model.past.count)
      breach(
        "\(written) past discrepancies are \(how) otherwise than the records make them, \(due)",
        cause: "pastDiscrepancies")
    }
  }

  /// Holds what books say of the day's corrections against what was charged.
  mutating func lookAtCorrections(in books: Books, _ how: String) {
    for index in model.balances.indices {
      let currency = CurrencyID(index: UInt32(index))
      let (written, due) = (books.corrections(in: currency, at: now), reckoning.chargedToday(currency))
      guard !due.isEqual(to: written) else { continue }
      let name = name(currency)
      breach("corrections of \(written) \(name) today are \(how), and \(due) was charged", cause: "spending")
    }
  }
}
