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
    generator.drop(MessageMatch(channel: .stream, kinds: [.fill]), length, at: instant)
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
