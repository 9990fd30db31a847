import Trading

/// What the archive of a store holds: the records of orders that have left the books.
///
/// A start needs none of it: the ids are in the books. A shell appends each such record to the archive when it is durable
/// in the journal, and at a start those that the journal has and the archive lacks; no part of the journal is dropped
/// before. So an archive that ends too early, after a kill or a torn write, lacks at most what the journal has still, and
/// whoever reads both has all of them, each once.
struct ArchiveReader {
  /// The records, by ascending number.
  private(set) var entries: [JournalEntry] = []
  /// The names that stand beside them.
  private(set) var names = NameTable()
  /// Whether something in the archive could not be read.
  private(set) var isDamaged = false

  /// Reads an archive as far as it is whole.
  init(_ bytes: [UInt8]) {
    var offset = 0
    frames: while offset < bytes.count {
      switch JournalFrame.read(bytes, at: offset) {
      case .name(let definition, let end):
        _ = names.add(definition)
        offset = end
      case .entry(let entry, let end):
        add(entry)
        offset = end
      case .foreign, .unreadable:
        isDamaged = true
        break frames
      }
    }
  }

  /// Takes a record that the journal has still, if it is one of those; what is there already is there once.
  mutating func add(_ entry: JournalEntry) {
    guard entry.isOfArchive else { return }
    let place = entries.firstIndex(from: entry.sequence, by: { $0.sequence })
    if place < entries.count, entries[place].sequence == entry.sequence { return }
    entries.insert(entry, at: place)
  }

  /// How many of the orders that have left the books of an account have no record here.
  func lacking(_ orders: [ArchivedKeys.Order], of account: AccountID) -> Int {
    var known: Set<ClientOrderID> = []
    for entry in entries where entry.account == account {
      if case .control(.archived(.order(let order))) = entry.record { known.insert(order.id) }
    }
    return orders.count { !known.contains($0.id) }
  }
}

extension JournalEntry {
  /// The records of a journal that belong into the archive, in their order, as far as it can be read.
  public static func ofArchive(in journal: [UInt8]) -> [JournalEntry] { ArchiveReader(journal).entries }

  /// Whether the record is one of orders that leave the books: what an archive keeps.
  public var isOfArchive: Bool { if case .control(.archived) = record { true } else { false } }
}
