import Reconciliation
import Trading

/// `sight-confirmed`: no balance is taken over for what was seen once.
struct SightConfirmed: Clause {
  static let page = ClausePage(
    "sight-confirmed", .cash, .justification,
    "a balance that a policy takes over has differed by just so much in as many answers about the account as "
      + "`drift-confirmations` says, that of this pass included, whatever was taken over beside it",
    source: "`drift-confirmations`: passes that must see the same drift", settings: [.driftConfirmations])
  static let hooks: ClauseHooks = [.begin, .willRecord, .end]
  static let beginnings: ClauseInputs = [.start, .passEnd]
  static let endings: ClauseInputs = [.passEnd]
  static let records: ClauseRecords = [.figure]

  /// What the answers of the passes since a start, or since it was taken over, made of a balance.
  private struct Sights {
    /// How often it differed by so much.
    var counts: [(difference: Fraction, count: Int)] = []
    /// How often it cannot be told from outside by how much.
    var unclear = 0

    func count(of difference: Fraction) -> Int { counts.first { $0.difference == difference }?.count ?? 0 }

    mutating func note(_ difference: Fraction) {
      if let place = counts.firstIndex(where: { $0.difference == difference }) {
        counts[place].count += 1
      } else {
        counts.append((difference, 1))
      }
    }
  }

  private var confirmations: Int
  private var sights: [Sights]
  private var account: AccountReport?
  /// The balances that this turn has taken over.
  private var taken: Set<Int> = []

  init(_ configuration: EngineConfiguration) {
    confirmations = configuration.driftConfirmations
    sights = Array(repeating: Sights(), count: configuration.currencyCount)
  }

  mutating func change(_ configuration: EngineConfiguration) {
    confirmations = configuration.driftConfirmations
  }

  mutating func begin(_ scene: inout Scene) {
    taken = []
    if case .started = scene.turn.input {
      sights = Array(repeating: Sights(), count: sights.count)
    }
    account = scene.hearsay.pass?.account
  }

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    guard case .cash(.adopted(let adoption)) = entry.record, sights.indices.contains(Int(adoption.currency.index))
    else { return }
    let place = Int(adoption.currency.index)
    taken.insert(place)
    // What a person has decided, and what is taken back, needs no second sight.
    guard !scene.isBlind, ![.operator, .undone].contains(adoption.policy) else { return }
    let difference = Fraction(adoption.to) - Fraction(adoption.from)
    let seen = sights[place].count(of: difference) + 1
    scene.require(
      seen + sights[place].unclear >= confirmations,
      { scene in
        "the balance in \(scene.name(adoption.currency)) was taken over as \(adoption.to), and differed so in "
          + "\(seen) of \(confirmations) answers"
      })
  }

  mutating func end(_ scene: inout Scene) {
    guard let account else { return }
    for place in sights.indices {
      guard !taken.contains(place) else {
        sights[place] = Sights()
        continue
      }
      // What the account was traded after, and what a store has not taken, shows other figures than were compared.
      guard account.isComplete, account.cash.indices.contains(place), !scene.isBlind,
        account.asOf >= max(scene.reckoning.cursor, scene.reckoning.newest),
        let figure = scene.model.balances[place].figure
      else {
        sights[place].unclear += 1
        continue
      }
      sights[place].note(Fraction(account.cash[place]) - Fraction(figure))
    }
    self.account = nil
  }
}
