import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let storeSlow = FaultDrawing("store-slow") { generator, index, instant in
    let delay = TimeSpan.milliseconds(generator.tape.pick(.faultDelay, index, [100, 30, 700]))
    let length = generator.length(index)
    let line = StoreSlow {
      $0.delay = delay
      $0.extent = length
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let storeFull = FaultDrawing("store-full") { generator, index, instant in
    let extent = generator.extent(index)
    generator.add(StoreFail { $0.extent = extent }, at: instant, mayMiss: true)
  }

  static let tornWrite = FaultDrawing("torn-write") { generator, index, instant in
    generator.add(StoreTornWrite { $0.extent = .next(1) }, at: instant, mayMiss: true)
    generator.crash(CrashPlace(.persistUnsynced), index, at: instant)
  }
}
