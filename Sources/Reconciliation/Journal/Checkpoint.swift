import Trading

/// The whole durable state after one journal record.
public struct Checkpoint: Sendable {
  /// The number of the last record that is part of it; everything up to it was published.
  public var sequence: UInt64
  /// The ledger after that record.
  public var ledger: Ledger

  /// Makes a checkpoint.
  public init(sequence: UInt64, ledger: Ledger) {
    self.sequence = sequence
    self.ledger = ledger
  }

  /// Makes a checkpoint of the default account alone.
  public init(sequence: UInt64, books: Books) {
    self.init(sequence: sequence, ledger: Ledger(books))
  }

  /// The books of the default account.
  public var books: Books { ledger.books }

  private static let magic: UInt32 = 0x5452_5545
  /// The version of the format.
  static let version: UInt8 = 12

  /// The bytes: magic, CRC-32C of the rest, version, sequence, names, accounts with their books.
  ///
  /// - Parameters:
  ///   - names: the names behind the numbers in the books.
  ///   - identity: the configuration of the process.
  public func encoded(naming names: some NameSource, _ identity: ConfigurationIdentity) -> [UInt8] {
    var writer = ByteWriter()
    writer.bytes.reserveCapacity(256 + books.orders.count * 128 + books.executions.count * 88)
    writer.write(Checkpoint.magic)
    writer.write(UInt32(0))
    writer.write(Checkpoint.version)
    writer.write(sequence)
    writer.write(definitions(names, identity)) { $0.write($1) }
    writer.write(ledger.accounts) { writer, account in
      writer.write(account.number)
      if let books = ledger[account] { writer.write(books) }
    }
    let checksum = Checksum.crc32c(writer.bytes[8...])
    for index in 0..<4 { writer.bytes[4 + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(index * 8)) }
    return writer.bytes
  }

  private func definitions(_ names: some NameSource, _ identity: ConfigurationIdentity) -> [NameDefinition] {
    var definitions = identity.definitions
    var known = Set(definitions.map(\.key))
    ledger.forEachName { key in
      guard known.insert(key).inserted else { return }
      definitions.append(NameDefinition(key.kind, key.number, names.name(key.kind, key.number)))
    }
    return definitions
  }

  /// Reads a checkpoint and the names it holds.
  ///
  /// - Returns: nil if the bytes are damaged or cut short, so that an older checkpoint has to do.
  /// - Throws: ``RecoveryError`` if the bytes are whole and this program does not understand them.
  static func read(
    _ bytes: [UInt8]
  ) throws(RecoveryError) -> (checkpoint: Checkpoint, definitions: [NameDefinition])? {
    var reader = ByteReader(bytes[...])
    guard let magic = try? reader.read(UInt32.self), magic == Checkpoint.magic,
      let checksum = try? reader.read(UInt32.self), Checksum.crc32c(bytes[reader.offset...]) == checksum,
      let version = try? reader.read(UInt8.self)
    else { return nil }
    guard version == Checkpoint.version else { throw .unknownCheckpointVersion(version) }
    do {
      let contents = try read(&reader)
      return reader.isAtEnd ? contents : nil
    } catch {
      guard let unknown = error.unknown else { return nil }
      throw .unknownCheckpointCode(unknown)
    }
  }

  private static func read(
    _ reader: inout ByteReader
  ) throws(ByteReader.Malformed) -> (checkpoint: Checkpoint, definitions: [NameDefinition]) {
    let sequence: UInt64 = try reader.read()
    let definitions = try reader.readArray { (reader) throws(ByteReader.Malformed) in try reader.readDefinition() }
    var names = NameTable()
    for definition in definitions { _ = names.add(definition) }
    let identity = names.identity
    let accounts = try reader.readArray { (reader) throws(ByteReader.Malformed) in
      (AccountID(number: try reader.read()), try reader.readBooks(identity))
    }
    // Ascending, each once, and the default account is always there.
    guard let first = accounts.first, first.0 == .default,
      zip(accounts, accounts.dropFirst()).allSatisfy({ $0.0 < $1.0 })
    else { throw ByteReader.Malformed() }
    var ledger = Ledger(first.1)
    for (account, books) in accounts.dropFirst() { ledger.set(account, to: books) }
    return (Checkpoint(sequence: sequence, ledger: ledger), definitions)
  }
}
