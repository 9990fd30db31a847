import Reconciliation
import Simulation
import Trading

/// `no-unapproved-correction`, the sums: what is corrected in one pass, and in one day, over all restarts.
///
/// Reckons from the events of corrections and the broker's own prices. A pass is everything that was written to the
/// journal up to its end; while the store fails nothing is written at its time, so that is left out.
struct CorrectionSumOracle: Sendable {
  /// The settings that the engine runs under.
  var configuration: EngineConfiguration
  /// When and in which pass the record under a number was written.
  private var written: [UInt64: Time] = [:]
  private var pass = 0
  private var isStoreFailing = false
  private var published: Set<UInt64> = []
  private var sums: [Key: Sums] = [:]
  private var days: [Key: Decimal] = [:]
  /// What the last correction of a figure has added to which day: one that is undone takes it off again.
  private var raised: [Figure: Raise] = [:]

  private struct Figure: Hashable {
    var instrument: UInt32
    var currency: UInt32
  }

  private struct Raise {
    var day: Int
    var amount: Decimal
  }

  private struct Time {
    var pass: Int
    var day: Int
  }

  /// A currency in a pass, or on a day.
  private struct Key: Hashable {
    var number: Int
    var currency: Int
  }

  /// The two halves of the trades that nobody here knew of.
  private struct Sums {
    var positions = Decimal.zero
    var cash = Decimal.zero
    var larger: Decimal { max(positions, cash) }
  }

  init(_ configuration: EngineConfiguration) {
    self.configuration = configuration
  }

  /// What says of a correction that it follows a policy for prices which has no limits.
  private var unlimited: Word? {
    switch configuration.pricePolicy {
    case .adoptBroker: .adoptBroker
    case .latestTimestamp: .latestTimestamp
    case .weightedAverage: .weightedAverage
    case .withinLimit, .review, .internalAuthoritative, nil: nil
    }
  }

  mutating func noteStart() {
    pass += 1
    isStoreFailing = false
  }

  mutating func notePassFinished() { pass += 1 }
  mutating func noteStore(isFailing: Bool) { isStoreFailing = isFailing }

  mutating func noteAppended(_ entry: TraceEntry) {
    guard entry.event.subject == .position || entry.event.subject == .cash else { return }
    let seconds = entry.instant.nanoseconds / 1_000_000_000
    written[entry.event.sequence] =
      isStoreFailing ? nil : Time(pass: pass, day: Int(seconds / 86_400))
  }

  /// A position or balance was taken over.
  mutating func observe<Engine: SimulatedEngine>(
    _ entry: TraceEntry, _ number: UInt32, _ world: inout World<Engine>, _ names: Names, _ marks: MarkHistory
  ) -> Violation? {
    let event = entry.event
    let figure = Figure(instrument: event.instrument, currency: event.currency)
    if event.source == .undone {
      takeOff(event, figure)
      return nil
    }
    // What was spent is in the books, and what a disk has forgotten is in nobody's.
    guard configuration.driftPolicy == .withinLimit, entry.event.source != .operator, entry.event.source != unlimited,
      !world.storeHasLied,
      let time = written[event.sequence],
      published.insert(event.sequence).inserted, let difference = try? event.filled - event.quantity
    else { return nil }
    var amount = difference.magnitude
    var currency = Int(event.currency)
    if event.kind == .positionSynced {
      let index = Int(event.instrument)
      currency = Int(configuration.instruments[index].currency.index)
      amount = marks.worth(of: amount, event, configuration.instruments[index], &world) ?? amount
    }
    let key = Key(number: time.pass, currency: currency)
    var sum = sums[key] ?? Sums()
    let before = sum.larger
    if event.kind == .positionSynced {
      sum.positions = (try? sum.positions + amount) ?? amount
    } else {
      sum.cash = (try? sum.cash + amount) ?? amount
    }
    sums[key] = sum
    let dayKey = Key(number: time.day, currency: currency)
    let day = (try? (days[dayKey] ?? .zero) + sum.larger - before) ?? sum.larger
    days[dayKey] = day
    raised[figure] = Raise(day: time.day, amount: (try? sum.larger - before) ?? .zero)
    let limits = [
      ("pass", sum.larger, configuration.allowedInPass(in: currency)),
      ("day", day, configuration.allowedOnDay(in: currency)),
    ]
    guard let (name, reached, limit) = limits.first(where: { $0.1 > $0.2 }) else { return nil }
    return Violation(
      oracle: .noUnapprovedCorrection,
      message:
        "corrections of one \(about: name) come to \(reached) \(names.currencies[currency]), but a person approves "
        + "what is above \(limit)",
      instant: entry.instant, entry: number)
  }

  /// A correction was undone: the day on which both were written is as if it had never been.
  private mutating func takeOff(_ event: Event, _ figure: Figure) {
    guard let time = written[event.sequence], published.insert(event.sequence).inserted,
      let raise = raised.removeValue(forKey: figure), raise.day == time.day
    else { return }
    let currency =
      event.kind == .positionSynced
      ? Int(configuration.instruments[Int(event.instrument)].currency.index) : Int(event.currency)
    let key = Key(number: raise.day, currency: currency)
    days[key] = days[key].flatMap { try? $0 - raise.amount }
  }
}
