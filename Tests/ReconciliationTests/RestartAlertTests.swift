import Testing
import Trading

@testable import Reconciliation

@Suite("What a start tells again")
struct RestartAlertTests {
  private func told(_ kind: EventKind, _ change: (inout Event) -> Void) -> [Event] {
    var event = Event(kind)
    event.sequence = 1
    event.order = 3
    change(&event)
    var recovery = Recovery.empty(Fixture.configuration())
    recovery.sequence = 1
    recovery.events = [event]
    var bench = EngineBench(Fixture.configuration())
    bench.give(.started(recovery, reason: .crash))
    #expect(bench.publications == [event])
    return bench.notices
  }

  @Test("An order that was given up, refused or found gone is told again, by what it was")
  func orders() {
    let absent = told(.orderRejected) { $0.source = .policy }
    #expect(absent.map(\.subject) == [.missingOrder] && absent.map(\.reason) == [.absent] && absent.map(\.order) == [3])
    let rejected = told(.orderRejected) { $0.source = .stream }
    #expect(rejected.map(\.subject) == [.statusInconsistency] && rejected.map(\.reason) == [.rejected])
    #expect(rejected.map(\.order) == [3])
    let gone = told(.orderCancelled) {
      $0.source = .policy
      $0.origin = .open
    }
    #expect(gone.map(\.subject) == [.missingOrder] && gone.map(\.reason) == [.absent] && gone.map(\.order) == [3])
    #expect(
      told(.orderCancelled) {
        $0.source = .policy
        $0.origin = .unknown
      }.isEmpty)
    #expect(told(.orderCancelled) { $0.source = .stream }.isEmpty)
    #expect(told(.orderUpdated) { $0.source = .policy }.isEmpty && told(.orderFilled) { $0.execution = 1 }.isEmpty)
  }

  @Test("A wish that came to nothing is told again if it was a cancel, or was tried in vain")
  func wishes() {
    func told(_ request: Word, _ reason: Word) -> [Word?] {
      self.told(.orderUnchanged) {
        $0.subject = request
        $0.reason = reason
      }.map(\.reason)
    }
    #expect(told(.cancel, .refusedByBroker) == [.refusedByBroker] && told(.cancel, .exhausted) == [.exhausted])
    #expect(told(.replace, .exhausted) == [.exhausted] && told(.replace, .refusedByBroker) == [])
  }

  @Test("A ticket is told again with all that it is about; of a discrepancy its ticket tells")
  func tickets() {
    for kind in Word.discrepancyKinds {
      for event in [EventKind.reconciliationDiscrepancy, .ticketOpened, .ticketUpdated, .ticketResolved] {
        let notices = told(event) {
          $0.subject = kind
          $0.execution = 4
          $0.instrument = 1
          $0.discrepancy = 6
          $0.reason = .mismatch
        }
        let isTold = event == .ticketOpened || event == .ticketUpdated
        #expect(notices.map(\.subject) == (isTold ? [kind] : []), "\(event.name) \(kind.text)")
        #expect(notices.allSatisfy { $0.order == 3 && $0.execution == 4 && $0.instrument == 1 && $0.discrepancy == 6 })
        #expect(notices.allSatisfy { $0.reason == .mismatch })
      }
    }
  }

  @Test("That an order works which had ended is told again by its ticket, and not by itself")
  func reopened() {
    for origin in [Word.cancelled, .rejected, .filled, .open] {
      let notices = told(.orderUpdated) {
        $0.origin = origin
        $0.state = .open
      }
      #expect(notices.map(\.reason) == [], "\(origin)")
    }
  }

  @Test("A start counts the executions since the checkpoint on, and says what it found")
  func counts() {
    var configuration = Fixture.configuration()
    configuration.checkpointEvery = 3
    configuration.reconcilesOnStartup = false
    var recovery = Recovery.empty(configuration)
    recovery.sequence = 4
    recovery.checkpoint = 0
    recovery.replayedCount = 4
    recovery.events = [EventKind.orderUpdated, .orderFilled, .orderFilled, .orderUpdated].enumerated().map {
      var event = Event($1)
      event.sequence = UInt64($0 + 1)
      event.order = 0
      return event
    }
    var bench = EngineBench(configuration)
    bench.give(.started(recovery, reason: .crash))
    let started = bench.logged.first
    #expect(started?.kind == .engineStarted && started?.reason == .crash)
    #expect(started?.sequence == 4 && started?.number == 4)
    #expect(bench.publications.map(\.sequence) == [1, 2, 3, 4] && bench.checkpoints.isEmpty)
    bench.placeAndAccept()
    bench.execute(Fixture.execution(1, 30), filled: 30)
    #expect(bench.checkpoints.count == 1)
  }

  /// What went wrong during the start, and what the engine says it is then, and why.
  private static let troubles: [([EngineInput], EngineCondition, Word?)] = [
    ([], .ready, nil),
    ([.streamLost], .degraded, .reset),
    ([.operatorCommand(.halt)], .halted, .operator),
    ([.operatorCommand(.halt), .streamLost], .halted, .operator),
    ([.operatorCommand(.halt), .operatorCommand(.resume)], .ready, nil),
  ]

  @Test("What came about during the start is told when it is done, with its reason", arguments: troubles.indices)
  func conditions(index: Int) {
    let (inputs, condition, reason) = Self.troubles[index]
    var bench = EngineBench(Fixture.configuration())
    bench.give(.started(.empty(Fixture.configuration()), reason: .start))
    let requests = bench.sends
    for input in inputs {
      bench.give(input, at: 10)
      #expect(bench.engine.condition == .starting && !bench.logged.contains { $0.kind == .engineHalted })
    }
    let log = bench.answer(requests, PassAnswer(asOf: 0), at: 50)
    #expect(bench.engine.condition == condition)
    let changes = log.filter { [.engineHalted, .engineDegraded, .engineRecovered].contains($0.kind) }
    #expect(changes.map(\.reason) == (reason.map { [$0] } ?? []))
    #expect(log.contains { $0.kind == .engineReady })
  }
}
