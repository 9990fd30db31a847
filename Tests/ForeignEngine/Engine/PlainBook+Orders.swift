import Reconciliation
import Simulation
import Trading

/// What becomes of orders: by the trader's wish, by the broker's word, and where that does not come.
extension PlainBook {
  mutating func place(_ id: ClientOrderID, _ terms: OrderTerms, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard ledger.order(id) == nil else {
      return log(.orderRefused, &effects) { ($0.order, $0.subject, $0.reason) = (id.index, .place, .duplicateKey) }
    }
    note(.taken(id, terms), .trader, &effects)
    if condition == .ready { send(id, now, &effects) }
  }

  /// Writes down that an order is to be sent; it goes out once that is durable.
  mutating func send(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    let attempt = (ledger.order(id)?.attempts ?? 0) + 1
    let number = note(.sent(id, attempt: attempt), .trader, &effects)
    if mistake == .sendsFirst { handOver(id, now, &effects) } else { waiting.append((number, .place(id))) }
  }

  mutating func handOver(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(id) else { return }
    log(order.attempts == 1 ? .orderSent : .orderResent, &effects) {
      ($0.order, $0.number, $0.sequence) = (id.index, Int64(order.attempts), durable)
    }
    sentAt[id] = now
    ask(.place(id, order.terms), now, &effects)
  }

  mutating func cancel(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(id), !order.status.isTerminal else {
      return log(.orderRefused, &effects) { ($0.order, $0.subject, $0.reason) = (id.index, .cancel, .terminal) }
    }
    let number = note(.unwanted(id), .trader, &effects)
    if order.status == .pending {
      note(.became(id, .cancelled, nil, .zero), .trader, &effects)
    } else if condition == .ready {
      (cancels[id], wishes[id]) = (0, number)
      waiting.append((number, .cancel(id)))
    }
  }

  mutating func handOverCancel(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    let isAsked = asked.values.contains { $0 == .cancel(id) }
    guard let order = ledger.order(id), order.hasCancelIntent, order.status.isWorking, !isAsked else { return }
    let attempt = (cancels[id] ?? 0) + 1
    guard attempt <= configuration.maximumRetries + 1 else {
      note(.kept(id), .policy, &effects)
      return
    }
    cancels[id] = attempt
    log(.cancelSent, &effects) { ($0.order, $0.number, $0.sequence) = (id.index, Int64(attempt), durable) }
    ask(.cancel(id), now, &effects)
  }

  /// Asks for an order of which nothing is known since it was sent.
  mutating func lookUp(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(id), !order.status.isTerminal else { return }
    lookUps[id, default: 0] += 1
    log(.orderLookup, &effects) { ($0.order, $0.number) = (id.index, Int64(lookUps[id] ?? 1)) }
    ask(.query(id), now, &effects)
  }

  /// No answer came: of a query the next poll makes up, of anything else it has to be asked what became of it.
  mutating func lose(
    _ question: Request.Content, _ reason: Word, _ now: Instant, _ effects: inout [ForeignEffect]
  ) {
    guard let id = question.order else {
      if condition == .starting { effects.append(.setTimer(.orderPoll, at: now + configuration.retryDelay)) }
      return
    }
    log(.orderTimeout, &effects) { ($0.order, $0.subject, $0.reason) = (id.index, question.kind, reason) }
    if case .place = question, ledger.order(id)?.status == .submitted {
      note(.became(id, .unknown, nil, .zero), .policy, &effects)
    }
    // Not before the request can no longer be carried out: absence would prove nothing.
    let lapsed = (sentAt[id] ?? now) + configuration.requestTimeout
    effects.append(.setTimer(.order(id), at: max(lapsed, now + configuration.retryDelay)))
  }

  mutating func take(
    _ response: Response, to question: Request.Content, _ now: Instant, _ effects: inout [ForeignEffect]
  ) {
    switch response {
    case .done(let report), .order(.some(let report)):
      if let id = question.order { lookUps[id] = nil }
      take(report, question.kind == .query ? .query : .response, now, &effects)
    case .order(.none): if let id = question.order { resolveAbsent(id, now, &effects) }
    case .refused(let refusal): refuse(question, refusal.reason, now, &effects)
    case .orders(let snapshot):
      for report in snapshot.answer { take(report, .poll, now, &effects) }
      if snapshot.isComplete { lookForAbsent(in: Set(snapshot.answer.map(\.order)), now, &effects) }
    case .executions(let snapshot):
      for execution in snapshot.answer { book(execution, .poll, &effects) }
      if snapshot.isComplete { readUpTo = max(readUpTo, snapshot.asOf) }
    case .account: break
    }
    goOn(now, &effects)
  }

  /// An order that list after list lacks is asked for by its name: only then is it known that it is not there.
  private mutating func lookForAbsent(
    in listed: Set<ClientOrderID>, _ now: Instant, _ effects: inout [ForeignEffect]
  ) {
    for order in ledger.orders {
      guard order.status.isWorking, !listed.contains(order.id) else {
        absences[order.id] = nil
        continue
      }
      absences[order.id, default: 0] += 1
      if absences[order.id] ?? 0 >= configuration.missingConfirmations { lookUp(order.id, now, &effects) }
    }
  }

  private mutating func resolveAbsent(_ id: ClientOrderID, _ now: Instant, _ effects: inout [ForeignEffect]) {
    guard let order = ledger.order(id), !order.status.isTerminal, order.status != .pending else { return }
    log(.orderAbsent, &effects) { ($0.order, $0.number) = (id.index, Int64(lookUps[id] ?? 1)) }
    if order.status.isWorking {
      // It was there; what it has executed stays.
      note(.became(id, .cancelled, nil, .zero), .policy, &effects)
      return
    }
    let isProven = configuration.guarantees.honoursDeadlines
    if isProven, order.attempts <= configuration.maximumRetries, !order.hasCancelIntent {
      send(id, now, &effects)
    } else if isProven || (lookUps[id] ?? 0) > 10 {
      note(.became(id, order.hasCancelIntent ? .cancelled : .rejected, nil, .zero), .policy, &effects)
    } else {
      effects.append(.setTimer(.order(id), at: now + .seconds(2)))
    }
  }

  private mutating func refuse(
    _ question: Request.Content, _ reason: Word, _ now: Instant, _ effects: inout [ForeignEffect]
  ) {
    guard let id = question.order, let order = ledger.order(id) else { return }
    switch question {
    case .place where reason == .duplicateKey || reason == .late: lose(question, reason, now, &effects)
    case .place where !order.status.isTerminal: note(.became(id, .rejected, nil, .zero), .response, &effects)
    default: effects.append(.setTimer(.order(id), at: now + configuration.retryDelay))
    }
  }
}
