import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension CaseGenerator {
  /// An order by hand comes, and is executed, between two polls or over many.
  mutating func makeForeignOrder() {
    hasForeignOrder = true
    let name = OrderName("H1")
    let instrument = tape.choose(.instrument, 3000, below: swarm.instrumentCount)
    let order = NewOrder(
      name: name.located, side: tape.choose(.side, 3000, below: 2) == 0 ? .buy : .sell,
      quantity: Located(market.quantity(10)), symbol: symbol(instrument), pricing: .limit(market.price(ticks: 0)))
    let instant = time(.externalTime, 3000)
    add(BrokerPlace { $0.order = order }, at: instant, mayMiss: true)
    if !swarm.faults.isEmpty, tape.choose(.externalKind, 2002, below: 3) == 1 { hideNowAndThen(name, from: instant) }
    let later = instant + .milliseconds(tape.pick(.externalTime, 3001, [500, 10, 2000, 7000]))
    switch tape.choose(.externalKind, 2001, below: 4) {
    case 0: fill(name, nil, of: instrument, order.side, at: later)
    case 1: fill(name, 4, of: instrument, order.side, at: later)
    case 2: add(BrokerCancel { $0.order = name }, at: later, mayMiss: true)
    default: break
    }
    if tape.choose(.externalKind, 2003, below: 3) > 0 { decide(about: name, from: instant) }
  }

  /// The answers lack an order in one poll of two.
  private mutating func hideNowAndThen(_ name: OrderName, from instant: TimeSpan) {
    let interval = min(configuration.orderInterval ?? .seconds(2), .seconds(3))
    for place in 1...4 {
      let line = BrokerSnapshotOmits {
        $0.order = name
        $0.query = AnswerQuery(.orders)
        $0.extent = .next(1)
      }
      add(line, at: instant + interval * (2 * place), mayMiss: true)
    }
  }

  /// A person has the order cancelled, or makes it one of ours: then a trader may cancel or change it as any other.
  private mutating func decide(about name: OrderName, from instant: TimeSpan) {
    var next = instant
    for step in 0..<(1 + tape.choose(.externalKind, 2010, below: 3)) {
      next = next + .milliseconds(tape.pick(.externalTime, 3010 + step, [60, 100, 600, 3000, 9000, 1]))
      let decisions: [TicketDecision] = [.cancel, .adopt, .cancel, .adopt, .ignore]
      let decision = tape.pick(.externalKind, 2020 + step, decisions)
      let ticket = TicketName(UInt32(tape.pick(.externalKind, 2030 + step, [1, 1, 1, 2])))
      let isNamed = tape.choose(.externalKind, 2040 + step, below: 4) == 1
      if isNamed { declarePersons() }
      let person = isNamed ? tape.pick(.externalKind, 2050 + step, CaseGenerator.persons).name : nil
      let line = OperatorResolve {
        $0.ticket = ticket
        $0.decision = DecisionValue(decision)
        $0.person = person.map { PersonName($0) }
      }
      add(line, at: next, mayMiss: true)
      if decision == .cancel, !swarm.faults.isEmpty { hinderCancel(of: name, step, at: next) }
    }
    next = next + .milliseconds(tape.pick(.externalTime, 3020, [40, 500, 2000, 8000]))
    switch tape.choose(.externalKind, 2060, below: 4) {
    case 0: add(TraderCancel { $0.order = name }, at: next, mayMiss: true)
    case 1:
      let line = TraderReplace {
        $0.order = name
        $0.quantity = Quantity(market.quantity(12))
      }
      add(line, at: next, mayMiss: true)
    default: break
    }
  }

  /// The cancel of somebody else's order is limited, lost or answered by a gateway, and so may be the question what has
  /// become of it; or nobody knows the order any more.
  private mutating func hinderCancel(of name: OrderName, _ step: Int, at instant: TimeSpan) {
    let site = 95_000 + 10 * step
    let count = Extent.next(tape.pick(.faultCountdown, site, [1, 2, 3, 4, 6]))
    switch tape.choose(.externalKind, 2070 + step, below: 6) {
    case 1: fail([.cancel], site, count, at: instant)
    case 2, 3:
      let channel = tape.pick(.faultMessage, site, [Word.requests, .responses])
      let line = NetDrop {
        $0.match = MessageMatch(channel: channel, kinds: [.cancel])
        $0.extent = count
      }
      add(line, at: instant, mayMiss: true)
      if tape.choose(.externalKind, 2080 + step, below: 2) == 1 { fail([.query], site + 1, count, at: instant) }
      if tape.choose(.externalKind, 2090 + step, below: 2) == 1 { deny(name, site, at: instant) }
    case 4: limit([.cancel, .query], count, at: instant)
    case 5:
      let line = NetDrop {
        $0.match = MessageMatch(channel: .responses, kinds: [.cancel])
        $0.extent = .duration(.seconds(3))
      }
      add(line, at: instant, mayMiss: true)
      // A file says once that the broker cancels an order.
      guard !lines.contains(where: { ($0.line.form as? BrokerCancel)?.order == name }) else { return }
      add(BrokerCancel { $0.order = name }, at: instant + .milliseconds(100), mayMiss: true)
    default: break
    }
  }

  /// Nobody knows the order, so many times: as often as it takes to be believed, once less, and once.
  private mutating func deny(_ name: OrderName, _ site: Int, at instant: TimeSpan) {
    let needed = configuration.missingConfirmations
    let times = tape.pick(.faultCountdown, site + 2, [needed, max(1, needed - 1), 1, needed + 1])
    let line = NetFalsify {
      $0.match = MessageMatch(channel: .responses, kinds: [.query], order: name.located)
      $0.lie = .lie(.absent)
      $0.extent = .next(times)
    }
    add(line, at: instant, mayMiss: true)
  }

  private mutating func limit(_ kinds: [Word], _ extent: Extent, at instant: TimeSpan) {
    let line = NetFail {
      $0.kinds = RequestKinds(kinds)
      $0.status = GatewayStatus(429)
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}
