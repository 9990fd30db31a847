/// The volatile state of one account: a desk for each concern.
struct Desks: Sendable {
  /// What is in flight for each order.
  var orders = OrderDesk()
  /// How far the executions are known.
  var executions = ExecutionDesk()
  /// The pass that runs and those that wait.
  var passes = PassDesk()
  /// When the next pass is due.
  var scheduler = Scheduler()
  /// Whether the stream is up, and how long the broker has not been seen on every channel.
  var streamWatch = StreamWatch()
  /// How often each difference was seen.
  var discrepancies = DiscrepancyDesk()
  /// What persons do about tickets.
  var tickets = TicketDesk()
  /// What is known, and asked, of orders of somebody else.
  var strangers = StrangerDesk()
  /// What is taken over from the broker.
  var corrections = CorrectionDesk()
  /// What the core has noted of the account while another one is in hand.
  var notes = CoreNotes()
}

/// What the core has noted of one account, as far as it is forgotten by a restart.
struct CoreNotes: Sendable {
  var condition = EngineCondition.starting
  var hasTicketsChanged = false
  var activity = ActivityMarks()
  var news = OrderNews()
  var seen = SeenAccount()
}

/// The desks of the accounts that are not in hand, by ascending account.
struct RestingDesks: Sendable {
  private var entries: [(account: AccountID, desks: Desks)] = []

  /// Whether there is no other account.
  var isEmpty: Bool { entries.isEmpty }

  /// The accounts, ascending.
  var accounts: [AccountID] { entries.map(\.account) }

  /// Takes the desks of an account out; nil for one that has none so far.
  mutating func take(_ account: AccountID) -> Desks? {
    let place = entries.firstIndex(from: account, by: { $0.account })
    guard place < entries.count, entries[place].account == account else { return nil }
    return entries.remove(at: place).desks
  }

  /// Puts the desks of an account aside.
  mutating func put(_ desks: Desks, of account: AccountID) {
    entries.insert((account, desks), at: entries.firstIndex(from: account, by: { $0.account }))
  }
}
