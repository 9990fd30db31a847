import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let storeSlow = FaultDrawing("store-slow") { generator, index, instant in
    let delay = TimeSpan.milliseconds(generator.tape.pick(.faultDelay, index, [100, 30, 700, 1500, 4000]))
    let length = generator.length(index)
    let line = StoreSlow {
      $0.delay = delay
      $0.extent = length
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let storeFull = FaultDrawing("store-full") { generator, index, instant in
    let extent = generator.extent(index)
    let error = generator.tape.pick(.faultPoint, index, [DiskError.noSpace, .ioError])
    let line = StoreFail {
      $0.error = error
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  static let tornWrite = FaultDrawing("torn-write") { generator, index, instant in
    generator.add(StoreTornWrite { $0.extent = .next(1) }, at: instant, mayMiss: true)
    generator.crash(CrashPlace(.persistUnsynced), index, at: instant)
  }
  /// Bits rot on the disk, and the next start reads them.
  static let bitRot = FaultDrawing("bit-rot") { generator, index, instant in
    let file = generator.tape.pick(.faultPoint, index, [StoreFile.checkpoint, .journal])
    generator.add(StoreCorrupt { $0.file = file }, at: instant, mayMiss: true)
    generator.crash(nil, index, at: instant + generator.delay(index))
  }

  /// The disk says that it has kept what it has not, and the next start shows it.
  static let lostSync = FaultDrawing("lost-sync") { generator, index, instant in
    let extent = generator.extent(index)
    generator.add(StoreLoseUnsynced { $0.extent = extent }, at: instant, mayMiss: true)
    generator.crash(nil, index, at: instant + generator.delay(index))
  }
}
