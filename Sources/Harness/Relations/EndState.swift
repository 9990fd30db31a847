import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

/// Where a run has come to: what the engine believes at the end, by name, in rows that can be compared with those of
/// another run.
struct EndState: Sendable {
  /// One figure or word about one thing.
  struct Row: Sendable {
    /// What it is about: `order A`, `position AAPL`.
    var subject: String
    /// What of it: `status`, `filled`.
    var property: String
    var word = ""
    var amount = Decimal.zero
    /// Whether the figure has the sign of a side.
    var isSigned = false
  }

  private(set) var rows: [Row] = []
  /// How often the fault of each line acted.
  private let firings: [Int]

  /// Rounded once at the twelfth decimal, figures may fall on two sides of a tie; ten times as far if scaled.
  private static let tolerance: UInt128 = 20

  /// Takes the state of a run that has ended.
  ///
  /// - Parameter withWatermarks: whether it has the newest change at the broker that is known of each order.
  init<Engine: SimulatedEngine>(_ run: borrowing CaseRun<Engine>, withWatermarks: Bool = false) {
    firings = run.world.faults.faults.map(\.fired)
    let names = run.plan.names
    rows.append(Row(subject: "engine", property: "condition", word: "\(run.world.engineState)"))
    guard run.world.isRunning else { return }
    let books = run.world.incarnation.books
    for order in books.orders {
      let subject = "order \(names.text(of: .order(order.id.index), for: .order))"
      rows.append(Row(subject: subject, property: "status", word: Word(order.status).text))
      rows.append(Row(subject: subject, property: "attempts", word: "\(order.attempts)"))
      rows.append(Row(subject: subject, property: "filled", amount: order.filled))
      rows.append(Row(subject: subject, property: "value", amount: (try? order.value.rounded()) ?? .zero))
      rows.append(Row(subject: subject, property: "quantity", amount: order.terms.quantity))
      if withWatermarks { rows.append(Row(subject: subject, property: "known-up-to", word: "\(order.sequence.value)")) }
    }
    for (index, position) in books.positions.enumerated() {
      let subject = "position \(names.instruments[index])"
      rows.append(Row(subject: subject, property: "quantity", amount: position.quantity, isSigned: true))
      rows.append(
        Row(subject: subject, property: "cost", amount: (try? position.cost.rounded()) ?? .zero, isSigned: true))
      rows.append(Row(subject: subject, property: "profit", amount: position.realizedProfit, isSigned: true))
    }
    for (index, amount) in books.cash.enumerated() {
      rows.append(Row(subject: "cash \(names.currencies[index])", property: "amount", amount: amount, isSigned: true))
    }
  }

  /// Multiplies the figures, those with the sign of a side by another factor than the others.
  mutating func scale(by factor: Decimal, signed: Decimal) {
    for index in rows.indices {
      rows[index].amount = (try? rows[index].amount * (rows[index].isSigned ? signed : factor)) ?? rows[index].amount
    }
  }

  /// The state with some of its rows.
  func filtered(_ isKept: (Row) -> Bool) -> EndState {
    var state = self
    state.rows = rows.filter(isKept)
    return state
  }

  /// The word for a property of something.
  func word(of subject: String, _ property: String) -> String? {
    rows.first { $0.subject == subject && $0.property == property }?.word
  }

  /// Puts the rows into an order of their own, and leaves out what is about other things than another run has.
  func matched(with other: EndState) -> EndState {
    var state = self
    let places = Dictionary(
      other.rows.enumerated().map { ("\($1.subject) \($1.property)", $0) }, uniquingKeysWith: { first, _ in first })
    let placed = rows.compactMap { row in places["\(row.subject) \(row.property)"].map { (place: $0, row: row) } }
    state.rows = placed.sorted { $0.place < $1.place }.map(\.row)
    return state
  }

  /// Whether every fault acted as often in both runs: if not, they are two different stories.
  func hadSameFaults(as other: EndState) -> Bool { firings == other.firings }

  /// The first row that differs from that of another run with the same things in it.
  func breach(against other: EndState, _ what: Message) -> RelationBreach? {
    for (mine, theirs) in zip(rows, other.rows) where !isSame(mine, theirs) {
      guard mine.subject == theirs.subject, mine.property == theirs.property else { break }
      let kind = mine.subject.prefix { $0 != " " }
      let (here, there) =
        mine.word.isEmpty ? (mine.amount.description, theirs.amount.description) : (mine.word, theirs.word)
      return RelationBreach(
        message:
          "\(what) ends with another `\(about: "\(kind).\(mine.property)")`: \(there), where it ought to be \(here)",
        property: "\(kind).\(mine.property)", notes: ["about    \(mine.subject)"])
    }
    return zip(rows, other.rows).allSatisfy(isSame) && rows.count == other.rows.count
      ? nil : RelationBreach(message: "\(what) ends with other things in its books", property: "count")
  }

  private func isSame(_ mine: Row, _ theirs: Row) -> Bool {
    guard mine.subject == theirs.subject, mine.property == theirs.property, mine.word == theirs.word else {
      return false
    }
    return (try? mine.amount - theirs.amount).map { UInt128($0.units.magnitude) <= Self.tolerance } ?? false
  }
}
