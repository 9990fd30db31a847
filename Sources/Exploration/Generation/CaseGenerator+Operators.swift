import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// Lets an operator ask for passes, halts, and the state of orders at any moment.
  mutating func makeOperatorCommands() {
    guard tape.choose(.operatorCommand, below: 4) == 1 else { return }
    for index in 0..<(1 + tape.choose(.operatorCommand, 1, below: 4)) {
      let instant = faultTime(50_000 + index)
      switch tape.choose(.operatorKind, index, below: 12) {
      case 0, 1: add(OperatorReconcile(), at: instant, mayMiss: true)
      case 2, 3:
        add(OperatorHalt(), at: instant, mayMiss: true)
        // One in eight is left halted.
        let gaps: [Int?] = [1000, 100, 0, 5000, 2, 20_000, 51, nil]
        guard let gap = tape.pick(.operatorGap, index, gaps) else { break }
        add(OperatorResume(), at: instant + .milliseconds(gap), mayMiss: true)
      case 4: add(OperatorResume(), at: instant, mayMiss: true)
      case 5, 6: add(drawnPass(index), at: instant, mayMiss: true)
      case 7: chooseKind(index, at: instant)
      case 8:
        let gap = tape.pick(.operatorGap, 1000 + index, [0, 1, 25, 60])
        add(drawnPass(index), at: instant, mayMiss: true)
        add(drawnPass(index + 500), at: instant + .milliseconds(gap), mayMiss: true)
      case 9:
        let shown = max(.zero, instant - .milliseconds(1))
        if !swarm.faults.isEmpty { misreport(index, at: shown) }
        add(drawnPass(index), at: instant, mayMiss: true)
      case 10:
        // Looks at one symbol each wait for the pass that runs, and are one look then.
        add(OperatorReconcile(), at: instant, mayMiss: true)
        for place in 0..<swarm.instrumentCount {
          let kind = tape.pick(.lookKind, 2000 + 10 * index + place, PassKindName.allCases)
          let look = OperatorReconcile {
            $0.kind = kind
            $0.symbols = SymbolList([SymbolName(symbol(place))])
          }
          add(look, at: instant + .milliseconds(1 + place), mayMiss: true)
        }
      default:
        let order = tape.choose(.operatorOrder, index, below: swarm.orderCount)
        // Half of them ask before anybody can know.
        let isEarly = tape.choose(.operatorGap, 2000 + index, below: 2) == 1
        let asked = isEarly ? placeTimes[order] : max(instant, placeTimes[order])
        add(OperatorQuery { $0.order = OrderName(Located("A\(order + 1)")) }, at: asked, mayMiss: true)
      }
    }
  }

  /// Lets an operator release a store that holds nothing, at any moment, and mostly where a start waits for it.
  mutating func releaseStore() {
    guard losesStore, tape.choose(.storeTime, below: 4) != (configuration.emptyStore == .refuse ? 1 : 0) else { return }
    let isEarly = tape.choose(.storeTime, 1, below: 2) == 1
    let times = isEarly ? [75, 25, 50, 100, 3000] : [20_000, 5000, 40_000, 10_025, 59_000]
    let instant = TimeSpan.milliseconds(tape.pick(.storeTime, isEarly ? 2 : 3, times))
    add(OperatorRelease(), at: instant, mayMiss: true)
  }

  /// A pass of any kind, of all instruments or of one, that corrects or only looks.
  private mutating func drawnPass(_ index: Int) -> OperatorReconcile {
    let kind = tape.pick(.lookKind, index, PassKindName.allCases)
    let isDetectOnly = tape.choose(.lookOnly, index, below: 3) == 1
    let place = tape.choose(.lookSymbol, index, below: swarm.instrumentCount + 3)
    return OperatorReconcile {
      $0.kind = kind
      $0.isDetectOnly = isDetectOnly
      if place < swarm.instrumentCount { $0.symbols = SymbolList([SymbolName(symbol(place))]) }
    }
  }

  /// Has the answers of the next pass come short, or from before.
  private mutating func misreport(_ index: Int, at instant: TimeSpan) {
    let rows = tape.choose(.faultDelay, 60_000 + index, below: 3)
    if tape.choose(.lookOnly, 1000 + index, below: 2) == 0 {
      let line = BrokerSnapshotTruncated {
        $0.rows = rows
        $0.extent = .next(3)
      }
      add(line, at: instant, mayMiss: true)
    } else {
      let line = BrokerSnapshotStale {
        $0.age = .seconds(2 + 4 * rows)
        $0.extent = .next(3)
      }
      add(line, at: instant, mayMiss: true)
    }
  }

  /// Chooses a kind of pass, safe or not; what polls leave out full passes have to bring soon.
  private mutating func chooseKind(_ index: Int, at instant: TimeSpan) {
    let clocks: [PassClockName] = [.poll, .full, .startup, .reconnect]
    let kinds = PassKindName.allCases.filter { kind in
      ![.delta, .tradeOnly].contains(kind) || configuration.fullInterval.map { $0 <= .seconds(20) } ?? false
    }
    let clock = tape.pick(.kindChosen, 1000 + index, clocks)
    let kind = tape.pick(.lookKind, 1000 + index, kinds)
    add(
      OperatorChoose {
        $0.kind = kind
        $0.clock = clock
      }, at: instant, mayMiss: true)
  }
}
