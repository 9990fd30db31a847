/// Why a start refuses what it finds on disk: going on would silently forget or confuse something that was durable.
public enum RecoveryError: Error, Hashable, Sendable {
  /// Readable frames follow unreadable bytes.
  case hole(offset: Int)
  /// The journal begins with what is no record and no beginning of one.
  case noJournal
  /// A record is missing between two others.
  case gap(expected: UInt64, found: UInt64)
  /// There are checkpoints, and none of them is readable.
  case noCheckpoint
  /// A record cannot be applied to the books.
  case inconsistent(sequence: UInt64)
  /// A frame is of a version of the format that this program does not know.
  case unknownVersion(UInt8, offset: Int)
  /// A checkpoint is of a version of the format that this program does not know.
  case unknownCheckpointVersion(UInt8)
  /// A frame is whole and holds a code that this program does not know.
  case unknownCode(UnknownCode, offset: Int)
  /// A checkpoint is whole and holds a code that this program does not know.
  case unknownCheckpointCode(UnknownCode)
  /// A frame is whole and makes no sense.
  case malformed(offset: Int)
  /// A record uses a number that no frame before it gives a name to.
  case unnamed(sequence: UInt64, NameKey)
  /// One number has two names.
  case renamed(NameKey, first: String, second: String)
  /// The store was written under other settings.
  case otherConfiguration([ConfigurationDifference])
  /// An engine with a store of its own does not go on from it, and says why.
  case ownStore(String)
}

extension RecoveryError: CustomStringConvertible {
  /// What is wrong, and what to do about it.
  public var description: String {
    switch self {
    case .hole(let offset):
      "the journal is unreadable at byte \(offset), and good records follow: restore it from a copy"
    case .noJournal:
      "the file begins with what is no record of a journal, whole or cut short: put the journal back, or restore it from a "
        + "copy"
    case .gap(let expected, let found):
      "record \(expected) of the journal is missing, the next one is \(found): restore it from a copy"
    case .noCheckpoint:
      "no checkpoint is readable: restore one from a copy; if the books began with nothing and the journal has all "
        + "records since, remove the checkpoints and start from the journal alone"
    case .inconsistent(let sequence):
      "record \(sequence) of the journal does not fit the books before it: restore journal and checkpoint from copies"
    case .unknownVersion(let version, let offset):
      "the journal is of format \(version) at byte \(offset), and this program reads format \(JournalFrame.version): "
        + "start the newer program that wrote it"
    case .unknownCheckpointVersion(let version):
      "a checkpoint is of format \(version), and this program reads format \(Checkpoint.version): "
        + "start the newer program that wrote it"
    case .unknownCode(let unknown, let offset):
      "\(unknown) in the frame at byte \(offset) of the journal is not known to this program: "
        + "start the newer program that wrote it"
    case .unknownCheckpointCode(let unknown):
      "\(unknown) in a checkpoint is not known to this program: start the newer program that wrote it"
    case .malformed(let offset):
      "the frame at byte \(offset) of the journal is undamaged and makes no sense: restore it from a copy"
    case .unnamed(let sequence, let key):
      "record \(sequence) of the journal uses \(key.kind.text) number \(key.number), which has no name: "
        + "restore journal and checkpoint from copies"
    case .renamed(let key, let first, let second):
      "\(key.kind.text) number \(key.number) is called both `\(first)` and `\(second)`: "
        + "restore journal and checkpoint from copies of one store"
    case .ownStore(let message): message
    case .otherConfiguration(let differences):
      "the store was written under other settings: \(differences.map(\.description).joined(separator: "; ")). "
        + "Restore those settings, or start with an empty store"
    }
  }
}

extension UnknownCode: CustomStringConvertible {
  /// The code with what it should have meant: `word 200`.
  public var description: String { "\(space.rawValue) \(code)" }
}
