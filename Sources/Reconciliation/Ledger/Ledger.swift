package import Trading

/// All that the engine durably believes: the books of each account.
///
/// A value, changed by entries alone. The default account is always there; any other one gets books with its first
/// entry.
public struct Ledger: Sendable {
  /// The books of the account in hand, which stand beside the others since nearly all work is on them.
  @usableFromInline var main: Books
  /// The account in hand: the default one, but while an engine works for another.
  private(set) var account = AccountID.default
  /// Whether the account in hand has no entry so far, which is as if it were not there.
  private var isUnwritten = false
  /// The books of the other accounts, by ascending account.
  private var others: [(account: AccountID, books: Books)] = []

  /// Makes the ledger of a default account with these books and no other.
  ///
  /// - Parameter books: the books; another account begins with the same instruments and currencies, and nothing in
  ///   them.
  public init(_ books: Books) {
    main = books
  }

  /// The accounts, ascending.
  public var accounts: [AccountID] { ((isUnwritten ? [] : [account]) + others.map(\.account)).sorted() }

  /// The books of an account; nil for one without any entry.
  public subscript(account: AccountID) -> Books? {
    guard account != self.account else { return isUnwritten ? nil : main }
    return slot(of: account).map { others[$0].books }
  }

  /// The books of the default account; while an engine works for another one, those of that.
  @inlinable public var books: Books {
    // Yielded, since a getter would copy all of the books where one field is read.
    _read { yield main }
  }

  /// Takes the books of an account in hand, empty ones if it has no entry so far.
  mutating func turn(to next: AccountID) {
    guard next != account else { return }
    let (former, wasUnwritten, books) = (account, isUnwritten, main)
    if let slot = slot(of: next) {
      main = others.remove(at: slot).books
      isUnwritten = false
    } else {
      main = books.emptied()
      isUnwritten = true
    }
    account = next
    if !wasUnwritten { set(former, to: books) }
  }

  private func slot(of account: AccountID) -> Int? {
    let slot = others.firstIndex(from: account, by: { $0.account })
    return slot < others.count && others[slot].account == account ? slot : nil
  }

  /// Sets the books of an account, as read from a checkpoint.
  mutating func set(_ account: AccountID, to books: Books) {
    guard account != self.account else {
      main = books
      return
    }
    let slot = others.firstIndex(from: account, by: { $0.account })
    if slot < others.count, others[slot].account == account {
      others[slot].books = books
    } else {
      others.insert((account, books), at: slot)
    }
  }

  /// Changes the books of an account by one record.
  ///
  /// - Throws: ``DecimalError/overflow`` if a figure leaves the range of a decimal; the ledger is then unchanged.
  mutating func apply(
    _ record: JournalRecord, of account: AccountID, at instant: Instant
  ) throws(DecimalError) {
    guard account != self.account else {
      try main.apply(record, at: instant)
      if isUnwritten { isUnwritten = false }
      return
    }
    if let slot = slot(of: account) { return try others[slot].books.apply(record, at: instant) }
    var books = main.emptied()
    try books.apply(record, at: instant)
    set(account, to: books)
  }

  /// Changes the ledger by an entry, as a recovery does.
  ///
  /// - Throws: ``DecimalError/overflow`` if a figure leaves the range of a decimal.
  package mutating func replay(_ entry: JournalEntry) throws(DecimalError) {
    try apply(entry.record, of: entry.account, at: entry.instant)
  }

  /// Takes over the terms of a configuration, and makes room for what it has added.
  mutating func extend(to identity: ConfigurationIdentity) {
    main.extend(to: identity)
    for slot in others.indices { others[slot].books.extend(to: identity) }
  }

  /// Whether the ledger has room for the instrument or currency that a record names.
  func covers(_ record: JournalRecord) -> Bool { main.covers(record) }

  /// Calls a function with every number in the ledger that stands for a name, some of them several times.
  func forEachName(_ body: (NameKey) -> Void) {
    main.forEachName(body)
    for (_, books) in others { books.forEachName(body) }
  }
}

extension Ledger: Equatable {
  /// Compares what the ledgers say.
  public static func == (left: Ledger, right: Ledger) -> Bool {
    left.account == right.account && left.main == right.main
      && left.others.elementsEqual(right.others, by: { $0 == $1 })
  }
}
