import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  /// The bus refuses events, or takes them and does not say so.
  static let bus = FaultDrawing("bus") { generator, index, instant in
    let extent = generator.extent(index)
    let backlog = generator.tape.pick(.settingValue, 400 + index, [1000, 1, 2, 3])
    if backlog != 1000 { generator.set(.busBacklog, .integer(backlog)) }
    if generator.tape.choose(.faultPoint, index, below: 2) == 0 {
      generator.add(BusFail { $0.extent = extent }, at: instant, mayMiss: true)
    } else {
      generator.add(BusStall { $0.extent = extent }, at: instant, mayMiss: true)
    }
  }

  /// The engine is killed or stopped while events wait for the bus.
  static let busAndCrash = FaultDrawing("bus-and-crash") { generator, index, instant in
    let length = generator.length(index)
    generator.add(BusFail { $0.extent = length }, at: instant, mayMiss: true)
    generator.crash(nil, index, at: instant + generator.delay(index))
  }
}
