import Trading

extension ReconciliationEngine {
  /// Takes in an answer of the broker.
  mutating func receive(_ response: Response, to request: RequestID) {
    guard let pending = core.requests.settle(request) else {
      if core.requests.takesLate(request) { receiveLate(response) }
      return
    }
    core.cancelTimer(.request(request))
    if pending.stranger != nil { return receive(response, ofStranger: pending) }
    guard response.answers(pending.kind, of: pending.order), response.goesOn(behind: pending.cursor) else {
      receiveLate(response)
      return noteFailure(of: pending, reason: .invalid)
    }
    if let answers = desks.passes.note(response, to: pending, &core) { return finish(answers) }
    if desks.passes.isProbed { return askRest() }
    guard let order = pending.order, let slot = core.books.slot(of: order) else { return }
    switch response {
    case .orders, .executions, .account: break
    case .order(nil): desks.orders.noteAbsence(slot, &core)
    case .order(let report?)
    where OrderDetector.isAnothers(report, insteadOf: core.books.orders[slot], core.configuration.guarantees):
      observe(report, source: .query)
      desks.orders.noteAbsence(slot, &core)
    case .order(let report?):
      let lookups = desks.orders.noteFound(slot, report, &core)
      let isOther = OrderDetector.isOther(report, than: core.books.orders[slot])
      observe(report, source: .query)
      desks.orders.settleLookUp(slot, after: lookups, isOther: isOther, &core)
    case .done(let report):
      desks.orders.forget(request, slot)
      observe(report, source: .response)
      desks.orders.settle(pending.kind, slot, &core)
    case .refused(let refusal):
      desks.orders.forget(request, slot)
      desks.orders.receiveRefusal(refusal, of: pending.kind, slot, &core)
    }
  }

  /// An answer to a request that was given up still carries evidence about its order.
  mutating func receiveLate(_ response: Response) {
    switch response {
    case .done(let report), .order(let report?):
      observe(report, source: .response)
      if let slot = core.books.slot(of: report.order) { desks.orders.advance(slot, &core) }
    case .order, .refused, .orders, .executions, .account: break
    }
  }

  /// Takes in that a request ended without an answer of the broker.
  mutating func receive(_ failure: TransportFailure, of request: RequestID) {
    guard let pending = core.requests.giveUp(request) else { return }
    core.cancelTimer(.request(request))
    if pending.stranger != nil {
      return receive(failure.meaning(under: core.configuration.guarantees), failure.reason, ofStranger: pending)
    }
    guard let order = pending.order, let slot = core.books.slot(of: order) else {
      return noteFailure(of: pending, reason: failure.reason)
    }
    switch failure.meaning(under: core.configuration.guarantees) {
    case .refused where pending.kind != .query:
      desks.orders.forget(request, slot)
      desks.orders.receiveFinalFailure(failure, of: pending.kind, slot, &core)
    case .stopped(let pause):
      desks.orders.forget(request, slot)
      desks.orders.noteRateLimit(of: pending, slot, pause: pause, &core)
    case .unknown, .refused: noteFailure(of: pending, reason: failure.reason)
    }
  }

  /// Takes in that a request is overdue.
  mutating func noteTimeout(of request: RequestID) {
    guard let pending = core.requests.giveUp(request) else { return }
    noteFailure(of: pending, reason: pending.endsWithPass ? .passTimeout : .timeout)
  }

  private mutating func noteFailure(of pending: PendingRequest, reason: Word) {
    if pending.stranger != nil { return receive(.unknown, reason, ofStranger: pending) }
    guard let order = pending.order, let slot = core.books.slot(of: order) else {
      if let answers = desks.passes.noteFailure(of: pending.kind, reason: reason, &core) { finish(answers) }
      return
    }
    desks.orders.forget(pending.id, slot)
    desks.orders.noteFailure(of: pending, slot, reason: reason, &core)
  }
}

extension Response {
  /// Whether the response is one to a request of this kind and about this order.
  func answers(_ kind: Word, of order: ClientOrderID?) -> Bool {
    switch self {
    case .orders: kind == .orders
    case .executions: kind == .executions
    case .account: kind == .account
    case .order(let report): kind == .query && (report == nil || report?.order == order)
    case .done(let report): [.place, .cancel, .replace].contains(kind) && report.order == order
    case .refused: [.place, .cancel, .replace].contains(kind)
    }
  }

  /// Whether the list goes on, if it does, behind the place from which this page of it was asked for.
  func goesOn(behind cursor: PageCursor?) -> Bool {
    guard let cursor, let more else { return true }
    return more > cursor
  }
}
