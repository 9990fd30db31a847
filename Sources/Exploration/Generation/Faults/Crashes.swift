import Reconciliation
import ScenarioLanguage
import Simulation
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

  /// The engine is started under other settings, as an operator does after an incident.
  static let resettled = FaultDrawing("resettled") { generator, index, instant in
    let down = generator.down(index)
    let settings: [(setting: EngineSetting, value: SettingValue)] = [
      (.orderInterval, .duration(.seconds(3))), (.orderInterval, .duration(.seconds(1))),
      (.requestTimeout, .duration(.seconds(1))), (.maximumRetries, .integer(1)), (.checkpointEvery, .integer(3)),
      (.missingConfirmations, .integer(2)), (.retryDelay, .duration(.milliseconds(500))), (.keepReports, .toggle(true)),
      (.fullInterval, .duration(.seconds(20))), (.escalationTime, .duration(.seconds(10))),
    ]
    let first = generator.tape.choose(.faultTarget, 5000 + index, below: settings.count)
    let second = generator.tape.choose(.faultTarget, 6000 + index, below: settings.count)
    var changes = [settings[first]]
    if settings[second].setting != settings[first].setting { changes.append(settings[second]) }
    let line = EngineRestart {
      $0.down = down
      $0.changes = SettingChanges(changes)
    }
    generator.add(line, at: instant, mayMiss: true)
  }
}

extension FaultDrawing {
  /// An order that never arrives is given up, and the process dies over it: somewhere between the record and the word to
  /// a person.
  static let givenUp = FaultDrawing("given-up") { generator, index, instant in
    let own = generator.placeOwn("G\(index + 1)", index, at: instant)
    let place = MessageMatch(channel: .requests, kinds: [.place], order: own.name.located)
    generator.drop(place, .duration(.seconds(30)), at: max(.zero, instant - .milliseconds(1)))
    if generator.tape.choose(.pattern, index, below: 4) > 0 {
      generator.set(.onTimeout, .choice("lookup-then-reject"))
    }
    let points: [Word] = [.persistAfter, .publishBefore, .publishAfter, .persistUnsynced]
    var point = CrashPlace(generator.tape.pick(.faultMessage, index, points))
    point.subject = SubjectName(own.name.located)
    // The look-up has its answer a round trip behind the timeout.
    let late = instant + generator.configuration.requestTimeout + .milliseconds(30)
    generator.crash(point, index, at: late)
  }
}

extension FaultDrawing {
  /// An order that is executed in part is neither listed nor found any more, and the process dies while that is believed.
  static let goneInPart = FaultDrawing("gone-in-part", hidesTruth: true) { generator, index, instant in
    let own = generator.placeOwn("U\(index + 1)", index, at: instant)
    generator.set(.orderInterval, .duration(.seconds(1)))
    generator.fill(own.name, 4, of: own.instrument, own.side, at: instant + .milliseconds(200))
    let gone = instant + .milliseconds(500)
    if generator.tape.choose(.pattern, 4000 + index, below: 3) == 1 {
      return generator.listWhileAsked(own.name, index, at: gone)
    }
    let length = Extent.duration(.seconds(25))
    generator.add(
      BrokerSnapshotOmits {
        $0.order = own.name
        $0.query = AnswerQuery(.orders)
        $0.extent = length
      }, at: gone, mayMiss: true)
    generator.add(
      NetFalsify {
        $0.match = MessageMatch(channel: .responses, kinds: [.query], order: own.name.located)
        $0.lie = .lie(.absent)
        $0.extent = length
      }, at: gone, mayMiss: true)
    // One of these comes between the record and the word to a person.
    let point = generator.tape.pick(.faultMessage, index, [Word.persistAfter, .publishBefore, .publishAfter])
    for place in 0..<2 {
      var armed = CrashPlace(point)
      armed.subject = SubjectName(own.name.located)
      let wait = generator.tape.pick(.faultDelay, 100 * place + index + 300, [3000, 2100, 4500, 6000])
      let line = EngineCrash {
        $0.place = armed
        $0.down = .milliseconds(300)
      }
      generator.add(line, at: gone + .milliseconds(wait + 4000 * place), mayMiss: true)
    }
  }
}

extension CaseGenerator {
  /// A list lacks an order, and the answer to the question about it is slow and finds nothing; the lists in between may
  /// have it, as it was.
  fileprivate mutating func listWhileAsked(_ name: OrderName, _ index: Int, at gone: TimeSpan) {
    set(.missingConfirmations, .integer(1))
    let lists = tape.pick(.faultCountdown, 4000 + index, [1, 1, 4])
    let omission = BrokerSnapshotOmits {
      $0.order = name
      $0.query = AnswerQuery(.orders)
      $0.extent = .next(lists)
    }
    add(omission, at: gone, mayMiss: true)
    let answers = MessageMatch(channel: .responses, kinds: [.query], order: name.located)
    let denial = NetFalsify {
      $0.match = answers
      $0.lie = .lie(.absent)
      $0.extent = .next(1)
    }
    add(denial, at: gone, mayMiss: true)
    let delay = TimeSpan.milliseconds(tape.pick(.faultDelay, 4000 + index, [1500, 1050, 1800]))
    let slowness = NetDelay {
      $0.match = answers
      $0.delay = delay
      $0.extent = .next(1)
    }
    add(slowness, at: gone, mayMiss: true)
  }

  mutating func crash(_ place: CrashPlace?, _ index: Int, at instant: TimeSpan) {
    let down = down(index)
    let line = EngineCrash {
      $0.place = place
      $0.down = down
    }
    add(line, at: instant, mayMiss: true)
  }
}
