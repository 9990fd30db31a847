import Reconciliation
import Simulation
import Trading

extension Trace {
  /// The first record of the last process that the log calls another thing than it is, or that it says to be about
  /// another order or execution.
  func firstMisnamed(of records: [JournalEntry], _ names: Names) -> RelationBreach? {
    // Numbers are given anew by the next process for what the one before has lost.
    let start = entries.lastIndex { $0.event.kind == .containerStarted } ?? 0
    var places: [UInt64: Event] = [:]
    for entry in entries[start...] where entry.event.kind == .journalAppended {
      places[entry.event.sequence] = entry.event
    }
    for record in records {
      guard let event = places[record.sequence] else { continue }
      let (order, execution) = record.record.numbersByCase
      guard event.subject != record.record.wordByCase || event.order != order || event.execution != execution else {
        continue
      }
      return RelationBreach(
        message: "the log says of a record of \(about: record.record.wordByCase.text) that it is something else",
        notes: ["line     \(names.fields(of: event))"])
    }
    return nil
  }
}

extension JournalRecord {
  /// The order and the execution that the record is about, or ``Event/none``.
  fileprivate var numbersByCase: (order: UInt32, execution: UInt32) {
    // One that takes back or amends another is about itself.
    if case .execution(.counted(let execution, _, _)) = self {
      return (execution.order.index, execution.id.isInferred ? Event.none : execution.id.index)
    }
    // A report that was put aside may tell of others than what the record is about.
    if case .discrepancy(.found(let discrepancy)) = self { return (discrepancy.order, discrepancy.execution) }
    var mentioned = MentionedNames()
    mentioned.add(self)
    func number(_ kind: NameKind) -> UInt32 { mentioned.keys.first { $0.kind == kind }?.number ?? Event.none }
    return (number(.order), number(.execution))
  }

  /// What the record is, told from its case and nothing else.
  fileprivate var wordByCase: Word {
    switch self {
    case .order(.accepted): .accepted
    case .order(.attempt): .attempt
    case .order(.status): .status
    case .order(.cancelIntent): .cancelIntent
    case .order(.replaceIntent): .replaceIntent
    case .order(.intentEnd): .intentEnd
    case .order(.terms): .terms
    case .order(.stale): .staleOrder
    case .order(.adopted): .adopted
    case .execution: .execution
    case .position(.adopted): .position
    case .cash(.adopted): .cash
    case .position(.verified), .cash(.verified): .verified
    case .discrepancy(.found): .discrepancy
    case .discrepancy(.resolved): .resolution
    case .discrepancy(.held): .held
    case .ticket(.stepped): .ticketStep
    case .control(.stop): .stopped
    case .ticket(.opened): .ticket
    case .ticket(.updated): .ticketUpdate
    case .ticket(.resolved): .ticketEnd
    case .control(.halt): .halted
    case .control(.kind): .chosen
    case .control(.opening), .control(.opened): .opening
    case .control(.passReport): .passReport
    case .control(.archived): .archived
    case .control(.accountSeen): .accountSeen
    }
  }
}
