public import Reconciliation
public import Simulation
public import Trading

/// What can be wrong with a plain book on purpose.
public enum Mistake: Hashable, Sendable, CaseIterable {
  /// An execution that a poll tells once more counts once more.
  case countsTwice
  /// An order goes out before it is durable that it does.
  case sendsFirst
  /// A start reads the checkpoint and not the journal behind it.
  case forgetsJournal
}

/// A plain book with a mistake, to see that it is found.
public protocol BrokenBook: ForeignEngine {
  /// What is wrong with it.
  static var mistake: Mistake { get }
  /// The book.
  var book: PlainBook { get set }
  /// Takes a book.
  init(book: PlainBook)
}

extension BrokenBook {
  /// Those of the book.
  public static var abilities: EngineAbilities { PlainBook.abilities }
  /// That of the book.
  public var statement: BooksStatement { book.statement }
  /// That of the book.
  public var condition: EngineCondition { book.condition }
  /// Makes a book and breaks it.
  public init(configuration: EngineConfiguration) {
    var book = PlainBook(configuration: configuration)
    book.mistake = Self.mistake
    self.init(book: book)
  }
  /// Hands the store on.
  public mutating func recover(_ store: ForeignStore) throws(StoreRefusal) -> Int { try book.recover(store) }
  /// Hands the input on.
  public mutating func handle(_ input: ForeignInput, at now: Instant, into effects: inout [ForeignEffect]) {
    book.handle(input, at: now, into: &effects)
  }
}

/// See ``Mistake/countsTwice``.
public struct CountsTwice: BrokenBook {
  /// What is wrong.
  public static let mistake = Mistake.countsTwice
  /// The book.
  public var book: PlainBook
  /// Takes a book.
  public init(book: PlainBook) { self.book = book }
}

/// See ``Mistake/sendsFirst``.
public struct SendsFirst: BrokenBook {
  /// What is wrong.
  public static let mistake = Mistake.sendsFirst
  /// The book.
  public var book: PlainBook
  /// Takes a book.
  public init(book: PlainBook) { self.book = book }
}

/// See ``Mistake/forgetsJournal``.
public struct ForgetsJournal: BrokenBook {
  /// What is wrong.
  public static let mistake = Mistake.forgetsJournal
  /// The book.
  public var book: PlainBook
  /// Takes a book.
  public init(book: PlainBook) { self.book = book }
}
