import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Draws one of the faults that take part.
  mutating func makeFault(_ index: Int) {
    let drawing = swarm.faults[tape.choose(.faultKind, index, below: swarm.faults.count)]
    drawing.draw(&self, index, faultTime(index))
  }

  mutating func match(_ channel: Word, _ index: Int) -> MessageMatch {
    let onStream: [[Word]] = [[], [.ack], [.fill], [.cancel], [.fill], [.reject, .expire], [.replace]]
    let onRequests: [[Word]] = [[.place], [.cancel], [.replace], [.query], [.orders], [.executions], [.account], []]
    var match = MessageMatch(
      channel: channel, kinds: tape.pick(.faultMessage, index, channel == .stream ? onStream : onRequests))
    // A list is not of one order.
    let isOfLists = match.kinds.contains { [.orders, .executions, .account].contains($0) }
    if tape.choose(.faultTarget, index, below: 4) == 1, !isOfLists {
      match.order = Located("A\(1 + tape.choose(.faultTarget, index + 1000, below: swarm.orderCount))")
    }
    return match
  }

  mutating func countdown(_ index: Int) -> Extent {
    .next(1 + tape.choose(.faultCountdown, index, below: 3))
  }

  mutating func length(_ index: Int) -> Extent {
    .duration(.milliseconds(tape.pick(.faultLength, index, [1000, 300, 3000, 5500, 10_000])))
  }

  mutating func extent(_ index: Int) -> Extent {
    tape.choose(.pattern, index, below: 2) == 0 ? countdown(index) : length(index)
  }

  mutating func delay(_ index: Int) -> TimeSpan {
    .milliseconds(tape.pick(.faultDelay, index, [100, 30, 300, 1000, 1990, 2100, 6000]))
  }

  mutating func down(_ index: Int) -> TimeSpan {
    .milliseconds(tape.pick(.faultDown, index, [1000, 0, 100, 2000, 7000]))
  }
}
