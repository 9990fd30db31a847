import Reconciliation
import Simulation
import Trading

/// `no-lost-ticket` and `told-once`.
///
/// What a person must decide has a ticket as long as it is open, and a ticket is about something that is open; and a
/// person is told of it again only if the figures lie otherwise apart (order/position document, intervention tickets).
struct TicketOracle: Sendable {
  /// By number of discrepancy: how far apart the figures were of which a person was told last, and by which record.
  private var told: [UInt32: (apart: Decimal?, record: UInt64)] = [:]
  /// The discrepancies about which a person has decided something that can come to nothing, and not been told so since.
  private var decided: Set<UInt32> = []
  private var isChanged = false

  mutating func noteStart(_ sequence: UInt64) {
    // What did not survive is not remembered, and its numbers are given again.
    told = told.filter { $0.value.record <= sequence }
    isChanged = true
  }

  /// A person has decided about a ticket.
  mutating func noteDecision(_ event: Event) {
    if event.reason == .cancel { decided.insert(event.discrepancy) } else { decided.remove(event.discrepancy) }
  }

  mutating func noteAppended(_ event: Event) {
    switch event.subject {
    case .discrepancy, .resolution, .ticket, .ticketUpdate, .ticketEnd: isChanged = true
    default: break
    }
  }

  /// Looks at a ticket that was opened or updated on the bus.
  mutating func observe(_ entry: TraceEntry, _ number: UInt32) -> Violation? {
    let event = entry.event
    guard event.kind != .ticketResolved else {
      told[event.discrepancy] = nil
      return nil
    }
    let last = told[event.discrepancy]
    // After a kill an event may come again.
    if let last, last.record >= event.sequence { return nil }
    // What an order has executed after its end is one figure.
    let apart = event.subject == .contradiction ? event.filled : try? event.filled - event.quantity
    told[event.discrepancy] = (apart, event.sequence)
    guard let last, last.apart == apart else { return nil }
    // That what was decided has come to nothing is a reason of its own.
    guard event.kind != .ticketUpdated || decided.remove(event.discrepancy) == nil else { return nil }
    return Violation(
      oracle: .toldOnce,
      message: "a person was told of D\(event.discrepancy) again, and its figures are as far apart as before",
      instant: entry.instant, entry: number)
  }

  /// Looks at the books at the end of a step that has changed discrepancies or tickets.
  mutating func observeBooks<Engine: SimulatedEngine>(_ world: inout World<Engine>) -> Violation? {
    guard isChanged, world.isRunning else { return nil }
    isChanged = false
    let books = world.incarnation.books
    for discrepancy in books.discrepancies where discrepancy.needsTicket || books.isHeld(discrepancy.id) {
      let count = books.tickets.count { $0.discrepancy == discrepancy.id }
      guard count != 1 else { continue }
      return violation(
        "D\(discrepancy.id) (\(discrepancy.kind.text)) is open, and \(count) tickets about it are", &world)
    }
    for ticket in books.tickets where !books.discrepancies.contains(where: { $0.id == ticket.discrepancy }) {
      return violation("T\(ticket.id) is open, and D\(ticket.discrepancy) is not", &world)
    }
    return nil
  }

  private func violation<Engine: SimulatedEngine>(_ text: String, _ world: inout World<Engine>) -> Violation {
    Violation(
      oracle: .noLostTicket, message: "\(text)", instant: world.trace.entries.last?.instant ?? .origin,
      entry: world.trace.entries.isEmpty ? nil : UInt32(world.trace.entries.count - 1))
  }
}

extension Discrepancy {
  /// Whether a person has to be told however long it lasts, since no pass can find it gone or nobody here knows it.
  fileprivate var needsTicket: Bool {
    kind == .overfill || kind == .duplicateExecution || kind == .invalidReport || kind == .unknownOrder
      || kind == .contradiction || kind == .timingConflict
  }
}
