import Reconciliation
import Simulation
import Trading

/// `exec-once` and `older-never-overwrites-newer`: each execution of the broker counts once (design, section 3,
/// rule 3), and what an order has executed shrinks by nothing but what the broker has taken back or amended.
///
/// Not verified here: that every execution is counted at all; that is `converges`.
struct ExecOnceOracle: Sendable {
  /// Executions counted by the engine that runs now, by order and id.
  private var counted: Set<UInt64> = []
  /// What messages were made to say: an execution that was put aside for it may be a true one in the broker's books.
  private var lies: Set<Word> = []
  /// By index of a client order id: the quantity it was seen to have executed, with what was taken back of it since.
  private var filled: [Decimal] = []
  /// What of that nobody has reported, by index of a client order id, and how many executions were looked at for it.
  private var inferred: [UInt32: Decimal] = [:]
  private var looked = 0
  /// What busts and corrections have taken back, by index of a client order id; below zero if they have added.
  private var taken: [UInt32: Decimal] = [:]

  mutating func noteStart<Engine: SimulatedEngine>(_ world: inout World<Engine>) {
    counted.removeAll(keepingCapacity: true)
    filled.removeAll(keepingCapacity: true)
    inferred.removeAll(keepingCapacity: true)
    taken.removeAll(keepingCapacity: true)
    looked = 0
    guard world.isRunning else { return }
    for booked in world.incarnation.books.executions {
      if !booked.execution.isNameless { counted.insert(key(booked.execution.id.index, booked.execution.order.index)) }
    }
  }

  mutating func noteFalsified(_ event: Event) {
    // Of an execution that is booked already any lie is its id again with other figures.
    if event.reason == .contents { lies.formUnion(Word.reasons) }
    if let lie = event.reason { lies.formUnion([lie == .ahead ? .invalid : lie, .idReused]) }
    // Who is told that an order is not there, and that its id is taken, must think the one under it somebody else's.
    if event.reason == .absent { lies.insert(.duplicateKey) }
  }

  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    guard world.isRunning, let order = world.incarnation.books.order(ClientOrderID(index: entry.event.order))
    else { return nil }
    let execution = names.text(of: .execution(entry.event.execution), for: .exec)
    let name = names.text(of: .order(entry.event.order), for: .order)
    // What has no id is told from a second one by the quantity that the order has executed alone.
    guard entry.event.execution == Event.none || counted.insert(key(entry.event.execution, entry.event.order)).inserted
    else {
      return Violation(
        oracle: .execOnce, message: "\(execution) was counted twice for order \(name)", instant: entry.instant,
        entry: number)
    }
    let index = Int(entry.event.order)
    if filled.count <= index { filled += Array(repeating: .zero, count: index + 1 - filled.count) }
    // What was inferred is taken back by what takes its place.
    look(at: world.incarnation.books)
    let guessed = inferred[entry.event.order] ?? .zero
    let less = taken[entry.event.order] ?? .zero
    guard let told = try? order.filled - guessed, let ever = try? told + less else { return nil }
    defer { filled[index] = ever }
    // What the broker has taken back is executed no more, whichever execution of the same poll is looked at first.
    if ever < filled[index] {
      let corrected = less.isZero ? "" : ", corrected by \(-less),"
      return Violation(
        oracle: .olderNeverOverwritesNewer,
        message: "order \(name) had executed \(filled[index])\(corrected) and now counts only \(order.filled)",
        instant: entry.instant, entry: number)
    }
    let truth = world.broker.filled(under: order.id)
    // Who is told often enough of what was never executed infers it.
    if guessed.isPositive, !lies.isEmpty, told <= truth { return nil }
    guard order.filled > truth, order.filled > mostFilled(order.id, &world) else { return nil }
    return Violation(
      oracle: .execOnce, message: "order \(name) counts \(order.filled), the broker executed only \(truth)",
      instant: entry.instant, entry: number)
  }

  /// Adds up what was inferred and what was taken back since the last look.
  private mutating func look(at books: Books) {
    defer { looked = books.executionTotal }
    for execution in books.executions(behind: looked).lazy.map(\.execution) {
      let former = execution.reference.flatMap { books.execution($0, of: execution.order)?.execution.quantity }
      guard execution.isInferred else {
        guard let former else { continue }
        let sum = taken[execution.order.index] ?? .zero
        taken[execution.order.index] = (try? sum + former - execution.quantity) ?? sum
        continue
      }
      let sum = inferred[execution.order.index] ?? .zero
      inferred[execution.order.index] = (try? sum + execution.quantity - (former ?? .zero)) ?? sum
    }
  }

  /// The most that the broker may have said that it has executed: what it has taken back counts until that is told.
  private func mostFilled<Engine: SimulatedEngine>(_ order: ClientOrderID, _ world: inout World<Engine>) -> Decimal {
    var sum = world.broker.filled(under: order)
    for report in world.broker.executions where report.order == order && report.reference != nil {
      guard world.incarnation.books.execution(report.id, of: order) == nil,
        let former = world.broker.executions.first(where: { $0.order == order && $0.id == report.reference }),
        let less = try? former.quantity - report.quantity, less.isPositive
      else { continue }
      sum = (try? sum + less) ?? sum
    }
    return sum
  }

  /// An execution was put aside: then it must not be one that the broker made on that very order.
  func observeQuarantine<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names
  ) -> Violation? {
    let event = entry.event
    guard event.reason != .overflow, event.reason.map({ !lies.contains($0) }) ?? true, world.isRunning,
      let order = world.incarnation.books.order(ClientOrderID(index: event.order)),
      let execution = world.broker.executions.last(where: { execution in
        execution.id.index == event.execution && execution.order == order.id
          && order.brokerOrder ?? execution.brokerOrder == execution.brokerOrder
          && execution.instrument == order.terms.instrument && execution.quantity == event.quantity
          && execution.price == event.price && execution.fee == event.fee && execution.side == order.terms.side
      }),
      world.broker.orders.first(where: { $0.brokerOrder == execution.brokerOrder }).map(order.isAnother) != true,
      // What amends an execution that nobody has told of cannot be counted.
      execution.reference.map({ world.incarnation.books.execution($0, of: order.id) != nil }) ?? true
    else { return nil }
    return Violation(
      oracle: .noFalseDiscrepancy,
      message: "\(names.text(of: .execution(execution.id.index), for: .exec)) was put aside, "
        + "but it is an execution of order \(names.text(of: .order(order.id.index), for: .order))",
      instant: entry.instant, entry: number)
  }

  private func key(_ execution: UInt32, _ order: UInt32) -> UInt64 {
    UInt64(order) << 32 | UInt64(execution)
  }
}
