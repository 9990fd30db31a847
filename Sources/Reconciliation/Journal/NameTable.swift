import Trading

/// The names that a store holds.
public struct NameTable: Hashable, Sendable {
  private var texts: [NameKey: String] = [:]
  private var terms: [UInt32: Instrument] = [:]

  /// Makes an empty table.
  public init() {}

  /// The name of a number, or nil if the store does not say.
  public subscript(key: NameKey) -> String? { texts[key] }

  /// Whether the store names a number; what names nothing needs no name.
  func contains(_ key: NameKey) -> Bool { texts[key] != nil }

  /// Adds a name.
  ///
  /// - Returns: The name that the number had before, if it was another one.
  mutating func add(_ definition: NameDefinition) -> String? {
    let old = texts.updateValue(definition.text, forKey: definition.key)
    if let instrument = definition.terms { terms[definition.key.number] = instrument }
    return old == definition.text ? nil : old
  }

  /// Adds the names of another table that this one lacks.
  mutating func addMissing(from other: NameTable) {
    texts.merge(other.texts) { own, _ in own }
  }

  /// The instruments and currencies that are named.
  public var identity: ConfigurationIdentity {
    var identity = ConfigurationIdentity()
    for number in 0..<count(of: .instrument) {
      identity.instruments.append(
        ConfigurationIdentity.NamedInstrument(
          name: name(.instrument, number), terms: terms[number] ?? .unknown))
    }
    for number in 0..<count(of: .currency) { identity.currencies.append(name(.currency, number)) }
    return identity
  }

  /// One more than the highest number of a kind, as far as numbers are dense.
  private func count(of kind: NameKind) -> UInt32 {
    var count: UInt32 = 0
    while texts[NameKey(kind, count)] != nil { count += 1 }
    return count
  }
}

extension NameTable: NameSource {
  /// The name of a number, or `order#3`.
  public func name(_ kind: NameKind, _ number: UInt32) -> String {
    texts[NameKey(kind, number)] ?? "\(kind.text)#\(number)"
  }
}
