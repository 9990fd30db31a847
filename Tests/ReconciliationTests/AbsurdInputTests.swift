import Foundation
import TestSupport
import Testing
import Trading

@testable import Reconciliation

/// Input never crashes the engine, and never makes it break its own rules (design, section 3, rule 9).
@Suite("Absurd inputs")
struct AbsurdInputTests {
  /// How many inputs are given altogether: `TRUEUP_ABSURD=1000000` for as many.
  private static let inputs =
    ProcessInfo.processInfo.environment["TRUEUP_ABSURD"].flatMap { Int($0) } ?? 72_000
  private static let inputsOfSequence = 60
  private static let sequencesOfBlock = UInt64(max(1, inputs / (8 * inputsOfSequence)))

  private func configuration(_ generator: inout SeededGenerator) -> EngineConfiguration {
    var configuration = Fixture.configuration(generator.flag() ? .live : .paper)
    configuration.driftPolicy = [.adoptBroker, .withinLimit, .review].randomElement(using: &generator) ?? .review
    configuration.timeoutPolicy = generator.flag() ? .resend : .reject
    configuration.reconcilesOnStartup = generator.flag()
    configuration.driftConfirmations = generator.flag() ? 1 : 2
    configuration.checkpointEvery = generator.flag() ? 1 : 3
    configuration.guarantees.honoursDeadlines = generator.flag()
    configuration.isEnabled = Int.random(in: 0..<10, using: &generator) > 0
    if Int.random(in: 0..<10, using: &generator) == 0 {
      configuration.requestTimeout = TimeSpan(nanoseconds: .max)
      configuration.retryDelay = TimeSpan(nanoseconds: .max)
      configuration.retryLimit = TimeSpan(nanoseconds: .max)
    }
    return configuration
  }

  @Test("Any sequence of inputs leaves books that the journal replays to", arguments: 0..<8 as Range<UInt64>)
  func sequences(block: UInt64) throws {
    var fills = 0
    var adoptions = 0
    let count = AbsurdInputTests.sequencesOfBlock
    for seed in block * count..<(block + 1) * count {
      var inputs = AbsurdInputs(seed: seed)
      let configuration = configuration(&inputs.generator)
      var engine = ReconciliationEngine(configuration: configuration)
      var watch = EngineWatch(configuration)
      var next = EngineInput.started(.empty(configuration), reason: .start)
      for step in 0..<AbsurdInputTests.inputsOfSequence {
        var effects: [EngineEffect] = []
        let withheld = engine.health.withheld
        engine.handle(next, at: inputs.instant(), into: &effects)
        try watch.look(at: effects, of: next, engine.checkpoint, "seed \(seed), step \(step)", withheld)
        inputs.note(effects)
        next = try inputs.next()
      }
      // While the store fails records are held back; the retry hands them over.
      var effects: [EngineEffect] = []
      engine.handle(.timer(.store), at: .origin, into: &effects)
      try watch.look(at: effects, of: .timer(.store), engine.checkpoint, "seed \(seed), end", engine.health.withheld)
      #expect(engine.books == watch.books, "seed \(seed)")
      #expect(engine.books.orders.allSatisfy { !$0.filled.isNegative && !$0.leaves.isNegative }, "seed \(seed)")
      #expect(engine.desks.orders.tracking.count == engine.books.orders.count, "seed \(seed)")
      fills += engine.books.executions.count
      adoptions += watch.adoptions
    }
    // The sequences must reach something, or they test nothing.
    #expect(fills > count && adoptions > 0, "\(fills) fills, \(adoptions) adoptions")
  }
}

/// Checks what an engine wants done, input by input.
private struct EngineWatch {
  /// The books as the records so far give them.
  var books: Books
  /// How many positions and balances were taken over.
  private(set) var adoptions = 0
  private var last: UInt64 = 0
  private var durable: UInt64 = 0
  private var waiting = 0

  init(_ configuration: EngineConfiguration) {
    books = Books(instruments: configuration.instruments, currencyCount: configuration.currencyCount)
  }

  mutating func look(
    at effects: [EngineEffect], of input: EngineInput, _ checkpoint: Checkpoint, _ place: String, _ withheld: Int
  ) throws {
    if case .persisted(let sequence) = input, sequence <= last { durable = max(durable, sequence) }
    let unsynced = Int(last - durable)
    #expect(effects.count <= 150 + waiting + withheld + 2 * unsynced, "\(place): \(effects.count) effects")
    waiting += effects.count
    for effect in effects {
      switch effect {
      case .persist(let entry):
        let (sequence, record) = (entry.sequence, entry.record)
        // A record is new, or one of those that are written again after a failure.
        #expect(sequence <= last + 1 && sequence > durable, "\(place): record \(sequence) after \(last)")
        guard sequence > last else { continue }
        last = sequence
        try books.apply(record, at: entry.instant)
        if record.kind == .position || record.kind == .cash { adoptions += 1 }
      case .publish(let event):
        waiting -= 1
        #expect(event.sequence <= durable, "\(place): \(event.kind.name) before it is durable")
        #expect(event.kind.isPublished)
        check(event, place)
      case .writeCheckpoint(let sequence):
        #expect(sequence == durable && sequence == last && checkpoint.sequence == sequence, "\(place)")
        #expect(checkpoint.books == books, "\(place)")
      case .log(let event), .notify(let event):
        #expect(!event.kind.isPublished)
        check(event, place)
      case .keep, .send, .setTimer, .cancelTimer, .account: break
      }
    }
    waiting = max(0, waiting)
  }

  /// Every word of an event is one that the catalogue lists for its field, so that a scenario can name it.
  private func check(_ event: Event, _ place: String) {
    for field in event.kind.fields {
      guard case .word(let words) = field.type, case .word(let word)? = event[field] else { continue }
      #expect(words.contains(word), "\(place): \(event.kind.name) has \(field.name)=\(word.text)")
    }
  }
}
