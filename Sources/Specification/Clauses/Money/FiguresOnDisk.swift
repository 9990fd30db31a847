import Reconciliation
import Trading

/// `position-figures`: positions on disk are what the executions come to.
struct PositionFigures: Clause {
  static let page = ClausePage(
    "position-figures", .positions, .projection,
    "a checkpoint has each position with the quantity, average price and profit that the executions since its baseline "
      + "come to in the broker's order",
    source: "order/position document, section 2; design, section 3, rule 11")
  static let hooks: ClauseHooks = [.didRecord, .effects]
  static let records: ClauseRecords = [.execution, .figure]
  static let effects: ClauseEffects = [.checkpoint]

  /// The instruments whose position changed since the last checkpoint.
  private var changed: [Int] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .execution(.counted(let execution, _, _)): changed.append(Int(execution.instrument.index))
    case .position(.adopted(let adoption)): changed.append(Int(adoption.instrument.index))
    case .order, .cash, .discrepancy, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .writeCheckpoint = effect, let checkpoint = scene.turn.checkpoint,
      checkpoint.sequence == scene.model.sequence
    else { return }
    for index in changed where index < checkpoint.books.positions.count {
      let (written, due) = (checkpoint.books.positions[index], scene.model.instruments[index].position)
      scene.tried()
      let name = scene.name(InstrumentID(index: UInt32(index)))
      if !due.quantity.isEqual(to: written.quantity) {
        scene.breach("\(name) is \(due.quantity), and \(written.quantity) is written", cause: "quantity")
      }
      if !(due.averagePrice ?? .zero).isRounded(to: written.averagePrice ?? .zero) {
        scene.breach(
          "\(name) cost \(due.averagePrice ?? .zero) on average, and \(written.averagePrice ?? .zero) is written",
          cause: "average")
      }
      if !due.profit.isRounded(to: written.realizedProfit) {
        scene.breach("\(name) brought \(due.profit), and \(written.realizedProfit) is written", cause: "profit")
      }
    }
    changed.removeAll(keepingCapacity: true)
  }
}

/// `cash-figures`: balances on disk are what was paid.
struct CashFigures: Clause {
  static let page = ClausePage(
    "cash-figures", .cash, .projection,
    "a checkpoint has each balance as what it was taken over or opened with and the executions since have made it, each "
      + "one in its currency, with its sign and its multiplier, once",
    source: "design, section 3, rules 3 and 11; engine document, \"Known to be wrong\", 3")
  static let hooks: ClauseHooks = [.didRecord, .effects]
  static let records: ClauseRecords = [.execution, .figure]
  static let effects: ClauseEffects = [.checkpoint]

  private var isChanged = false

  init(_ configuration: EngineConfiguration) {}

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .execution, .cash: isChanged = true
    case .order, .position, .discrepancy, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard isChanged, case .writeCheckpoint = effect, let checkpoint = scene.turn.checkpoint,
      checkpoint.sequence == scene.model.sequence
    else { return }
    isChanged = false
    scene.tried()
    for (index, balance) in scene.model.balances.enumerated() where index < checkpoint.books.cash.count {
      let written = checkpoint.books.cash[index]
      let isDue = balance.figure.map { $0 == written } ?? balance.allows(written)
      if !isDue {
        let name = scene.name(CurrencyID(index: UInt32(index)))
        scene.breach("\(name) is \(balance.amount), and \(written) is written", cause: "balance")
      }
    }
  }
}
