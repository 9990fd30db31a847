import Reconciliation
import ScenarioLanguage
import Trading

/// Faults that belong together, and faults that belong to something: drawn apart they would hardly ever meet.
extension CaseGenerator {
  /// When a fault comes: two thirds of them shortly before or after another line, where they have something to bite.
  mutating func faultTime(_ index: Int) -> TimeSpan {
    guard !lines.isEmpty, tape.choose(.faultAnchor, index, below: 3) > 0 else { return time(.faultTime, index) }
    let anchor = lines[tape.choose(.faultAnchor, index + 1000, below: lines.count)].instant
    let offsets = [0, -1, 1, 25, 50, 75, 101, 200, 500, 1000, -100]
    return max(.zero, anchor + .milliseconds(tape.pick(.faultAnchor, index + 2000, offsets)))
  }

  /// Both the answer to a place request and the acknowledgement on the stream are late: what comes next overtakes them.
  mutating func delayAcceptance(_ index: Int) {
    let order = tape.choose(.faultTarget, index, below: swarm.orderCount)
    let name = Located("A\(order + 1)")
    let instant = max(.zero, placeTimes[order] - .milliseconds(1))
    let delay = delay(index)
    for (channel, kind) in [(Word.responses, Word.place), (.stream, .ack)] {
      var match = MessageMatch(channel: channel, kinds: [kind])
      match.order = name
      add(.network(.delay(match, by: delay, jitter: nil, .next(1))), at: instant, mayMiss: true)
    }
  }

  /// The queries of a pass are answered at different times, and the stream does not tell what happens in between.
  mutating func tearPasses(_ index: Int, _ instant: TimeSpan) {
    let query: Word = tape.pick(.faultMessage, index, [.account, .executions, .orders])
    let length = length(index)
    let late = MessageMatch(channel: .requests, kinds: [query])
    add(.network(.delay(late, by: delay(index), jitter: nil, length)), at: instant, mayMiss: true)
    add(.network(.drop(MessageMatch(channel: .stream, kinds: [.fill]), length)), at: instant, mayMiss: true)
  }

  /// Two orders trade one instrument in opposite directions, and the fill that opens or the one that closes is told
  /// late or not at all: what comes behind it overtakes it, and what it closes or opens is another cost.
  mutating func holdUpFill(_ index: Int, _ instant: TimeSpan) {
    let (opening, closing) = (Located("P\(index + 1)"), Located("Q\(index + 1)"))
    let instrument = tape.choose(.instrument, 2000 + index, below: swarm.instrumentCount)
    let isShort = tape.choose(.side, 2000 + index, below: 2) == 1
    // A close in full, in part, and a flip.
    let size = [10, 4, 25][tape.choose(.quantity, 2000 + index, below: 3)]
    for (name, side, quantity) in [(opening, isShort ? Side.sell : .buy, 20), (closing, isShort ? .buy : .sell, size)] {
      let order = NewOrder(
        name: name, side: side, quantity: Located(market.quantity(quantity)), symbol: symbol(instrument),
        pricing: .market)
      add(.place(order), at: instant, mayMiss: true)
    }
    let isOpeningLate = tape.choose(.faultTarget, 2000 + index, below: 2) == 1
    var late = MessageMatch(channel: .stream, kinds: [.fill])
    late.order = isOpeningLate ? opening : closing
    let isLost = tape.choose(.pattern, 2000 + index, below: 2) == 0
    add(
      .network(isLost ? .drop(late, .next(1)) : .delay(late, by: delay(index), jitter: nil, .next(1))),
      at: instant + .milliseconds(99), mayMiss: true)
    fill(opening, 10, of: instrument, at: instant + .milliseconds(100))
    fill(closing, nil, of: instrument, at: instant + .milliseconds(150))
    fill(opening, nil, of: instrument, at: instant + .milliseconds(200))
  }

  /// A kill at an effect boundary; half of them wait for a boundary of one order.
  mutating func crashAtPoint(_ index: Int, _ instant: TimeSpan) {
    let point = tape.pick(.faultPoint, index, Word.crashPoints)
    var subject: Located<String>?
    var armed = instant
    if tape.choose(.faultTarget, index, below: 2) == 1,
      ![.checkpointBefore, .checkpointAfter, .reconcileMiddle].contains(point)
    {
      let order = tape.choose(.faultTarget, index + 1000, below: swarm.orderCount)
      subject = Located("A\(order + 1)")
      if tape.choose(.faultTarget, index + 2000, below: 2) == 0 {
        armed = max(.zero, placeTimes[order] - .milliseconds(1))
      }
    }
    add(.engineCrash(point: Located(point), subject: subject, down: down(index)), at: armed, mayMiss: true)
  }
}
