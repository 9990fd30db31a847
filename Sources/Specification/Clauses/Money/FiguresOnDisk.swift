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
    case .order, .position(.verified), .cash, .discrepancy, .ticket, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard case .writeCheckpoint = effect, let checkpoint = scene.turn.checkpoint,
      checkpoint.sequence == scene.model.sequence
    else { return }
    for index in changed { PositionFigures.look(at: index, in: checkpoint.books, "written", &scene) }
    changed.removeAll(keepingCapacity: true)
  }

  /// Holds the position of an instrument in books against the executions; the word says how it came there.
  static func look(at index: Int, in books: Books, _ how: String, _ scene: inout Scene) {
    scene.tried()
    let name = { (scene: Scene) in scene.name(InstrumentID(index: UInt32(index))) }
    guard index < books.positions.count else {
      return scene.breach({ "\(name($0)) is not \(how) at all" }, cause: "missing")
    }
    let (written, due) = (books.positions[index], scene.model.instruments[index].position)
    if !due.quantity.isEqual(to: written.quantity) {
      scene.breach({ "\(name($0)) is \(due.quantity), and \(written.quantity) is \(how)" }, cause: "quantity")
    }
    let (average, price) = (due.averagePrice ?? .zero, written.averagePrice ?? .zero)
    if !average.isRounded(to: price) {
      scene.breach({ "\(name($0)) cost \(average) on average, and \(price) is \(how)" }, cause: "average")
    }
    if !due.profit.isRounded(to: written.realizedProfit) {
      scene.breach({ "\(name($0)) brought \(due.profit), and \(written.realizedProfit) is \(how)" }, cause: "profit")
    }
  }
}

/// `cash-figures`: balances on disk are what was paid.
struct CashFigures: Clause {
  static let page = ClausePage(
    "cash-figures", .cash, .projection,
    "a checkpoint has each balance as what it was taken over or opened with and the executions since have made it, each "
      + "one in its currency, with its sign, its multiplier and its fee, once",
    source: "design, section 3, rules 3 and 11; engine document, \"Known to be wrong\", 3")
  static let hooks: ClauseHooks = [.didRecord, .effects]
  static let records: ClauseRecords = [.execution, .figure]
  static let effects: ClauseEffects = [.checkpoint]

  private var isChanged = false

  init(_ configuration: EngineConfiguration) {}

  mutating func didRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    switch entry.record {
    case .execution, .cash: isChanged = true
    case .order, .position, .discrepancy, .ticket, .control: break
    }
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    guard isChanged, case .writeCheckpoint = effect, let checkpoint = scene.turn.checkpoint,
      checkpoint.sequence == scene.model.sequence
    else { return }
    isChanged = false
    CashFigures.look(in: checkpoint.books, "written", &scene)
  }

  /// Holds the balances in books against what was paid; the word says how they came there.
  static func look(in books: Books, _ how: String, _ scene: inout Scene) {
    scene.tried()
    for (index, balance) in scene.model.balances.enumerated() {
      let name = { (scene: Scene) in scene.name(CurrencyID(index: UInt32(index))) }
      guard index < books.cash.count else {
        scene.breach({ "\(name($0)) is not \(how) at all" }, cause: "missing")
        continue
      }
      let written = books.cash[index]
      let isDue = balance.figure.map { $0 == written } ?? balance.allows(written)
      if !isDue { scene.breach({ "\(name($0)) is \(balance.amount), and \(written) is \(how)" }, cause: "balance") }
    }
  }
}
