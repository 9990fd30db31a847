public import Reconciliation
public import Trading

/// A statement about the state of the world, true or false at an instant.
public struct Check: Sendable {
  /// What is stated.
  package var form: any CheckForm
  /// Where the check stands.
  public var span: SourceSpan

  /// Makes a check.
  package init(_ form: any CheckForm, at span: SourceSpan = .generated) {
    self.form = form
    self.span = span
  }
}

/// The states of the engine that a check can ask for.
public enum EngineStateWord: String, Hashable, Sendable, CaseIterable {
  /// Recovered, and the startup pass is not done.
  case starting
  /// Sees the broker on every channel and sends.
  case ready
  /// Up, but blind on some channel.
  case degraded
  /// Up, and sends nothing: the store does not take records, or an operator said so.
  case halted
  /// The container does not run.
  case down

  /// What the state means.
  package var summary: String {
    switch self {
    case .starting: "recovered, and the startup pass is not done"
    case .ready: "sees the broker on every channel, and sends"
    case .degraded: "up, but blind on some channel"
    case .halted: "up, and sends nothing: the store does not take records, or an operator said so"
    case .down: "the container does not run"
    }
  }
}

/// How two values are compared.
public enum Comparison: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  /// Equal when rounded to the digits written.
  case rounded = "~"
}

/// `status=partial`, `filled>=40`, `avg~33.33`: one field of an order, or one of an event.
public struct Condition: Sendable {
  /// The name of the field.
  public var field: Located<Field>
  /// How it is compared.
  public var comparison: Comparison
  /// With what.
  public var value: Located<Value>

  /// Makes a condition.
  public init(field: Located<Field>, comparison: Comparison, value: Located<Value>) {
    self.field = field
    self.comparison = comparison
    self.value = value
  }

  /// The fields that a condition can name.
  public enum Field: Hashable, Sendable {
    /// A field of an event.
    case event(EventField)
    /// A field of an order.
    case order(OrderField)
  }

  /// The values that a condition can name.
  public enum Value: Hashable, Sendable {
    /// `40`; `places` is the number of decimals written, which `~` rounds to
    case decimal(Decimal, places: Int)
    /// `3`
    case integer(Int)
    /// `partial`
    case word(Word)
    /// `A`, `E1`, `AAPL`, `D1`
    case name(String)
    /// `"no margin"`
    case text(String)
    /// `250ms`
    case duration(TimeSpan)
    /// `$d`: binds at the first use inside one log block, compares afterwards
    case capture(String)
  }
}

/// The fields of an order that a check can name.
public enum OrderField: String, Hashable, Sendable, CaseIterable {
  /// Where the order stands.
  case status
  /// The quantity asked for.
  case qty
  /// The quantity executed.
  case filled
  /// The quantity not yet executed.
  case leaves
  /// The volume-weighted price of what was executed.
  case avg
  /// What its executions cost in fees.
  case fees
  /// The limit price.
  case limit
  /// The stop price.
  case stop
  /// The client order id.
  case key

  /// What the field is.
  package var summary: String {
    switch self {
    case .status: "where the order stands"
    case .qty: "the quantity asked for"
    case .filled: "the quantity executed"
    case .leaves: "the quantity not yet executed"
    case .avg: "the volume-weighted price of what was executed"
    case .fees: "what its executions cost in fees"
    case .limit: "the limit price"
    case .stop: "the stop price"
    case .key: "the client order id"
    }
  }

  /// What a page says about all of them.
  static var remark: String {
    "Fields: " + allCases.map { "`\($0.rawValue)` (\($0.summary))" }.joined(separator: ", ") + "."
  }
}

/// An event and conditions on its fields.
public struct EventPattern: Sendable {
  /// The kind of event.
  public var kind: Located<EventKind>
  /// What its fields must be.
  public var conditions: [Condition]

  /// Makes a pattern.
  public init(kind: Located<EventKind>, conditions: [Condition] = []) {
    self.kind = kind
    self.conditions = conditions
  }
}

/// One line of the `always` section.
public struct AlwaysItem: Sendable {
  /// What the line says.
  package var form: any AlwaysForm

  /// Makes a line.
  package init(_ form: any AlwaysForm) {
    self.form = form
  }
}

/// One line of the `finally` section, with its block.
public enum FinalItem: Sendable {
  /// `expect CHECK`
  case expect(Check)
  /// `log ...`
  case log(LogCheck)
}

/// A statement about the log of the whole run, with the block below it.
public struct LogCheck: Sendable {
  /// What is stated.
  package var form: any LogForm

  /// Makes a check.
  package init(_ form: any LogForm) {
    self.form = form
  }
}

/// One line of an `in-order` or `unordered` block.
public struct LogStep: Sendable {
  /// The pattern.
  public var pattern: EventPattern
  /// How the line binds to the one above.
  public var form: Form
  /// Where the line stands.
  public var span: SourceSpan

  /// Makes a step.
  public init(_ pattern: EventPattern, form: Form = .later, at span: SourceSpan = .generated) {
    self.pattern = pattern
    self.form = form
    self.span = span
  }

  /// How a step binds.
  public enum Form: Hashable, Sendable {
    /// Somewhere after the step above.
    case later
    /// `next`: the very next event after the step above.
    case next
    /// `not`: nowhere between the step above and the step below.
    case not
  }
}

/// The part of the log that a check looks at.
public struct LogWindow: Sendable {
  /// After this mark.
  public var after: Located<String>?
  /// Before this mark.
  public var before: Located<String>?

  /// Makes a window; without marks it is the whole run.
  public init(after: Located<String>? = nil, before: Located<String>? = nil) {
    self.after = after
    self.before = before
  }
}
