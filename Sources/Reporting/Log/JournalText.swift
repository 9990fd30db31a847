public import Reconciliation
public import ScenarioLanguage
import Trading

/// Entries and books of a store as text, with the names that the store itself holds.
public struct JournalText {
  private let names: NameTable

  /// Makes the text of a store with these names.
  public init(_ names: NameTable) {
    self.names = names
  }

  /// One entry: `#3 +00:00:01.000 trader order accepted order=A side=buy qty=100 symbol=AAPL ...`.
  public func line(of entry: JournalEntry) -> StyledText {
    var fields: [String] = []
    append(entry.record, to: &fields)
    if entry.isContinued { fields.append("continued") }
    if entry.account != .default { fields.append("account=\(entry.account.number)") }
    let head = "#\(entry.sequence) \(entry.instant) \(entry.cause.text) \(entry.record.kind.text)"
    return "\(head) \(fields.joined(separator: " "))"
  }

  /// What nobody has reported has no name; its records are numbered.
  private func name(of execution: ExecutionID) -> String {
    guard execution.isInferred else { return names.name(.execution, execution.index) }
    return "inferred-\(execution.index - ExecutionID(inference: 0).index + 1)"
  }

  private func append(_ record: JournalRecord, to fields: inout [String]) {
    switch record {
    case .order(let record): append(record, to: &fields)
    case .execution(.counted(let execution, let source, let origin)):
      fields += [
        "exec=\(name(of: execution.id))", "order=\(names.name(.order, execution.order.index))",
        "side=\(execution.side)", "qty=\(execution.quantity)", "symbol=\(symbol(execution.instrument))",
        "price=\(execution.price)", "at=\(execution.executedAt)", "change=\(execution.sequence.value)",
        "source=\(source.text)", "origin=\(origin)",
      ]
      if !execution.fee.isZero { fields.append("fee=\(execution.fee)") }
      if let reference = execution.reference { fields.append("of=\(name(of: reference))") }
    case .position(.adopted(let adoption)):
      fields +=
        [
          "symbol=\(symbol(adoption.instrument))", "from=\(adoption.from)", "to=\(adoption.to)",
          "price=\(adoption.averagePrice)", "change=\(adoption.asOf.value)", "policy=\(adoption.policy.text)",
        ] + text(ofCharge: adoption.charge)
    case .cash(.adopted(let adoption)):
      fields +=
        [
          "currency=\(names.name(.currency, adoption.currency.index))", "from=\(adoption.from)", "to=\(adoption.to)",
          "change=\(adoption.asOf.value)", "policy=\(adoption.policy.text)",
        ] + text(ofCharge: adoption.charge)
    case .position(.verified(let instrument)): fields.append("symbol=\(symbol(instrument))")
    case .cash(.verified(let currency)): fields.append("currency=\(names.name(.currency, currency.index))")
    case .discrepancy(.found(let discrepancy)): fields += self.fields(of: discrepancy)
    case .discrepancy(.resolved(let id, let kind, let by)):
      fields += ["id=D\(id)", "kind=\(kind.text)", "by=\(by.text)"]
    case .discrepancy(.held(let id, let limit)): fields += ["id=D\(id)", "limit=\(limit.text)"]
    case .ticket(.opened(let ticket)), .ticket(.updated(let ticket)):
      fields += ["ticket=T\(ticket.id)", "id=D\(ticket.discrepancy)", "kind=\(ticket.kind.text)"]
      if let reason = ticket.reason { fields.append("reason=\(reason.text)") }
      if let level = ticket.level { fields.append("level=\(level.word.text)") }
      fields += ["local=\(ticket.local)", "broker=\(ticket.broker)"]
    case .ticket(.stepped(let ticket, let step)):
      fields += [
        "ticket=T\(ticket.id)", "id=D\(ticket.discrepancy)", "step=\(step)", "status=\(ticket.status.word.text)",
      ]
      if let level = ticket.level { fields.append("level=\(level.word.text)") }
      if ticket.attempts > 0 { fields.append("attempts=\(ticket.attempts)") }
      if let decision = ticket.decision {
        fields.append("decision=\(decision.word.text)" + (decision.figure.map { " figure=\($0)" } ?? ""))
      }
      for (word, number) in [("assignee", ticket.assignee), ("person", ticket.author), ("note", ticket.note)]
      where number != Event.none {
        fields.append("\(word)=\"\(names.name(.text, number))\"")
      }
    case .ticket(.resolved(let id, let discrepancy, let kind, let by)):
      fields += ["ticket=T\(id)", "id=D\(discrepancy)", "kind=\(kind.text)", "by=\(by.text)"]
    case .control(.halt(let isOn, let person)), .control(.stop(let isOn, let person)):
      fields.append(isOn ? "on" : "off")
      if person != Event.none { fields.append("person=\"\(names.name(.text, person))\"") }
    case .control(.kind(let kind, let clock)): fields += ["kind=\(kind.word.text)", "for=\(clock.word.text)"]
    case .control(.archived(.execution(let execution, let origin))):
      fields += [
        "exec=\(name(of: execution.id))", "order=\(names.name(.order, execution.order.index))",
        "qty=\(execution.quantity)", "price=\(execution.price)", "origin=\(origin)",
      ]
      if !execution.fee.isZero { fields.append("fee=\(execution.fee)") }
    case .control(.archived(.order(let order))):
      fields += [
        "order=\(names.name(.order, order.id.index))", "status=\(Word(order.status).text)", "filled=\(order.filled)",
        "qty=\(order.terms.quantity)",
      ]
      fields += order.averagePrice.map { ["price=\($0)"] } ?? []
    case .control(.archived(.end(let count))): fields.append("orders=\(count)")
    case .control(.accountSeen(let asOf)): fields.append("change=\(asOf.value)")
    case .control(.passReport(let report)):
      fields += [
        "pass=\(report.number)", "trigger=\(report.trigger.text)", "kind=\(report.kind.word.text)",
        "status=\(report.status.rawValue)", "found=\(report.found)",
      ]
    case .control(.opening(let opening, let policy)): fields += ["store=\(opening)", "policy=\(policy.text)"]
    case .control(.opened(let by, let person)):
      fields += ["store=in-use", "by=\(by.text)"]
      if person != Event.none { fields.append("person=\"\(names.name(.text, person))\"") }
    }
  }

