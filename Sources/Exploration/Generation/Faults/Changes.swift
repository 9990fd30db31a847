import Reconciliation
import ScenarioLanguage
import Trading

/// What happens to cancels and replaces, and to commands while nothing may be sent: drawn apart they would hardly meet.
extension FaultDrawing {
  /// A cancel or a replace is answered by a gateway, once or until it is given up, and some processes die over it.
  static let failChange = FaultDrawing("fail-change") { generator, index, instant in
    let changes = generator.lines.filter { $0.line.form is TraderCancel || $0.line.form is TraderReplace }
    guard !changes.isEmpty else { return }
    let change = changes[generator.tape.choose(.faultTarget, index, below: changes.count)]
    let kind: Word = change.line.form is TraderCancel ? .cancel : .replace
    let lengths = [Extent.next(1), .next(3), .duration(.seconds(30)), .duration(.milliseconds(5500))]
    let extent = generator.tape.pick(.faultLength, index, lengths)
    generator.fail([kind], index, extent, at: max(.zero, change.instant - .milliseconds(1)))
    guard generator.tape.choose(.pattern, index, below: 2) == 1 else { return }
    generator.crash(generator.drawnPlace(index), index, at: change.instant + generator.delay(index))
  }

  /// A cancel or replace crosses the execution that ends its order, which is executed in part by then, and the stream
  /// loses that: the refusal is all that tells.
  static let crossedChange = FaultDrawing("crossed-change") { generator, index, instant in
    let own = generator.placeOwn("K\(index + 1)", index, at: instant)
    if generator.tape.choose(.pattern, index, below: 4) > 0 {
      generator.fill(own.name, 4, of: own.instrument, own.side, at: instant + .milliseconds(100))
    }
    let asked = instant + .milliseconds(300)
    let lost = MessageMatch(channel: .stream, kinds: [.fill], order: own.name.located)
    generator.drop(lost, .next(1), at: asked)
    if generator.tape.choose(.traderAction, 7000 + index, below: 3) > 0 {
      generator.add(TraderCancel { $0.order = own.name }, at: asked, mayMiss: true)
    } else {
      let more = Quantity(generator.market.quantity(12))
      let line = TraderReplace {
        $0.order = own.name
        $0.quantity = more
      }
      generator.add(line, at: asked, mayMiss: true)
    }
    generator.fill(own.name, nil, of: own.instrument, own.side, at: asked + .milliseconds(10))
  }

  /// An operator halts around an order that is on its way, limited or lost, and the trader and he ask for more of it.
  static let haltedCommands = FaultDrawing("halted-commands") { generator, index, instant in
    let own = generator.placeOwn("T\(index + 1)", index, at: instant)
    let before = max(.zero, instant - .milliseconds(1))
    let place = MessageMatch(channel: .requests, kinds: [.place], order: own.name.located)
    switch generator.tape.choose(.pattern, index, below: 4) {
    case 1:
      let line = NetFail {
        $0.kinds = RequestKinds([.place])
        $0.status = GatewayStatus(429)
        $0.extent = .next(2)
      }
      generator.add(line, at: before, mayMiss: true)
    case 2: generator.drop(place, .next(1), at: before)
    case 3:
      generator.drop(
        MessageMatch(channel: .responses, kinds: [.place], order: own.name.located), .next(1), at: before)
    default: break
    }
    let offset = generator.tape.pick(.fillGap, 6000 + index, [-10, 10, 60, 110, 600, 1100])
    let stopped = max(.zero, instant + .milliseconds(offset))
    generator.add(OperatorHalt(), at: stopped, mayMiss: true)
    let commanded = max(instant, stopped) + .milliseconds(generator.tape.pick(.actionGap, 6000 + index, [1, 30, 500]))
    switch generator.tape.choose(.traderAction, 6000 + index, below: 4) {
    case 1: generator.add(TraderCancel { $0.order = own.name }, at: commanded, mayMiss: true)
    case 2:
      let more = Quantity(generator.market.quantity(12))
      let line = TraderReplace {
        $0.order = own.name
        $0.quantity = more
      }
      generator.add(line, at: commanded, mayMiss: true)
    case 3: generator.add(OperatorQuery { $0.order = own.name }, at: commanded, mayMiss: true)
    default: break
    }
    let resumed = commanded + .milliseconds(generator.tape.pick(.operatorGap, 6000 + index, [1000, 3000, 100, 8000]))
    if generator.tape.choose(.faultDown, 6000 + index, below: 4) == 1 {
      generator.crash(generator.drawnPlace(index), index, at: commanded + .milliseconds(50))
    }
    generator.add(OperatorResume(), at: resumed, mayMiss: true)
    generator.fill(own.name, nil, of: own.instrument, own.side, at: resumed + .milliseconds(500))
  }
}

extension CaseGenerator {
  /// Any effect boundary in half of the cases, and none in the others.
  fileprivate mutating func drawnPlace(_ index: Int) -> CrashPlace? {
    let isAtPoint = tape.choose(.faultTarget, index + 1000, below: 2) == 1
    return isAtPoint ? CrashPlace(tape.pick(.faultMessage, index, Word.crashPoints)) : nil
  }
}
