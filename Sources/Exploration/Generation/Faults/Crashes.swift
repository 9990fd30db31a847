import Reconciliation
import ScenarioLanguage
import Trading

extension FaultDrawing {
  static let crashNow = FaultDrawing("crash-now") { generator, index, instant in
    generator.crash(nil, index, at: instant)
  }

  /// A kill at an effect boundary; half of them wait for a boundary of one order.
  static let crashAtPoint = FaultDrawing("crash-at-point") { generator, index, instant in
    var place = CrashPlace(generator.tape.pick(.faultPoint, index, Word.crashPoints))
    var armed = instant
    if generator.tape.choose(.faultTarget, index, below: 2) == 1,
      ![.checkpointBefore, .checkpointAfter, .reconcileMiddle].contains(place.point)
    {
      let order = generator.tape.choose(.faultTarget, index + 1000, below: generator.swarm.orderCount)
      place.subject = SubjectName(Located("A\(order + 1)"))
      if generator.tape.choose(.faultTarget, index + 2000, below: 2) == 0 {
        armed = max(.zero, generator.placeTimes[order] - .milliseconds(1))
      }
    }
    generator.crash(place, index, at: armed)
  }

  static let restart = FaultDrawing("restart") { generator, index, instant in
    let down = generator.down(index)
    generator.add(EngineRestart { $0.down = down }, at: instant, mayMiss: true)
  }
}

extension CaseGenerator {
  mutating func crash(_ place: CrashPlace?, _ index: Int, at instant: TimeSpan) {
    let down = down(index)
    let line = EngineCrash {
      $0.place = place
      $0.down = down
    }
    add(line, at: instant, mayMiss: true)
  }
}
