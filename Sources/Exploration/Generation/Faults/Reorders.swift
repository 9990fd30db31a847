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

  /// Messages wait for one another, with an end to their patience in half of the cases.
  static let burst = FaultDrawing("burst") { generator, index, instant in
    let channel = generator.tape.pick(.faultPoint, index, [Word.stream, .stream, .responses])
    let match = generator.match(channel, index)
    let size = 2 + generator.tape.choose(.faultCountdown, index, below: 3)
    let patience = generator.tape.choose(.pattern, index, below: 2) == 1 ? generator.delay(index) : nil
    let length = generator.length(index)
    let line = NetBurst {
      $0.match = match
      $0.size = size
      $0.patience = patience
      $0.extent = length
    }
    generator.add(line, at: instant, mayMiss: true)
  }
}
