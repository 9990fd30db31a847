import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let delayStream = FaultDrawing("delay-stream") { generator, index, instant in
    generator.delay(
      generator.match(.stream, index), by: generator.delay(index), generator.extent(index), at: instant)
  }

  static let delayRequest = FaultDrawing("delay-request") { generator, index, instant in
    generator.delay(
      generator.match(.requests, index), by: generator.delay(index), generator.extent(index), at: instant)
  }

  static let delayResponse = FaultDrawing("delay-response") { generator, index, instant in
    generator.delay(
      generator.match(.responses, index), by: generator.delay(index), generator.extent(index), at: instant)
  }

  /// Both the answer to a place request and the acknowledgement on the stream are late: what comes next overtakes them.
  static let lateAcceptance = FaultDrawing("late-acceptance") { generator, index, _ in
    let order = generator.tape.choose(.faultTarget, index, below: generator.swarm.orderCount)
    let name = Located("A\(order + 1)")
    let instant = max(.zero, generator.placeTimes[order] - .milliseconds(1))
    let delay = generator.delay(index)
    for (channel, kind) in [(Word.responses, Word.place), (.stream, .ack)] {
      let match = MessageMatch(channel: channel, kinds: [kind], order: name)
      generator.delay(match, by: delay, .next(1), at: instant)
    }
  }

  /// The account is told late: what the stream told meanwhile is newer.
  static let lateAccount = FaultDrawing("late-account") { generator, index, instant in
    let late = MessageMatch(channel: .responses, kinds: [.account])
    generator.delay(late, by: generator.delay(index), generator.extent(index), at: instant)
  }

  /// The queries of a pass are answered at different times, and the stream does not tell what happens in between.
  static let tornPass = FaultDrawing("torn-pass") { generator, index, instant in
    let query: Word = generator.tape.pick(.faultMessage, index, [.account, .executions, .orders])
    let length = generator.length(index)
    let late = MessageMatch(channel: .requests, kinds: [query])
    generator.delay(late, by: generator.delay(index), length, at: instant)
    let untold: [[Word]] = [[.fill], [.fill], []]
    let kinds = generator.tape.pick(.faultMessage, index + 1000, untold)
    generator.drop(MessageMatch(channel: .stream, kinds: kinds), length, at: instant)
  }
}

extension FaultDrawing {
  /// The first request for an order comes when nobody expects it any more: behind the answers that say that the order
  /// is not there, behind the second attempt or before it, and something executes at once.
  static let lateRequest = FaultDrawing("late-request") { generator, index, instant in
    let own = generator.placeOwn("L\(index + 1)", index, at: instant)
    // Behind the timeout: before the look-up, with its answer, while a second attempt waits for the store, long after.
    let offset = TimeSpan.milliseconds(generator.tape.pick(.faultDelay, index, [60, 100, 30, 400, 900, 2200, 4300]))
    let delay = generator.configuration.requestTimeout + offset
    let place = MessageMatch(channel: .requests, kinds: [.place], order: own.name.located)
    generator.delay(place, by: delay, .next(1), at: max(.zero, instant - .milliseconds(1)))
    let length = generator.length(index)
    switch generator.tape.choose(.pattern, index, below: 5) {
    case 1:
      let late = MessageMatch(channel: .responses, kinds: [.query], order: own.name.located)
      generator.delay(late, by: .milliseconds(200), length, at: instant)
    case 2:
      let line = StoreSlow {
        $0.delay = .milliseconds(1500)
        $0.extent = .duration(.seconds(4))
      }
      // From the timeout on: what was recorded before is durable by then.
      let silent = instant + generator.configuration.requestTimeout
      generator.add(line, at: silent - .milliseconds(1), mayMiss: true)
    case 3:
      let line = NetFail {
        $0.kinds = RequestKinds([.place])
        $0.status = GatewayStatus(400)
        $0.extent = .next(1)
      }
      generator.add(line, at: instant + .milliseconds(50), mayMiss: true)
    case 4: generator.crash(nil, index, at: instant + .milliseconds(300))
    default: break
    }
    let gap = generator.tape.pick(.fillGap, 5000 + index, [26, 50, 126, 500])
    generator.fill(own.name, nil, of: own.instrument, own.side, at: instant + delay + .milliseconds(gap))
  }
}

extension CaseGenerator {
  mutating func delay(
    _ match: MessageMatch, by delay: TimeSpan, _ extent: Extent, at instant: TimeSpan
  ) {
    let line = NetDelay {
      $0.match = match
      $0.delay = delay
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}