  private func text(ofCharge charge: Decimal) -> [String] { charge.isZero ? [] : ["charge=\(charge)"] }

  private func append(_ record: OrderRecord, to fields: inout [String]) {
    fields.append("order=\(names.name(.order, record.order.index))")
    switch record {
    case .accepted(_, let terms):
      fields += [
        "side=\(terms.side)", "qty=\(terms.quantity)", "symbol=\(symbol(terms.instrument))", text(of: terms.pricing),
      ]
    case .attempt(_, let number, let known): fields += ["attempt=\(number)", "change=\(known.value)"]
    case .status(let change):
      fields += ["from=\(Word(change.from).text)", "to=\(Word(change.to).text)", "source=\(change.source.text)"]
      if let brokerOrder = change.brokerOrder {
        fields.append("broker-order=\(names.name(.brokerOrder, brokerOrder.index))")
      }
      if let reason = change.reason { fields.append("reason=\(reason.text)") }
      if change.note != Event.none { fields.append("note=\"\(names.name(.text, change.note))\"") }
    case .cancelIntent: break
    case .replaceIntent(_, let amendment): fields += ["qty=\(amendment.quantity)", text(of: amendment.pricing)]
    case .intentEnd(_, let intent, let reason): fields += ["intent=\(intent.text)", "reason=\(reason.text)"]
    case .terms(_, let amendment, let source, _):
      fields += ["qty=\(amendment.quantity)", text(of: amendment.pricing), "source=\(source.text)"]
    case .adopted(_, let terms, let number, let sequence):
      fields += [
        "side=\(terms.side)", "qty=\(terms.quantity)", "symbol=\(symbol(terms.instrument))", text(of: terms.pricing),
        "broker-order=\(names.name(.brokerOrder, number.index))", "change=\(sequence.value)",
      ]
    case .stale(_, let policy): fields.append("policy=\(policy.text)")
    }
  }

