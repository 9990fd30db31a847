import Trading

@testable import Reconciliation

/// An engine driven by hand: the test gives the inputs and sees the effects.
struct EngineBench {
  var engine: ReconciliationEngine
  /// The effects of the last input.
  private(set) var effects: [EngineEffect] = []
  /// Every event published so far.
  private(set) var published: [Event] = []
  /// Every request sent so far.
  private(set) var allSends: [Request] = []
  /// The records handed to the store, by sequence number.
  private(set) var records: [JournalEntry] = []
  /// What the store was told to hold by the last input.
  private(set) var checkpoints: [Checkpoint] = []
  /// Whether records are reported durable at once.
  var persistsAtOnce = true

  init(_ configuration: EngineConfiguration = Fixture.configuration(), persistsAtOnce: Bool = true) {
    engine = ReconciliationEngine(configuration: configuration)
    self.persistsAtOnce = persistsAtOnce
  }

  /// An engine that has finished a start without a startup pass, and without polls.
  static func ready(
    persistsAtOnce: Bool = true, _ change: (inout EngineConfiguration) -> Void = { _ in }
  ) -> EngineBench {
    var configuration = Fixture.configuration()
    configuration.reconcilesOnStartup = false
    configuration.orderInterval = nil
    configuration.fullInterval = nil
    configuration.streamSilence = nil
    change(&configuration)
    var bench = EngineBench(configuration, persistsAtOnce: persistsAtOnce)
    bench.give(.started(.empty(configuration), reason: .start))
    return bench
  }

  /// Gives an input at so many milliseconds and keeps the effects, those of the store's reports included.
  mutating func give(_ input: EngineInput, at milliseconds: Int = 0) {
    effects.removeAll()
    checkpoints.removeAll()
    handle(input, at: milliseconds)
  }

  private mutating func handle(_ input: EngineInput, at milliseconds: Int) {
    var wanted: [EngineEffect] = []
    engine.handle(input, at: .origin + .milliseconds(milliseconds), into: &wanted)
    effects += wanted
    var last: UInt64?
    for effect in wanted {
      switch effect {
      case .persist(let entry):
        records.append(entry)
        last = entry.sequence
      case .publish(let event): published.append(event)
      case .send(let request): allSends.append(request)
      case .writeCheckpoint: checkpoints.append(engine.checkpoint)
      case .keep, .notify, .log, .setTimer, .cancelTimer, .account: break
      }
    }
    if persistsAtOnce, let last { handle(.persisted(upTo: last), at: milliseconds) }
  }

  mutating func place(_ order: ClientOrderID = Fixture.order, _ terms: OrderTerms = Fixture.terms, at: Int = 0) {
    give(.command(.place(order, terms)), at: at)
  }

  /// Places the order of the fixture and lets the broker accept it.
  mutating func placeAndAccept() {
    place()
    give(.response(sends.last?.id ?? RequestID(0), .done(Fixture.report(.open))), at: 50)
  }

  mutating func execute(_ execution: Execution, _ status: OrderStatus = .partial, filled: Int, at: Int = 100) {
    give(
      .streamUpdate(
        .execution(execution, Fixture.report(status, filled: filled, sequence: execution.sequence.value))), at: at)
  }

  // MARK: - What the last input led to

  var sends: [Request] { effects.compactMap { if case .send(let request) = $0 { request } else { nil } } }
  var sentKinds: [Word] { sends.map(\.content.kind) }
  var logged: [Event] { effects.compactMap { if case .log(let event) = $0 { event } else { nil } } }
  var notices: [Event] { effects.compactMap { if case .notify(let event) = $0 { event } else { nil } } }
  var publications: [Event] { effects.compactMap { if case .publish(let event) = $0 { event } else { nil } } }
  var persisted: [UInt64] { effects.compactMap { if case .persist(let entry) = $0 { entry.sequence } else { nil } } }
  var persistedKinds: [Word] {
    effects.compactMap { if case .persist(let entry) = $0 { entry.record.kind } else { nil } }
  }

  /// The instant in milliseconds for which a timer was set last.
  func timer(_ timer: Timer) -> Int? {
    for effect in effects.reversed() {
      if case .setTimer(timer, let instant) = effect { return Int(instant.nanoseconds / 1_000_000) }
    }
    return nil
  }

  var order: ManagedOrder? { engine.books.order(Fixture.order) }
}
