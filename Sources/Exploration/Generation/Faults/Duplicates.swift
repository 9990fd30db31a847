import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let duplicateStream = FaultDrawing("duplicate-stream") { generator, index, instant in
    generator.duplicate(generator.match(.stream, index), index, at: instant)
  }

  static let duplicateRequest = FaultDrawing("duplicate-request") { generator, index, instant in
    let kinds: [[Word]] = [[.cancel], [.replace], [.query], [.orders], [.place]]
    let match = MessageMatch(channel: .requests, kinds: generator.tape.pick(.faultMessage, index, kinds))
    generator.duplicate(match, index, at: instant)
  }

  static let duplicateResponse = FaultDrawing("duplicate-response") { generator, index, instant in
    generator.duplicate(generator.match(.responses, index), index, at: instant)
  }
}

extension CaseGenerator {
  fileprivate mutating func duplicate(_ match: MessageMatch, _ index: Int, at instant: TimeSpan) {
    let delay = delay(index)
    let extent = extent(index)
    let line = NetDuplicate {
      $0.match = match
      $0.delay = delay
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}
