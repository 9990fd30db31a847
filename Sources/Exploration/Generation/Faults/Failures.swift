import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension FaultDrawing {
  /// A gateway answers, with every status there is; one that says nothing about the outcome comes with the request
  /// carried out and without.
  static let failRequest = FaultDrawing("fail-request") { generator, index, instant in
    let kinds: [[Word]] = [[.place], [.cancel], [.replace], [.query], [.orders, .executions, .account], []]
    let kind = generator.tape.pick(.faultMessage, index, kinds)
    generator.fail(kind, index, generator.extent(index), at: instant)
  }

  /// The request that places one order is answered by a gateway.
  static let failPlace = FaultDrawing("fail-place") { generator, index, _ in
    let order = generator.tape.choose(.faultTarget, index, below: generator.swarm.orderCount)
    let instant = max(.zero, generator.placeTimes[order] - .milliseconds(1))
    generator.fail([.place], index, generator.countdown(index), at: instant)
  }
}

extension CaseGenerator {
  /// A status from 400 on says that somebody understood and refused: with the request carried out all the same it would
  /// be a lie that no engine sees through.
  mutating func fail(_ kinds: [Word], _ index: Int, _ extent: Extent, at instant: TimeSpan) {
    let usual = [503, 504, 502, 500, 429, 400, 408]
    let rare = [401, 403, 404, 409, 422, 451, 501, 505, 511, 599]
    let isRare = tape.choose(.faultPoint, index + 1000, below: 4) == 1
    let status = tape.pick(.faultPoint, index, isRare ? rare : usual)
    // What a broker promises of a 429 it keeps.
    let guarantees = BrokerProfile(rawValue: scenario.header.broker.value)?.guarantees
    let isLimitOpen = status == 429 && guarantees?.rateLimitPause == nil
    let isAmbiguous = status >= 500 || status == 408 || isLimitOpen
    let forwardings: [Forwarding?] = isAmbiguous ? [nil, .forwarded, .dropped] : [nil, .dropped]
    let forwarding = tape.pick(.forwarding, index, forwardings)
    let line = NetFail {
      $0.kinds = RequestKinds(kinds)
      $0.status = GatewayStatus(status)
      $0.forwarding = forwarding
      $0.extent = extent
    }
    add(line, at: instant, mayMiss: true)
  }
}
