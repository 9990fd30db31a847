import Reconciliation
import ScenarioLanguage
import Trading

/// Terms that come back: what was given up is wanted again, and what was changed by hand is put right.
extension CaseGenerator {
  /// In one of thirty cases a trader comes back to the terms that an order had, and somebody at the broker's changes it
  /// and puts it right: nobody has asked for what it was meanwhile.
  mutating func makeReturns() {
    guard tape.choose(.revision, 5, below: 30) == 1 else { return }
    let placed = time(.placeTime, 6000)
    let own = placeOwn("B1", 2000, at: placed)
    let request = MessageMatch(channel: .requests, kinds: [.replace], order: own.name.located)
    let asked = placed + gap(.actionGap, 8000)
    switch swarm.faults.isEmpty ? 0 : tape.choose(.revisionKind, 600, below: 3) {
    case 1:
      let line = NetDelay {
        $0.match = request
        $0.delay = .seconds(tape.pick(.revisionGap, 600, [7, 3, 15]))
        $0.extent = .next(1)
      }
      add(line, at: asked, mayMiss: true)
    case 2: drop(MessageMatch(channel: .responses, kinds: [.replace], order: own.name.located), .next(1), at: asked)
    default: break
    }
    var instant = asked
    for (place, count) in [15, tape.pick(.revisionAmount, 600, [10, 10, 12])].enumerated() {
      let wanted = Quantity(market.quantity(count))
      let line = TraderReplace {
        $0.order = own.name
        $0.quantity = wanted
      }
      add(line, at: instant, mayMiss: true)
      instant = instant + .milliseconds(tape.pick(.revisionGap, 610 + place, [4000, 3000, 1000, 60]))
    }
    for (place, count) in [tape.pick(.revisionAmount, 601, [12, 14, 15]), 10].enumerated() {
      let changed = Quantity(market.quantity(count))
      let line = BrokerReplace {
        $0.order = own.name
        $0.quantity = changed
      }
      add(line, at: instant, mayMiss: true)
      instant = instant + .milliseconds(tape.pick(.revisionGap, 620 + place, [3000, 1000, 60]))
    }
  }

  /// In one of forty cases somebody makes an order smaller or larger that is executed in part, the stream does not tell,
  /// and an operator looks: what it says of the terms is not in the books, and what it says of the status rests on them.
  mutating func makeUnheardChange() {
    guard !swarm.faults.isEmpty, tape.choose(.revision, 6, below: 40) == 1 else { return }
    let placed = time(.placeTime, 6001)
    let own = placeOwn("B2", 2001, at: placed)
    fill(own.name, 4, of: own.instrument, own.side, at: placed + .milliseconds(300))
    let changed = placed + .milliseconds(tape.pick(.revisionGap, 630, [1000, 500, 3000]))
    drop(
      MessageMatch(channel: .stream, kinds: [], order: own.name.located), .duration(.seconds(4)),
      at: changed - .milliseconds(1))
    let quantity = Quantity(market.quantity(tape.pick(.revisionAmount, 630, [4, 5, 12])))
    let change = BrokerReplace {
      $0.order = own.name
      $0.quantity = quantity
    }
    add(change, at: changed, mayMiss: true)
    let kind = tape.pick(.lookKind, 6001, [PassKindName.emergency, .full, .realTime])
    let look = OperatorReconcile {
      $0.kind = kind
      $0.isDetectOnly = true
    }
    add(look, at: changed + .milliseconds(tape.pick(.revisionGap, 631, [100, 500, 1])), mayMiss: true)
  }
}
