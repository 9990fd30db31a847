import Reconciliation
import Simulation
import Trading

/// `bounded-work`: no instant goes on for ever, no queue and no journal grows without end, and nothing is repeated
/// more often or faster than the settings allow (design, section 3, rule 10).
struct BoundedWorkOracle: Sendable {
  /// Far above what any honest instant needs, far below what a person would wait for; it grows with what is asked for,
  /// since all of it may be asked for at one instant.
  private let stepsPerInstant: Int
  /// More look-ups of one order than this within two seconds are no backoff any more; a replace and a cancel that a
  /// gateway refuses at once may each need one for each of four tries, and settings may ask for more.
  private let lookUpLimit: Int
  private static let window = TimeSpan.seconds(2)
  private let pendingLimit: Int
  /// The settings that the engine runs under.
  var configuration: EngineConfiguration
  private var instant = Instant.origin
  private var stepsAtInstant = 0
  private var isPassRunning = false
  private var isBusFailing = false
  /// By index of a client order id: when it was looked up, the latest times only.
  private var lookUps: [[Instant]] = []
  /// Whether a 429 promises that the request went no further, and how often one has answered a request about an order,
  /// by kind: that is no repeat of anything.
  private let isLimitPromised: Bool
  private var limited: [Word: [UInt32: Int64]] = [:]
  /// Executions counted since the last checkpoint or start, and when the last of them was.
  private var executions = 0
  private var lastExecution = Instant.origin
  private var appended: UInt64 = 0
  private var durable: UInt64 = 0

  init(_ plan: Plan) {
    stepsPerInstant = max(10_000, 20 * (plan.lines.count + plan.names.orders.count))
    let engine = plan.configuration.engine
    // Passes on the heels of one another, each given up soon, leave what a slow network holds for half a minute.
    let engines = [engine] + plan.laterSettings
    let spans = engines.flatMap { [$0.orderInterval, $0.fullInterval, $0.retryLimit].compactMap { $0 } }
    let patience = engines.flatMap { [$0.requestTimeout, $0.passTimeout] }.min() ?? engine.requestTimeout
    let interval = max(spans.min() ?? .seconds(60), patience)
    let asked = interval < .milliseconds(100) ? 3 * Int(TimeSpan.seconds(30).nanoseconds / interval.nanoseconds) : 0
    pendingLimit = 1000 + 100 * plan.names.orders.count + asked
    configuration = plan.configuration.engine
    isLimitPromised = plan.configuration.profile.guarantees.rateLimitPause != nil
    // Settings may ask for more: one after each pass, one after each wait, one of each order that is sent again, and one
    // whenever the stream is back, which ends waits.
    let waits = engines.flatMap { [$0.retryDelay, $0.requestTimeout, $0.streamSilence ?? .seconds(60)] }
    // And one after each pass that follows a trade.
    let follows = engines.contains { $0.reconcilesAfterBuy || $0.reconcilesAfterSell || $0.reconcilesAfterClose }
    lookUpLimit = (spans + waits).reduce(follows ? 16 + plan.lines.count : 16) { sum, span in
      guard span < .seconds(1) else { return sum }
      return sum + Int(BoundedWorkOracle.window.nanoseconds / max(1, span.nanoseconds))
    }
  }

  mutating func noteStart(_ sequence: UInt64) {
    isPassRunning = false
    executions = 0
    lookUps.removeAll(keepingCapacity: true)
    appended = sequence
    durable = sequence
  }

  mutating func noteAppended(_ sequence: UInt64) { appended = sequence }
  mutating func noteSynced(_ sequence: UInt64) { durable = sequence }
  mutating func noteCheckpoint() { executions = 0 }

  mutating func noteGatewayAnswer(_ entry: TraceEntry) {
    guard isLimitPromised, entry.event.number == 429, entry.event.order != Event.none, let kind = entry.event.subject
    else { return }
    limited[kind, default: [:]][entry.event.order, default: 0] += 1
  }

  /// A checkpoint never stands ahead of the bus.
  mutating func noteBus(isFailing: Bool) { isBusFailing = isFailing }

  mutating func notePassFinished() { isPassRunning = false }

  mutating func noteExecution(_ entry: TraceEntry) {
    executions += 1
    lastExecution = entry.instant
  }

  mutating func observe<Engine: SimulatedEngine>(_ world: inout World<Engine>) -> Violation? {
    if world.now != instant {
      instant = world.now
      stepsAtInstant = world.stepCount
    }
    if world.stepCount - stepsAtInstant > stepsPerInstant {
      return Violation(
        oracle: .boundedWork, message: "more than \(stepsPerInstant) events happened at one instant", instant: instant)
    }
    guard world.pendingCount > pendingLimit else { return nil }
    return Violation(
      oracle: .boundedWork, message: "\(world.pendingCount) messages and timers are pending, more than \(pendingLimit)",
      instant: instant)
  }

  /// A pass starts: none may run already, and a checkpoint that was due before must have been written.
  mutating func observePass<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>
  ) -> Violation? {
    if isPassRunning {
      return Violation(
        oracle: .boundedWork, message: "a pass started while another one was running", instant: entry.instant,
        entry: number)
    }
    isPassRunning = true
    let condition = world.incarnation.condition
    guard !isBusFailing, executions >= configuration.checkpointEvery, entry.instant > lastExecution,
      appended == durable, world.isRunning, condition == .ready || condition == .degraded
    else { return nil }
    return Violation(
      oracle: .boundedWork,
      message: "\(executions) executions were counted without a checkpoint, one is due after "
        + "\(configuration.checkpointEvery)",
      instant: entry.instant, entry: number)
  }

  /// An order, a cancel or a replace goes out for the n-th time.
  func observeSend(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let times = entry.event.number
    guard times > Int64(configuration.maximumRetries) + 1 else { return nil }
    let kind: Word = entry.event.kind == .cancelSent ? .cancel : entry.event.kind == .replaceSent ? .replace : .place
    let unseen = limited[kind]?[entry.event.order] ?? 0
    guard times - unseen > Int64(configuration.maximumRetries) + 1 else { return nil }
    let name = names.text(of: .order(entry.event.order), for: .order)
    return Violation(
      oracle: .boundedWork,
      message: "\(about: entry.event.kind.name) went out \(entry.event.number) times for order \(name), "
        + "with \(configuration.maximumRetries) repeats allowed",
      instant: entry.instant, entry: number)
  }

  mutating func observeLookUp(_ entry: TraceEntry, _ number: UInt32, _ names: Names) -> Violation? {
    let index = Int(entry.event.order)
    if lookUps.count <= index { lookUps += Array(repeating: [], count: index + 1 - lookUps.count) }
    lookUps[index].append(entry.instant)
    guard lookUps[index].count > lookUpLimit else { return nil }
    let first = lookUps[index].removeFirst()
    guard entry.instant - first < BoundedWorkOracle.window else { return nil }
    return Violation(
      oracle: .boundedWork,
      message: "order \(names.text(of: .order(entry.event.order), for: .order)) was looked up "
        + "more than \(lookUpLimit) times within two seconds",
      instant: entry.instant, entry: number)
  }
}
