import Simulation
import Trading

@testable import Reconciliation

/// Hands each record to the store by itself, whatever it belongs to.
enum SplitsCorrections: Defect {
  static func change(
    _ engine: inout ReconciliationEngine, _ effects: inout [EngineEffect], after input: EngineInput, at now: Instant,
    count: Int
  ) {
    effects = effects.map { effect in
      guard case .persist(var entry) = effect else { return effect }
      entry.isContinued = false
      return .persist(entry)
    }
  }
}

/// A kill with half of what a pass has written on disk.
enum HalfACorrection {
  static let text = """
    scenario "test"
      mode live
      broker scripted
      ends 20s
    setup
      both cash USD 100000.00
      market AAPL 99.99 100.01
    timeline
      3s broker trade AAPL sell 1 at 100.00 note "by phone"
      5s store slow by 500ms for 2s
      5s store torn-write next 1
      6.2s engine crash down 3s
    """
}