  private func fields(of discrepancy: Discrepancy) -> [String] {
    var fields = ["id=D\(discrepancy.id)", "kind=\(discrepancy.kind.text)"]
    for (word, kind, number) in [
      ("order", NameKind.order, discrepancy.order), ("exec", .execution, discrepancy.execution),
      ("symbol", .instrument, discrepancy.instrument), ("currency", .currency, discrepancy.currency),
    ] where number != Event.none {
      fields.append("\(word)=\(names.name(kind, number))")
    }
    fields += ["local=\(discrepancy.local)", "broker=\(discrepancy.broker)"]
    if let impact = discrepancy.impact { fields.append("impact=\(impact)") }
    if let level = discrepancy.level { fields.append("level=\(level.word.text)") }
    if let reason = discrepancy.reason { fields.append("reason=\(reason.text)") }
    if let report = discrepancy.report { fields.append(report.text(naming: names)) }
    return fields
  }

  private func symbol(_ instrument: InstrumentID) -> String { names.name(.instrument, instrument.index) }

  private func text(of pricing: OrderPricing) -> String {
    switch pricing {
    case .market: "market"
    case .limit(let limit): "limit=\(limit)"
    case .stop(let stop): "stop=\(stop)"
    case .stopLimit(let stop, let limit): "stop=\(stop) limit=\(limit)"
    }
  }
}

extension JournalText {
  /// What a ledger holds; accounts beside the default one are named.
  public func lines(of ledger: Ledger) -> [StyledText] {
    ledger.accounts.flatMap { account in
      (account == .default ? [] : ["account  \(account.number)"]) + (ledger[account].map { lines(of: $0) } ?? [])
    }
  }

  /// What the books of an account hold, a line each: orders, positions, cash, discrepancies.
  private func lines(of books: Books) -> [StyledText] {
    var lines: [String] = []
    for order in books.orders {
      let terms = order.terms
      var line = "order    \(names.name(.order, order.id.index)) \(terms.side) \(terms.quantity) "
      line += "\(symbol(terms.instrument)) \(text(of: terms.pricing)) status=\(Word(order.status).text)"
      line += " filled=\(order.filled)"
      if let average = order.averagePrice { line += " avg=\(average)" }
      lines.append(line)
    }
    for booked in books.executions where booked.state != .live {
      let (execution, order) = (booked.execution, names.name(.order, booked.execution.order.index))
      lines.append(
        "\(booked.state.rawValue) \(name(of: execution.id)) of \(order): \(execution.quantity) at \(execution.price)"
          + (execution.fee.isZero ? "" : " fee=\(execution.fee)"))
    }
    if !books.archived.isEmpty {
      lines.append(
        "archived \(books.archived.orders.count) orders with \(books.archived.executionCount) executions, as of change "
          + "\(books.archived.newest.value)")
    }
    for (index, position) in books.positions.enumerated() {
      let average = position.averagePrice.map { " at \($0)" } ?? ""
      let symbol = names.name(.instrument, UInt32(index))
      lines.append("position \(symbol) \(position.quantity)\(average) realized=\(position.realizedProfit)")
    }
    for (index, amount) in books.cash.enumerated() {
      lines.append("cash     \(names.name(.currency, UInt32(index))) \(amount)")
    }
    for discrepancy in books.discrepancies {
      lines.append("open     " + fields(of: discrepancy).joined(separator: " "))
    }
    for clock in PassClock.allCases {
      if let kind = books.chosenKinds[clock] { lines.append("chosen   \(kind.word.text) for \(clock.word.text)") }
    }
    for ticket in books.tickets {
      let suggestions = ticket.suggestions.map(\.text).joined(separator: ", ")
      lines.append(
        "ticket   T\(ticket.id) \(ticket.status.word.text) \(ticket.title(naming: names)): \(books.restated(ticket).details); \(suggestions)"
      )
    }
    switch books.opening {
    case .empty: lines.append("store    held nothing at the start, and no whole pass has seen the account")
    case .lost: lines.append("store    held nothing at the start, and the account differs: a person decides")
    case nil: break
    }
    if books.isStopped { lines.append("stopped  by the emergency stop") }
    if books.isHalted { lines.append("halted   by the operator") }
    return lines.map { StyledText($0) }
  }
}
