import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let dropStreamFill = FaultDrawing("drop-stream-fill") { generator, index, instant in
    let match = MessageMatch(channel: .stream, kinds: [.fill])
    generator.drop(match, generator.countdown(index), at: instant)
  }

  static let dropStreamAny = FaultDrawing("drop-stream-any") { generator, index, instant in
    let kinds: [[Word]] = [[], [.ack], [.cancel], [.fill], [.heartbeat], [.replace]]
    let match = MessageMatch(channel: .stream, kinds: generator.tape.pick(.faultMessage, index, kinds))
    generator.drop(match, generator.length(index), at: instant)
  }

  static let dropRequest = FaultDrawing("drop-request") { generator, index, instant in
    generator.drop(generator.match(.requests, index), generator.extent(index), at: instant)
  }

  static let dropResponse = FaultDrawing("drop-response") { generator, index, instant in
    generator.drop(generator.match(.responses, index), generator.extent(index), at: instant)
  }
}

extension CaseGenerator {
  mutating func drop(_ match: MessageMatch, _ extent: Extent, at instant: TimeSpan) {
    let line = NetDrop {
      $0.match = match
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}
