import Trading

extension StrangerDesk {
  /// Takes up what persons want cancelled since the tickets changed, and lets go of what nobody wants cancelled any more.
  mutating func review(_ core: inout Core) {
    let wishes = core.books.strangersToCancel
    guard !wishes.isEmpty || !tracking.isEmpty else { return }
    for place in tracking.indices
    where tracking[place].isWanted && !wishes.contains(where: { $0.discrepancy == tracking[place].discrepancy }) {
      letGo(place, &core)
    }
    for wish in wishes {
      guard let place = place(of: wish.number) else {
        tracking.append(
          StrangerTracking(
            number: wish.number, order: wish.order, discrepancy: wish.discrepancy, needsLookUp: core.cause == .start))
        continue
      }
      guard !tracking[place].isWanted else { continue }
      // What is on its way from when it was wanted before has to end first.
      let former = tracking[place]
      tracking[place] = StrangerTracking(
        number: wish.number, order: wish.order, discrepancy: wish.discrepancy, request: former.request,
        isSending: former.isSending, needsLookUp: former.request != nil, cancels: former.isSending ? 1 : 0)
    }
    tracking.removeAll { !$0.isWanted && $0.request == nil && !$0.isSending }
    advanceAll(&core)
  }

  private mutating func letGo(_ place: Int, _ core: inout Core) {
    tracking[place].isWanted = false
    guard tracking[place].waits else { return }
    tracking[place].waits = false
    core.cancelTimer(.stranger(tracking[place].number))
  }

  func place(of number: BrokerOrderID) -> Int? { tracking.firstIndex { $0.number == number } }

  /// Takes the next step for every order that is to be cancelled.
  mutating func advanceAll(_ core: inout Core) {
    for place in tracking.indices { advance(place, &core) }
  }

  /// The timer of an order fired.
  mutating func wakeUp(_ number: BrokerOrderID, _ core: inout Core) {
    guard let place = place(of: number) else { return }
    tracking[place].waits = false
    advance(place, &core)
  }

  /// Takes the next step for an order, if one is due: what has become of the cancel before is asked first.
  mutating func advance(_ place: Int, _ core: inout Core) {
    let one = tracking[place]
    guard core.condition != .starting, one.isWanted, one.request == nil, !one.isSending, !one.waits else { return }
    if one.needsLookUp {
      if isDue(place, from: one.limitedUntil, &core) { sendLookUp(place, &core) }
    } else if isDue(place, from: max(one.repeatsAt, one.limitedUntil), &core) {
      tracking[place].cancels += 1
      tracking[place].isSending = true
      core.outbox.append(.cancelStranger(one.number), after: core.journal.last)
    }
  }

  private mutating func isDue(_ place: Int, from instant: Instant, _ core: inout Core) -> Bool {
    guard instant > core.now else { return true }
    wait(place, until: instant, &core)
    return false
  }

  mutating func wait(_ place: Int, until instant: Instant, _ core: inout Core) {
    tracking[place].waits = true
    core.setTimer(.stranger(tracking[place].number), at: instant)
  }

  /// Hands a cancel to the network; called when it is durable that it is wanted.
  mutating func sendCancel(_ number: BrokerOrderID, _ core: inout Core) {
    guard let place = place(of: number) else { return }
    tracking[place].isSending = false
    guard tracking[place].isWanted else {
      tracking.remove(at: place)
      return
    }
    let (one, attempt) = (tracking[place], tracking[place].cancels)
    var event = event(.strangerCancel, of: one, attempt: attempt)
    event.sequence = core.journal.durable
    core.log(event)
    tracking[place].repeatsAt = core.now + core.backoff(attempt: attempt, salt: one.order.index)
    tracking[place].request = core.send(.cancelStranger(number, one.order), attempt: attempt)
  }

  private mutating func sendLookUp(_ place: Int, _ core: inout Core) {
    tracking[place].lookUps += 1
    let one = tracking[place]
    core.log(event(.strangerQuery, of: one, attempt: one.lookUps))
    tracking[place].request = core.send(.queryStranger(one.number, one.order), attempt: one.lookUps)
  }

  func event(_ kind: EventKind, of one: StrangerTracking, attempt: Int) -> Event {
    var event = Event(kind)
    event.order = one.order.index
    event.discrepancy = one.discrepancy
    event.number = Int64(attempt)
    return event
  }
}
