import Reconciliation
import ScenarioLanguage

extension FaultDrawing {
  static let reorder = FaultDrawing("reorder") { generator, index, instant in
    let channel = generator.tape.pick(.faultPoint, index, [Word.stream, .stream, .responses, .requests])
    let match = generator.match(channel, index)
    let count = 2 + generator.tape.choose(.faultCountdown, index, below: 3)
    let extent = generator.tape.choose(.pattern, index, below: 4) == 1 ? generator.length(index) : .next(count)
    let line = NetReorder {
      $0.match = match
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }
}
