package import Reconciliation
package import Simulation
package import Trading

/// An event pattern with all names as dense indices.
package struct CompiledPattern: Sendable {
  /// What a field is compared with.
  package enum Value: Hashable, Sendable {
    case value(Event.Value)
    case decimal(Decimal, places: Int)
    case text(String)
    case capture(String)
  }

  /// A condition on a field.
  package struct Condition: Sendable {
    var field: EventField
    var comparison: Comparison
    var value: Value
  }

  /// The kind of event.
  package var kind: EventKind
  var conditions: [Condition]

  /// Whether a condition binds or compares a capture.
  var hasCaptures: Bool {
    conditions.contains { condition in
      if case .capture = condition.value { true } else { false }
    }
  }

  /// Whether an event matches; captures are bound at their first use and compared afterwards.
  func matches(_ event: Event, names: Names, captures: inout [String: Event.Value]) -> Bool {
    guard event.kind == kind else { return false }
    guard !conditions.isEmpty else { return true }
    var bound = captures
    for condition in conditions {
      guard let actual = event[condition.field] else { return false }
      guard condition.holds(actual, names: names, captures: &bound) else { return false }
    }
    captures = bound
    return true
  }

  /// Whether an event matches, where there are no captures.
  package func matches(_ event: Event, names: Names) -> Bool {
    guard event.kind == kind else { return false }
    var captures: [String: Event.Value] = [:]
    return matches(event, names: names, captures: &captures)
  }
}

extension CompiledPattern.Condition {
  fileprivate func holds(_ actual: Event.Value, names: Names, captures: inout [String: Event.Value]) -> Bool {
    switch (actual, value) {
    case (.decimal(let left), .decimal(let right, let places)):
      return comparison.holds(left, right, places: places)
    case (.integer(let left), .value(.integer(let right))): return comparison.holds(left, right)
    case (.duration(let left), .value(.duration(let right))): return comparison.holds(left, right)
    case (.text, .text(let text)):
      let isEqual = names.text(of: actual, for: field) == "\"\(text)\""
      return comparison == .notEqual ? !isEqual : isEqual
    case (_, .capture(let name)):
      guard let bound = captures[name] else {
        captures[name] = actual
        return true
      }
      return comparison == .notEqual ? bound != actual : bound == actual
    case (_, .value(let expected)):
      return comparison == .notEqual ? actual != expected : actual == expected
    default: return false
    }
  }
}

/// One step of a block, compiled.
package struct CompiledStep: Sendable {
  var pattern: CompiledPattern
  var form: LogStep.Form
  var span: SourceSpan
}

/// The part of the log that a check looks at, by mark.
package struct CompiledWindow: Sendable {
  var after: Int?
  var before: Int?
}
