import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension FaultDrawing {
  /// The broker refuses what is asked for, as while the market is closed.
  static let refusal = FaultDrawing("refusal") { generator, index, instant in
    let kinds: [[Word]] = [[.place], [.cancel], [.replace], [.place, .cancel, .replace]]
    let chosen = generator.tape.pick(.faultMessage, 2000 + index, kinds)
    let isOfOne = generator.tape.choose(.faultTarget, 2000 + index, below: 2) == 1
    let order = 1 + generator.tape.choose(.faultTarget, index, below: generator.swarm.orderCount)
    let extent =
      generator.tape.choose(.pattern, index, below: 3) == 1 ? generator.length(index) : generator.countdown(index)
    let line = BrokerRefuse {
      $0.kinds = ChangeKinds(chosen)
      $0.order = isOfOne ? OrderName(Located("A\(order)")) : nil
      $0.reason = QuotedText("market closed")
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// The broker's clock is ahead of the engine's.
  static let clockAhead = FaultDrawing("clock-ahead") { generator, index, instant in
    let span = generator.tape.pick(.faultDelay, 2000 + index, [TimeSpan.seconds(2), .milliseconds(500), .seconds(60)])
    let extent = generator.length(index)
    let line = BrokerClock {
      $0.span = span
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }

  /// The first queries that there ever are get no answer, an error or a late one.
  static let blindStart = FaultDrawing("blind-start") { generator, index, _ in
    let kind = generator.tape.pick(.faultMessage, 4000 + index, [Word.orders, .executions, .account])
    let extent = generator.extent(index)
    switch generator.tape.choose(.faultTarget, 4000 + index, below: 3) {
    case 1:
      generator.addBeforeStart(
        NetFail {
          $0.kinds = RequestKinds([kind])
          $0.extent = extent
        })
    case 2:
      let delay = generator.delay(index)
      generator.addBeforeStart(
        NetDelay {
          $0.match = MessageMatch(channel: .responses, kinds: [kind])
          $0.delay = delay
          $0.extent = extent
        })
    default:
      generator.addBeforeStart(
        NetDrop {
          $0.match = MessageMatch(channel: .responses, kinds: [kind])
          $0.extent = extent
        })
    }
  }

  /// Half of the account follows the other half.
  static let laggingAccount = FaultDrawing("lagging-account", hidesTruth: true) { generator, index, instant in
    let half = generator.tape.pick(.faultMessage, 3000 + index, AccountHalfName.allCases)
    let age = TimeSpan.seconds(1 + generator.tape.choose(.faultDelay, 3000 + index, below: 10))
    let extent = generator.length(index)
    let line = BrokerSnapshotLags {
      $0.half = half
      $0.age = age
      $0.extent = extent
    }
    generator.add(line, at: instant, mayMiss: true)
  }
}
