import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Makes one fault of the kinds that take part; every fault has ended when healing starts.
  mutating func makeFault(_ index: Int) {
    let kind = swarm.faultKinds[tape.choose(.faultKind, index, below: swarm.faultKinds.count)]
    let instant = faultTime(index)
    switch kind {
    case .dropStreamFill:
      add(.network(.drop(MessageMatch(channel: .stream, kinds: [.fill]), countdown(index))), at: instant, mayMiss: true)
    case .dropStreamAny:
      let kinds: [[Word]] = [[], [.ack], [.cancel], [.fill], [.heartbeat], [.replace]]
      let match = MessageMatch(channel: .stream, kinds: tape.pick(.faultMessage, index, kinds))
      add(.network(.drop(match, length(index))), at: instant, mayMiss: true)
    case .delayStream:
      add(
        .network(.delay(match(.stream, index), by: delay(index), jitter: nil, extent(index))), at: instant,
        mayMiss: true)
    case .duplicateStream:
      add(.network(.duplicate(match(.stream, index), after: delay(index), extent(index))), at: instant, mayMiss: true)
    case .dropRequest: add(.network(.drop(match(.requests, index), extent(index))), at: instant, mayMiss: true)
    case .dropResponse: add(.network(.drop(match(.responses, index), extent(index))), at: instant, mayMiss: true)
    case .delayRequest:
      add(
        .network(.delay(match(.requests, index), by: delay(index), jitter: nil, extent(index))), at: instant,
        mayMiss: true)
    case .delayResponse:
      add(
        .network(.delay(match(.responses, index), by: delay(index), jitter: nil, extent(index))), at: instant,
        mayMiss: true)
    case .duplicateRequest:
      let kinds: [[Word]] = [[.cancel], [.replace], [.query], [.orders]]
      let match = MessageMatch(channel: .requests, kinds: tape.pick(.faultMessage, index, kinds))
      add(.network(.duplicate(match, after: delay(index), extent(index))), at: instant, mayMiss: true)
    case .failRequest:
      let status = tape.pick(.faultPoint, index, [503, 504, 502, 500, 429, 400])
      let kinds: [[Word]] = [[.place], [.cancel], [.replace], [.query], [.orders, .executions, .account], []]
      let kind = tape.pick(.faultMessage, index, kinds)
      add(.network(.fail(kinds: kind, status: status, extent(index))), at: instant, mayMiss: true)
    case .duplicateResponse:
      add(
        .network(.duplicate(match(.responses, index), after: delay(index), extent(index))), at: instant, mayMiss: true)
    case .lateAcceptance: delayAcceptance(index)
    case .tornPass: tearPasses(index, instant)
    case .lateFill: holdUpFill(index, instant)
    case .cut: add(.network(.cut(length(index))), at: instant, mayMiss: true)
    case .flap:
      for repetition in 0..<3 {
        add(.network(.cut(.duration(.milliseconds(300)))), at: instant + .milliseconds(700 * repetition), mayMiss: true)
      }
    case .crashNow:
      add(.engineCrash(point: nil, subject: nil, down: down(index)), at: instant, mayMiss: true)
    case .crashAtPoint: crashAtPoint(index, instant)
    case .restart: add(.engineRestart(down: down(index)), at: instant, mayMiss: true)
    case .storeSlow:
      add(
        .store(.slow(by: .milliseconds(tape.pick(.faultDelay, index, [100, 30, 700])), length(index))), at: instant,
        mayMiss: true)
    case .storeFull: add(.store(.fail(.noSpace, extent(index))), at: instant, mayMiss: true)
    case .tornWrite:
      add(.store(.tornWrite(.next(1))), at: instant, mayMiss: true)
      add(
        .engineCrash(point: Located(.persistUnsynced), subject: nil, down: down(index)), at: instant, mayMiss: true)
    case .staleSnapshot: falsify(.stale(by: .seconds(1 + tape.choose(.faultDelay, index, below: 10))), index, instant)
    case .truncatedSnapshot: falsify(.truncated(to: tape.choose(.faultDelay, index, below: 4)), index, instant)
    case .emptySnapshot: falsify(.empty, index, instant)
    case .omittingSnapshot:
      let order = 1 + tape.choose(.faultTarget, index, below: swarm.orderCount)
      falsify(.omits(order: Located("A\(order)")), index, instant)
    }
  }

  private mutating func falsify(_ fault: SnapshotFault, _ index: Int, _ instant: TimeSpan) {
    let extent = tape.choose(.pattern, index, below: 3) == 1 ? length(index) : countdown(index)
    add(.broker(.snapshot(fault, extent)), at: instant, mayMiss: true)
  }

  private mutating func match(_ channel: Word, _ index: Int) -> MessageMatch {
    let onStream: [[Word]] = [[], [.ack], [.fill], [.cancel]]
    let onRequests: [[Word]] = [[.place], [.cancel], [.replace], [.query], [.orders], [.executions], [.account], []]
    var match = MessageMatch(
      channel: channel, kinds: tape.pick(.faultMessage, index, channel == .stream ? onStream : onRequests))
    if tape.choose(.faultTarget, index, below: 4) == 1 {
      match.order = Located("A\(1 + tape.choose(.faultTarget, index + 1000, below: swarm.orderCount))")
    }
    return match
  }

  private mutating func countdown(_ index: Int) -> Extent {
    .next(1 + tape.choose(.faultCountdown, index, below: 3))
  }

  mutating func length(_ index: Int) -> Extent {
    .duration(.milliseconds(tape.pick(.faultLength, index, [1000, 300, 3000, 5500, 10_000])))
  }

  private mutating func extent(_ index: Int) -> Extent {
    tape.choose(.pattern, index, below: 2) == 0 ? countdown(index) : length(index)
  }

  mutating func delay(_ index: Int) -> TimeSpan {
    .milliseconds(tape.pick(.faultDelay, index, [100, 30, 300, 1000, 1990, 2100, 6000]))
  }

  mutating func down(_ index: Int) -> TimeSpan {
    .milliseconds(tape.pick(.faultDown, index, [1000, 0, 100, 2000, 7000]))
  }
}
