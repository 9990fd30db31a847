import Reconciliation
import Trading

/// Sessions in which executions, figures and discrepancies change.
extension ClauseTests {
  /// An execution comes twice.
  static let twice = Cases.text(
    timeline: """
      0s  net    duplicate stream fill after 300ms next 1
      0s  trader place A buy 100 AAPL limit 150.00
      1s  broker fill A 40 at 150.00 exec E1
      """)

  /// Somebody else's order executes.
  static let foreign = Cases.text(
    setup: "broker order X buy 10 AAPL limit 150.00 accepted", timeline: "1s broker fill X 10 at 150.00 exec E1",
    always: "invariant converges off \"an order of somebody else stays a difference in paper mode\"")

  /// The broker makes two orders of one request, and executes the second.
  static let doubled = """
    scenario "test"
      mode   paper
      broker scripted-tagged
      ends   10s

    setup
      both cash USD 100000.00
      market AAPL 149.99 150.01

    timeline
      0s  net    duplicate requests place after 100ms next 1
      0s  trader place A buy 10 AAPL limit 150.00
      1s  broker fill A 10 at 150.00 exec E1

    always
      invariant converges off "nobody here wants the second order"
    """

  /// The trader changes an order.
  static let replaced = Cases.text(
    timeline: """
      0s  trader place A buy 100 AAPL limit 150.00
      1s  trader replace A qty 120
      """)

  /// A position is opened, closed with a profit, opened again, added to and closed.
  static let roundTrip = Cases.text(
    timeline: """
      0s  trader place A buy 30 AAPL limit 150.00
      0s  trader place B sell 20 AAPL limit 140.00
      1s  broker fill A 10 at 140.00 exec E1
      2s  broker fill B 10 at 141.00 exec E2
      3s  broker fill A 10 at 140.00 exec E3
      4s  broker fill B 10 at 142.00 exec E4
      5s  broker fill A 10 at 139.00 exec E5
      """)

  /// A trade that the engine did not order is taken over in the second pass that sees it.
  static let drift = session(
    "live", setup: "both position AAPL 100 at 9.00\nmarket AAPL 8.99 9.01",
    timeline: "1s broker trade AAPL sell 9 at 9.00 note \"by phone\"")

  /// A price is taken over, and with it a quantity that is within the epsilon.
  static let price = session(
    "live", engine: "quantity-epsilon 1",
    setup: "both position AAPL 10 at 9.00\nmarket AAPL 8.99 9.01",
    timeline: "1s broker adjust position AAPL 11 at 9.10")

  /// An answer lacks an order.
  static let lost = session(
    "paper", setup: "both order A buy 5 AAPL limit 150.00 accepted\nmarket AAPL 149.99 150.01",
    timeline: "1s broker snapshot empty next 1")

  /// A second drift exceeds the sum of its pass.
  static let limited = session(
    "live", engine: "max-auto-correction-per-pass 100.00",
    setup: """
      both position AAPL 100 at 9.00
      both position GM 100 at 9.00
      market AAPL 8.99 9.01
      market GM 8.99 9.01
      """,
    timeline: """
      1s broker trade AAPL sell 9 at 9.00 note "by phone"
      1s broker trade GM buy 9 at 9.00 note "by phone"
      """)

  /// Ten seconds in which orders are polled every two.
  private static func session(_ mode: String, engine: String = "", setup: String, timeline: String) -> String {
    func indented(_ lines: String) -> String { lines.split(separator: "\n").map { "  \($0)\n" }.joined() }
    return """
      scenario "test"
        mode   \(mode)
        broker scripted
        ends   10s

      engine
        order-interval 2s
      \(indented(engine))
      setup
        both cash USD 100000.00
      \(indented(setup))
      timeline
      \(indented(timeline))
      always
        invariant converges off "what differs is left as it is"
      """
  }
}

extension EngineEffect {
  /// The effect with another line of the log, if it is one of this kind.
  func changing(_ kind: EventKind, _ change: (inout Event) -> Void) -> [EngineEffect] {
    guard var event = logged(kind) else { return [self] }
    change(&event)
    return [.log(event)]
  }

  /// The effect with another record, if it makes one.
  func recording(_ change: (inout JournalRecord) -> Void) -> [EngineEffect] {
    guard case .persist(var entry) = self else { return [self] }
    change(&entry.record)
    return [.persist(entry)]
  }

  func opening(_ change: (inout Discrepancy) -> Void) -> [EngineEffect] {
    recording { record in
      guard case .discrepancy(.found(var discrepancy)) = record else { return }
      change(&discrepancy)
      record = .discrepancy(.found(discrepancy))
    }
  }

  func closing(_ change: (inout UInt32, inout Word, inout Word) -> Void) -> [EngineEffect] {
    recording { record in
      guard case .discrepancy(.resolved(var id, var kind, var by)) = record else { return }
      change(&id, &kind, &by)
      record = .discrepancy(.resolved(id: id, kind: kind, by: by))
    }
  }

  func adopting(
    _ position: (inout PositionAdoption) -> Void, cash: (inout CashAdoption) -> Void
  ) -> [EngineEffect] {
    recording { record in
      switch record {
      case .position(.adopted(var adoption)):
        position(&adoption)
        record = .position(.adopted(adoption))
      case .cash(.adopted(var adoption)):
        cash(&adoption)
        record = .cash(.adopted(adoption))
      default: break
      }
    }
  }

  var isOfPosition: Bool { if case .persist(let entry) = self, case .position = entry.record { true } else { false } }

  var isOfDiscrepancy: Bool {
    if case .persist(let entry) = self, case .discrepancy = entry.record { true } else { false }
  }

  var isOfExecution: Bool { if case .persist(let entry) = self, case .execution = entry.record { true } else { false } }

  /// Whether it is the record of something that nobody has reported.
  var isOfInference: Bool {
    guard case .persist(let entry) = self, case .execution(.counted(let execution, _, _)) = entry.record else {
      return false
    }
    return execution.isInferred
  }
}

extension [EngineTurn] {
  /// Writes the state after the n-th execution once more where that after the m-th is due.
  mutating func repeatCheckpoint(_ first: Int, at second: Int) {
    var count = 0
    var kept: Checkpoint?
    for index in indices {
      count += self[index].effects.count { $0.isOfExecution }
      guard let checkpoint = self[index].checkpoint else { continue }
      if count == first, kept == nil { kept = checkpoint }
      guard count == second, let kept else { continue }
      self[index] = EngineTurn(
        instant: self[index].instant, input: self[index].input, effects: self[index].effects,
        checkpoint: Checkpoint(sequence: checkpoint.sequence, ledger: kept.ledger))
    }
  }
}
