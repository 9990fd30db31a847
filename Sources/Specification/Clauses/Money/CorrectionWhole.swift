import Reconciliation
import Trading

/// `correction-whole`: what depends on each other is durable together or not at all.
struct CorrectionWhole: Clause {
  static let page = ClausePage(
    "correction-whole", .durability, .action,
    "the records of one turn from the first figure that is taken over to the end of the discrepancy of the last one, and "
      + "all that a command of a person about a ticket makes, are handed to the store as one transaction: each but the "
      + "last says that more follows, and no turn ends within one",
    source: "design, section 3, rule 7; engine document, \"one record holds all dependent steps\"")
  static let hooks: ClauseHooks = [.willRecord, .end]

  /// A record of the turn.
  private struct Step {
    var number: UInt64
    var isFigure: Bool
    /// Whether the figure is an average of both sides, so that they may differ still.
    var isWeighed: Bool
    /// Of which kind the discrepancy is that ends.
    var end: Word?
    var isContinued: Bool
  }

  /// What the turn has recorded; whoever was shown a record looks at the end of the turn.
  private var steps: [Step] = []

  init(_ configuration: EngineConfiguration) {}

  mutating func willRecord(_ entry: JournalEntry, _ scene: inout Scene) {
    var step = Step(number: entry.sequence, isFigure: false, isWeighed: false, isContinued: entry.isContinued)
    switch entry.record {
    case .position(.adopted(let adoption)):
      (step.isFigure, step.isWeighed) = (true, adoption.policy == .weightedAverage)
    case .cash(.adopted): step.isFigure = true
    case .discrepancy(.resolved(_, let kind, _)): step.end = kind
    default: break
    }
    steps.append(step)
  }

  mutating func end(_ scene: inout Scene) {
    guard let last = steps.last else { return }
    defer { steps.removeAll(keepingCapacity: true) }
    if last.isContinued {
      scene.tried()
      scene.breach("record \(last.number) is the last one of its turn, and says that more follows", cause: "open")
    }
    // What waited for a store that failed is of several turns.
    guard !scene.isBlind, scene.turn.input.causeOfRecords != .store else { return }
    let group = self.group(scene.turn.input)
    guard group.count > 1 else { return }
    scene.tried()
    guard let gap = group.dropLast().first(where: { !$0.isContinued }) else { return }
    scene.breach(
      "record \(gap.number) may be durable without those up to \(group[group.endIndex - 1].number) that go with it",
      cause: "split")
  }

  /// The records of the turn that are one transaction at least.
  private func group(_ input: EngineInput) -> ArraySlice<Step> {
    if case .operatorCommand(let command, _) = input { return command.ticket == nil ? [] : steps[...] }
    guard let first = steps.firstIndex(where: \.isFigure), let last = steps.lastIndex(where: \.isFigure) else {
      return []
    }
    // Other discrepancies may end in the same turn, of orders say.
    let kinds: [Word] =
      steps[last].isWeighed
      ? [.priceDiscrepancy] : [.quantityMismatch, .missingPosition, .priceDiscrepancy, .cashMismatch]
    let end = steps[last...].firstIndex { $0.end.map(kinds.contains) ?? false } ?? last
    return steps[first...end]
  }
}
