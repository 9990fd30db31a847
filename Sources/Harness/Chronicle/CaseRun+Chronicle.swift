import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseRun {
  /// Notes what both sides hold after a step that wrote these entries.
  mutating func keepChronicle(of entries: Range<Int>) {
    guard var chronicle else { return }
    self.chronicle = nil
    let isRunning = world.isRunning
    chronicle.note(.engine, .local, .words("\(world.engineState)"), entries)
    for order in world.incarnation.books.orders {
      chronicle.note(
        .order(order.id.index), .local, isRunning ? .words(OrderView(order).text) : nil, entries)
    }
    for slot in world.broker.orders.indices {
      let order = world.broker.orders[slot].order
      // Of several under one client order id the one that it means is shown.
      guard world.broker.slot(of: order) == slot else { continue }
      chronicle.note(.order(order.index), .broker, .words(OrderView(world.broker, slot: slot).text), entries)
    }
    for index in world.broker.positions.indices {
      let instrument = InstrumentID(index: UInt32(index))
      keep(world.view(of: instrument, .local), .local, index, entries, &chronicle)
      keep(world.view(of: instrument, .broker), .broker, index, entries, &chronicle)
    }
    for index in world.broker.cash.indices {
      let local = isRunning ? world.incarnation.books.cash[index] : nil
      chronicle.note(.cash(index), .local, local.map { .figure($0) }, entries)
      chronicle.note(.cash(index), .broker, .figure(world.broker.cash[index]), entries)
    }
    self.chronicle = chronicle
  }

  private func keep(
    _ view: PositionView?, _ side: Chronicle.Side, _ index: Int, _ entries: Range<Int>, _ chronicle: inout Chronicle
  ) {
    chronicle.note(.position(index), side, view.map { .figure($0.quantity) }, entries)
    chronicle.note(.average(index), side, view?.average.map { .figure($0) }, entries)
    chronicle.note(.profit(index), side, view.map { .figure($0.realized) }, entries)
  }

  /// Notes how a check that had time fared.
  mutating func keepCourse(of expectation: Expectation, met: Instant?) {
    guard !expectation.isImmediate else { return }
    chronicle?.checks.append(
      Chronicle.CheckCourse(
        line: expectation.span.line, asked: expectation.asked, deadline: expectation.deadline, met: met))
  }

  /// The chronicle with how the lines fared.
  func finishedChronicle() -> Chronicle? {
    guard var chronicle else { return nil }
    chronicle.lines = plan.lines.indices.map { index in
      Chronicle.LineCourse(
        line: plan.lines[index].span.line, isCarriedOut: carriedOut[index], isImpossible: impossible.contains(index),
        fired: faults[index].map { world.faults.faults[$0].fired })
    }
    return chronicle
  }
}

extension OrderView {
  /// The order in a few words, with its average price: `partial 40/100 at 150.01`.
  fileprivate var text: String { average.map { "\(summary) at \($0)" } ?? summary }
}
