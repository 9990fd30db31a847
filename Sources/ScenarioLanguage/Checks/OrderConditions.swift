import Reconciliation
import Trading

extension Slot {
  /// What must hold of an order, such as `status=partial filled=40`, or `= open` for a lone status.
  static func conditions(ofOrder path: any WritableKeyPath<Owner, [Condition]> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in
        owner[keyPath: path] = try parser.orderConditionsWithShortStatus()
      },
      write: { owner, text in text += ScenarioPrinter.text(owner[keyPath: path], afterSubject: true) },
      simpler: { _ in [] }, visit: { owner, body in owner[keyPath: path].visit(body) },
      grammar: "FIELD=VALUE...", isOptional: false, words: OrderField.allCases.map(\.rawValue), fields: fields)
  }

  /// What orders have in common, such as `key=A`; nothing for all of them.
  static func filters(_ path: any WritableKeyPath<Owner, [Condition]> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try parser.orderConditions() },
      write: { owner, text in text += ScenarioPrinter.text(owner[keyPath: path]) },
      simpler: { _ in [] }, visit: { owner, body in owner[keyPath: path].visit(body) },
      grammar: "FIELD=VALUE...", isOptional: true, words: OrderField.allCases.map(\.rawValue), fields: fields)
  }

  private static var fields: [FieldDescription] {
    [
      FieldDescription(
        placeholder: "FIELD", meaning: "a field of an order", words: OrderField.allCases.map(\.rawValue)),
      FieldDescription(
        placeholder: "VALUE", meaning: "what it is compared with, by any of \(Comparison.allCases.list)", words: []),
    ]
  }
}

/// A name in a condition.
struct ConditionName: SlotValue {
  /// What it stands for.
  let kind: NameKind
  /// The name.
  var name: String

  static var reading: Reading<ConditionName> {
    Reading("NAME", "a name of the file") { parser throws(LineGivenUp) in
      ConditionName(kind: .order, name: try parser.name("a name").value)
    }
  }
  var text: String { name }
  var mentions: [Mention] { [Mention(kind, name)] }
  mutating func rename(_ name: (Mention) -> String) { self.name = name(Mention(kind, self.name)) }
}

extension [Condition] {
  /// Visits the names in the conditions.
  mutating func visit(_ body: (inout any SlotValue) -> Void) {
    for index in indices {
      guard case .name(let name) = self[index].value.value, let kind = self[index].field.value.nameKind else {
        continue
      }
      var value = ConditionName(kind: kind, name: name)
      Slot<Self>.visit(&value, body)
      self[index].value.value = .name(value.name)
    }
  }

  /// The conditions on an order with indices in place of names.
  func compiled(in scope: some PlanScope) throws(PlanError) -> [OrderCondition] {
    var compiled: [OrderCondition] = []
    for condition in self {
      guard case .order(let field) = condition.field.value else {
        throw PlanError(message: "this is no field of an order", span: condition.field.span)
      }
      let value: OrderCondition.Value
      switch condition.value.value {
      case .decimal(let decimal, let places): value = .decimal(decimal, places: places)
      case .integer(let number): value = .decimal(Decimal(number), places: 0)
      case .word(let word): value = .word(word)
      case .name(let name), .text(let name): value = .key(scope.key(name))
      case .duration, .capture:
        throw PlanError(message: "an order has no such value", span: condition.value.span)
      }
      compiled.append(OrderCondition(field: field, comparison: condition.comparison, value: value))
    }
    return compiled
  }
}

extension Condition.Field {
  /// What a name stands for that the field is compared with; nil for a field without names.
  var nameKind: NameKind? {
    switch self {
    case .order(.key): .key
    case .order: nil
    case .event(let field): field.nameKind
    }
  }
}

extension EventField {
  /// What a name stands for that the field is compared with; nil for a field without names of the file.
  var nameKind: NameKind? {
    switch type {
    case .order: .order
    case .key: .key
    case .execution: .execution
    case .instrument: .symbol
    case .currency: .currency
    case .decimal, .integer, .discrepancy, .ticket, .duration, .word, .text: nil
    }
  }
}

/// One condition on a field of an order, compiled.
struct OrderCondition: Sendable {
  enum Value: Sendable {
    case decimal(Decimal, places: Int)
    case word(Word)
    /// The index of a client order id; nil if no order has it.
    case key(UInt32?)
  }

  var field: OrderField
  var comparison: Comparison
  var value: Value
}
