import Reconciliation
import Simulation
import Trading

extension Relation {
  /// A store that is not as it was left is never taken for one that is.
  static let damagedStore = Relation(
    name: "damaged-store",
    summary:
      "killed now, with its journal cut short, a byte changed, a record, a name or a checkpoint gone, with a frame that no "
      + "program of today writes, another file in the journal's place, or under other "
      + "settings, a start reads what it ought to, or refuses for the right reason; untouched, the store itself has the "
      + "name of all that it mentions",
    source: "design, section 3, the journal: a torn tail ends it, a hole is refused; a store belongs to its settings",
    exceptions: [
      "after a store has lied about a sync or was damaged",
      "a store that holds no record",
    ],
    share: RelationShare(cases: 4), trial: DamagedStore())
}

/// `damaged-store`: reads copies of the disk on each of which one thing was done, as a start would, and compares what
/// comes of it with what has to; and once the untouched disk without knowing its settings.
private struct DamagedStore: EndTrial {
  @_specialize(where Engine == ReconciliationEngine)
  func attempt<Engine>(
    _ run: borrowing CaseRun<Engine>, at occasion: RelationOccasion, _ dice: inout RelationDice
  ) -> [RelationOutcome] {
    let configuration = run.plan.configuration
    let identity = ConfigurationIdentity(configuration.engine, naming: configuration.names)
    // What cannot be read as it is, `recover-now` tells of.
    guard !run.world.storeHasLied else { return [.excepted] }
    let files = run.world.storeAfterKill
    guard let store = WholeStore(files, identity) else { return [RelationOutcome(strange: files, identity)] }
    var outcomes = [RelationOutcome(store.breachWithoutSettings(configuration.names))]
    for _ in 0..<(dice.isThorough ? 8 : 1) {
      outcomes += StoreDamage.drawn(store, &dice).map { RelationOutcome($0.breach(against: store)) }
    }
    return outcomes
  }
}

extension RelationOutcome {
  /// What comes of a store that cannot be taken apart: it has a torn tail or holds nothing, or its format is another.
  fileprivate init(strange files: StoreFiles, _ identity: ConfigurationIdentity) {
    guard
      let read = try? Recovery(checkpoints: files.checkpoints, journal: files.journal, identity: identity),
      read.sequence > 0, !read.hadTornTail
    else {
      self = .excepted
      return
    }
    self = .broken(RelationBreach(message: "the journal is whole, and its frames are not those of its format"))
  }
}

extension WholeStore {
  /// What is wrong with what is read by somebody who knows nothing but the files.
  fileprivate func breachWithoutSettings(_ names: Names) -> RelationBreach? {
    let contents: StoreContents
    do { contents = try StoreContents(checkpoints: files.checkpoints, journal: files.journal) } catch {
      return RelationBreach(
        message: "whoever does not know the settings cannot read the store", notes: ["because  \(error)"])
    }
    if contents.identity != identity {
      return RelationBreach(message: "whoever does not know the settings reads others in the store")
    }
    if contents.entries.map(\.sequence) != frames.compactMap(\.sequence) {
      return RelationBreach(message: "whoever does not know the settings reads other records in the store")
    }
    if frames.contains(where: { $0.name?.number == Event.none }) {
      return RelationBreach(message: "the store has a name for what names nothing")
    }
    return difference(contents.recovery, "whoever does not know the settings") ?? contents.wrongName(names)
  }

  /// Where what was read is not what the untouched store holds.
  fileprivate func difference(_ other: Recovery, _ who: Message) -> RelationBreach? {
    if other.sequence != recovery.sequence {
      return RelationBreach(
        message: "\(who) reads up to record \(other.sequence), and the last one is \(recovery.sequence)",
        property: "sequence")
    }
    guard other.ledger != recovery.ledger else { return nil }
    guard let difference = PropertyDifference.first(recovery.books, other.books) else {
      return RelationBreach(message: "\(who) reads other books")
    }
    return RelationBreach(
      message: "\(who) reads `\(about: difference.path)` as \(difference.right), and it is \(difference.left)",
      property: difference.path)
  }
}

extension WholeStore {
  /// Whether what was read is what the store holds, and nothing in one more position and balance.
  fileprivate func isPart(of other: Recovery) -> Bool {
    let (mine, theirs) = (recovery.books, other.books)
    return other.sequence == recovery.sequence && theirs.orders == mine.orders && theirs.executions == mine.executions
      && theirs.archived == mine.archived
      && theirs.discrepancies == mine.discrepancies && theirs.isHalted == mine.isHalted
      && theirs.isStopped == mine.isStopped && theirs.opening == mine.opening && theirs.tickets == mine.tickets
      && theirs.chosenKinds == mine.chosenKinds && theirs.passReports == mine.passReports
      && theirs.accountAsOf == mine.accountAsOf
      && theirs.pastDiscrepancies == mine.pastDiscrepancies
      && mine.discrepancies.allSatisfy { theirs.isHeld($0.id) == mine.isHeld($0.id) }
      && theirs.positions.dropLast() == mine.positions[...] && theirs.positions.last?.isFlat == true
      && theirs.cash.dropLast() == mine.cash[...] && theirs.cash.last?.isZero == true
  }
}

extension StoreDamage {
  /// How what a start makes of it is not what it has to.
  fileprivate func breach(against store: WholeStore) -> RelationBreach? {
    let who: Message = "a start with \(what)"
    let read: Recovery
    do {
      read = try Recovery(checkpoints: files.checkpoints, journal: files.journal, identity: identity)
    } catch {
      switch expected {
      case .refusal(error), .sameOrRefusal: return nil
      case .refusal(let reason):
        return RelationBreach(
          message: "\(who) refuses for another reason", notes: ["because  \(error)", "expected \(reason)"])
      case .part, .same, .extended:
        return RelationBreach(message: "\(who) refuses", notes: ["because  \(error)"])
      }
    }
    switch expected {
    case .refusal(let reason):
      return RelationBreach(message: "\(who) notices nothing", notes: ["expected \(reason)"])
    case .part(let last, let length, let isTorn):
      guard read.sequence != last || read.journalLength != length || read.hadTornTail != isTorn else { return nil }
      return RelationBreach(
        message: "\(who) reads \(read.journalLength) bytes up to record \(read.sequence), and \(length) up to record "
          + "\(last) are whole", property: "journalLength")
    case .same(let checkpoint):
      guard read.checkpoint == checkpoint, UInt64(read.replayedCount) == store.recovery.sequence - checkpoint else {
        return RelationBreach(
          message:
            "\(who) goes back to record \(read.checkpoint) and replays \(read.replayedCount), and the checkpoint "
            + "before that is of record \(checkpoint)", property: "checkpoint")
      }
      return store.difference(read, who)
    case .sameOrRefusal: return store.difference(read, who)
    case .extended:
      return store.isPart(of: read) ? nil : RelationBreach(message: "\(who) reads other books")
    }
  }
}
