import Reconciliation
import Trading

/// Why the broker refuses what it would carry out otherwise.
///
/// Each is a value in a file of its own, with the static member of ``WorldAction`` that makes it.
protocol RequestFault: Sendable {
  /// The refusal of a request to place, cancel or replace; nil to carry it out.
  func refusal(of request: Request, under promises: BrokerGuarantees, at now: Instant) -> Refusal?
}

/// A fault of requests that is in force.
struct RequestRule: Sendable {
  var fault: Int
  var effect: any RequestFault
}

/// Puts such a fault into the world.
struct HitRequests: WorldAct {
  let effect: any RequestFault
  let extent: FaultExtent

  func perform<Engine>(on world: inout World<Engine>, line: UInt32) -> Int? {
    let fault = world.faults.add(line: line, extent: extent, now: world.now)
    world.broker.requestFaults.append(RequestRule(fault: fault, effect: effect))
    return fault
  }
}

extension SimulatedBroker {
  /// The refusal of a request by the first fault that hits it, which is counted.
  func refusal(of request: Request, at now: Instant, faults: inout FaultLedger) -> Refusal? {
    for rule in requestFaults where faults.isActive(rule.fault, at: now) {
      guard let refusal = rule.effect.refusal(of: request, under: profile.guarantees, at: now) else { continue }
      faults.fire(rule.fault, at: now)
      return refusal
    }
    return nil
  }
}
