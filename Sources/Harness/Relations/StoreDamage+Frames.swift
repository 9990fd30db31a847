import Reconciliation
import Simulation
import Trading

extension StoreDamage {
  /// Has a whole frame say what no program of today says: another version, another code, too little, too much, or another
  /// name for a number.
  static func foreign(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    guard !store.frames.isEmpty else { return nil }
    let frame = store.frames[dice.number(below: store.frames.count)]
    let offset = frame.bytes.lowerBound
    var payload = Array(store.files.journal[frame.bytes].dropFirst(8))
    func damage(_ what: Message, _ reason: RecoveryError) -> StoreDamage {
      var files = store.files
      files.journal.replaceSubrange(frame.bytes, with: StoreFrames.frame(payload))
      return StoreDamage(what: what, files: files, identity: store.identity, expected: .refusal(reason))
    }
    switch dice.number(below: 8) {
    case 0:
      payload[0] += 1
      return damage("a frame of another version in its journal", .unknownVersion(payload[0], offset: offset))
    case 1:
      payload[1] = 9
      return damage(
        "a frame of another kind in its journal", .unknownCode(UnknownCode(space: .frame, code: 9), offset: offset))
    case 2:
      payload.removeLast()
      return damage("a frame that ends too soon in its journal", .malformed(offset: offset))
    case 3:
      payload.append(0)
      return damage("a frame that does not end in its journal", .malformed(offset: offset))
    case 4 where frame.sequence != nil:
      // Behind version, kind, number and instant stands what caused the record.
      payload[18] = 250
      return damage(
        "a record of an unknown cause in its journal",
        .unknownCode(UnknownCode(space: .cause, code: 250), offset: offset))
    case 5 where frame.sequence != nil:
      // Behind that stands the account, and behind that the group of the record and the record in its group.
      payload[23] = 250
      return damage(
        "a record of an unknown group in its journal",
        .unknownCode(UnknownCode(space: .record, code: 250), offset: offset))
    case 6 where frame.sequence != nil:
      guard let space = groups[payload[23]] else { return nil }
      payload[24] = 250
      return damage(
        "an unknown record of a known group in its journal",
        .unknownCode(UnknownCode(space: space, code: 250), offset: offset))
    default: return renamed(store, &dice)
    }
  }

  /// What the records of each group are called.
  private static let groups: [UInt8: CodeSpace] = [
    1: .orderRecord, 2: .executionRecord, 3: .positionRecord, 4: .cashRecord, 5: .discrepancyRecord,
    6: .controlRecord, 7: .ticketRecord,
  ]

  /// Gives a number a second name, at the end of the journal.
  private static func renamed(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    let names = store.frames.filter { $0.name.map { $0.kind != .instrument } ?? false }
    guard !names.isEmpty else { return nil }
    let frame = names[dice.number(below: names.count)]
    guard let key = frame.name, let first = store.recovery.names[key] else { return nil }
    // Behind version, kind, kind of name and number stand the length of the text, and the text.
    let text = Array((first + "'").utf8)
    let head = store.files.journal[frame.bytes].dropFirst(8).prefix(7)
    let length = (0..<4).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
    var files = store.files
    files.journal += StoreFrames.frame(head + length + text)
    return StoreDamage(
      what: "a second name for one number in its journal", files: files, identity: store.identity,
      expected: .refusal(.renamed(key, first: first, second: first + "'")))
  }
}

extension WholeStore {
  /// What a start makes of the journal without one of its names: it refuses at the first record that mentions it.
  func without(name key: NameKey?, at place: Int) -> StoreDamage.Expectation {
    // Without the name of an instrument or a currency the settings are others as well.
    guard let key, key.kind != .instrument, key.kind != .currency,
      let whole = try? StoreContents(checkpoints: files.checkpoints, journal: files.journal),
      let start = try? StoreContents(checkpoints: files.checkpoints, journal: [])
    else { return .sameOrRefusal }
    // The next process writes a name again, behind the records of the one before.
    var isNamed = start.recovery.names[key] != nil
    var last = recovery.checkpoint
    var entries = whole.entries.makeIterator()
    for (index, frame) in frames.enumerated() {
      if index != place, frame.name == key { isNamed = true }
      guard frame.sequence != nil, let entry = entries.next(), entry.sequence > last else { continue }
      last = entry.sequence
      var mentioned = MentionedNames()
      mentioned.add(entry.record)
      if !isNamed, mentioned.keys.contains(key) { return .refusal(.unnamed(sequence: entry.sequence, key)) }
    }
    return .same(checkpoint: recovery.checkpoint)
  }
}
