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
}

/// What the core has noted of one account, as far as it is forgotten by a restart.
struct CoreNotes: Sendable {
  var condition = EngineCondition.starting
  var hasTicketsChanged = false
  var activity = ActivityMarks()
  var news = OrderNews()
  var seen = SeenAccount()
}

/// An account while another one is in hand: its desks, and what the core has noted of it.
struct RestingAccount: Sendable {
  var desks = Desks()
  var notes = CoreNotes()
}

/// The accounts that are not in hand, ascending.
struct RestingAccounts: Sendable {
  private var entries: [(id: AccountID, account: RestingAccount)] = []

  /// Whether there is no other account.
  var isEmpty: Bool { entries.isEmpty }

  /// Which they are, ascending.
  var ids: [AccountID] { entries.map(\.id) }

  /// Takes an account out; nil for one that has not begun.
  mutating func take(_ id: AccountID) -> RestingAccount? {
    let place = entries.firstIndex(from: id, by: { $0.id })
    guard place < entries.count, entries[place].id == id else { return nil }
    return entries.remove(at: place).account
  }

  /// Puts an account aside.
  mutating func put(_ account: RestingAccount, of id: AccountID) {
    entries.insert((id, account), at: entries.firstIndex(from: id, by: { $0.id }))
  }
}
