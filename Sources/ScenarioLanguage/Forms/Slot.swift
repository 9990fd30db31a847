/// A part of a line, bound to a field of the form that has it.
package struct Slot<Owner>: Sendable {
  /// Takes its part off a line.
  let read: @Sendable (inout Owner, inout CaseParser) throws(LineGivenUp) -> Void
  /// Appends its part of the line, with a blank before it.
  let write: @Sendable (Owner, inout String) -> Void
  /// Owners in which this part is left out or simpler, the best first.
  let simpler: @Sendable (Owner) -> [Owner]
  /// Visits its values.
  let visit: @Sendable (inout Owner, (inout any SlotValue) -> Void) -> Void
  /// The part as a pattern, without brackets.
  let grammar: String
  /// Whether the line is complete without it.
  let isOptional: Bool
  /// The words that can start it.
  let words: [String]
  /// What there is to say about its values.
  let fields: [FieldDescription]
}

extension Slot {
  /// A keyword that must stand there.
  package static func word(_ keyword: String) -> Slot {
    Slot(
      read: { _, parser throws(LineGivenUp) in try parser.keyword(keyword) },
      write: { _, text in text += " \(keyword)" },
      simpler: { _ in [] }, visit: { _, _ in },
      grammar: keyword, isOptional: false, words: [keyword], fields: [])
  }

  /// A value that must stand there behind its keyword.
  package static func value<Value: SlotValue>(
    _ keyword: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, as reading: Reading<Value> = Value.reading
  ) -> Slot {
    let read = reading.read
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        try parser.keyword(keyword)
        owner[keyPath: path] = try read(&parser)
      },
      write: { owner, text in text += " \(keyword) \(owner[keyPath: path].text)" },
      simpler: { owner in owner[keyPath: path].simpler.map { path.setting($0, in: owner) } },
      visit: { owner, body in Self.visit(&owner[keyPath: path], body) },
      grammar: "\(keyword) \(reading.placeholder)", isOptional: false, words: [keyword], fields: [reading.field])
  }

  /// A value that must stand there.
  package static func value<Value: SlotValue>(
    _ path: any WritableKeyPath<Owner, Value> & Sendable, as reading: Reading<Value> = Value.reading
  ) -> Slot {
    let read = reading.read
    return Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try read(&parser) },
      write: { owner, text in
        let value = owner[keyPath: path].text
        if !value.isEmpty { text += " \(value)" }
      },
      simpler: { owner in owner[keyPath: path].simpler.map { path.setting($0, in: owner) } },
      visit: { owner, body in Self.visit(&owner[keyPath: path], body) },
      grammar: reading.placeholder, isOptional: false, words: reading.words, fields: [reading.field])
  }

  /// A value that may stand there behind its keyword.
  package static func optional<Value: SlotValue>(
    _ keyword: String, _ path: any WritableKeyPath<Owner, Value?> & Sendable, as reading: Reading<Value> = Value.reading
  ) -> Slot {
    let read = reading.read
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        if parser.skip(keyword) { owner[keyPath: path] = try read(&parser) }
      },
      write: { owner, text in
        if let value = owner[keyPath: path] { text += " \(keyword) \(value.text)" }
      },
      simpler: { owner in
        guard let value = owner[keyPath: path] else { return [] }
        return [path.setting(nil, in: owner)] + value.simpler.map { path.setting($0, in: owner) }
      },
      visit: { owner, body in Self.visit(optional: &owner[keyPath: path], body) },
      grammar: "\(keyword) \(reading.placeholder)", isOptional: true, words: [keyword], fields: [reading.field])
  }

  /// A value behind its keyword that is the usual one if the line does not say it.
  package static func optional<Value: SlotValue & Equatable>(
    _ keyword: String, _ path: any WritableKeyPath<Owner, Value> & Sendable, usually usual: Value,
    as reading: Reading<Value> = Value.reading
  ) -> Slot {
    let read = reading.read
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        owner[keyPath: path] = parser.skip(keyword) ? try read(&parser) : usual
      },
      write: { owner, text in
        let value = owner[keyPath: path]
        if value != usual { text += " \(keyword) \(value.text)" }
      },
      simpler: { owner in
        let value = owner[keyPath: path]
        guard value != usual else { return [] }
        return [path.setting(usual, in: owner)]
          + value.simpler.filter { $0 != usual }.map { path.setting($0, in: owner) }
      },
      visit: { owner, body in Self.visit(&owner[keyPath: path], body) },
      grammar: "\(keyword) \(reading.placeholder)", isOptional: true, words: [keyword], fields: [reading.field])
  }

  /// One word of a closed list that may stand there.
  package static func word<Value: SlotValue & RawRepresentable<String> & CaseIterable>(
    _ path: any WritableKeyPath<Owner, Value?> & Sendable
  ) -> Slot {
    let reading = Value.reading
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        guard let value = Value.allCases.first(where: { $0.rawValue == parser.current?.text }) else { return }
        parser.advance()
        owner[keyPath: path] = value
      },
      write: { owner, text in if let value = owner[keyPath: path] { text += " \(value.text)" } },
      simpler: { owner in owner[keyPath: path] == nil ? [] : [path.setting(nil, in: owner)] },
      visit: { owner, body in Self.visit(optional: &owner[keyPath: path], body) },
      grammar: Value.allCases.map(\.rawValue).joined(separator: " | "), isOptional: true,
      words: Value.allCases.map(\.rawValue), fields: [reading.field])
  }

  /// A word that may stand there.
  package static func flag(_ keyword: String, _ path: any WritableKeyPath<Owner, Bool> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = parser.skip(keyword) },
      write: { owner, text in if owner[keyPath: path] { text += " \(keyword)" } },
      simpler: { owner in owner[keyPath: path] ? [path.setting(false, in: owner)] : [] }, visit: { _, _ in },
      grammar: keyword, isOptional: true, words: [keyword], fields: [])
  }
}

extension Slot {
  static func visit<Value: SlotValue>(_ value: inout Value, _ body: (inout any SlotValue) -> Void) {
    var any: any SlotValue = value
    body(&any)
    if let changed = any as? Value { value = changed }
  }

  static func visit<Value: SlotValue>(optional value: inout Value?, _ body: (inout any SlotValue) -> Void) {
    if var present = value {
      visit(&present, body)
      value = present
    }
  }
}

extension WritableKeyPath {
  /// A copy of an owner with another value here.
  func setting(_ value: Value, in owner: Root) -> Root {
    var owner = owner
    owner[keyPath: self] = value
    return owner
  }
}
