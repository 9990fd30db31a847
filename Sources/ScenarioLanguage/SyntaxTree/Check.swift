public import Reconciliation
public import Trading

/// A statement about the state of the world, true or false at an instant.
public struct Check: Sendable {
  /// What is stated.
  public var statement: Statement
  /// Where the check stands.
  public var span: SourceSpan

  /// Makes a check.
  public init(_ statement: Statement, at span: SourceSpan = .generated) {
    self.statement = statement
    self.span = span
  }

  /// The forms of a check.
  public enum Statement: Sendable {
    /// Local and broker state agree in orders, positions and cash.
    case converged
    /// They do not.
    case diverged
    /// `local order A status=partial filled=40`, `order A = open`
    case order(Party, name: Located<String>, [Condition])
    /// `broker orders key=K1 > 1`: the number of orders for which all filters hold
    case orderCount(Party, filters: [Condition], Comparison, Located<Int>)
    /// `position AAPL = 100 at 150.01`
    case position(Party, symbol: Located<String>, Comparison, Located<Decimal>, price: Located<Decimal>?)
    /// `balance USD = 84999.00`
    case balance(Party, currency: Located<String>, Comparison, Located<Decimal>)
    /// `engine = degraded`
    case engine(Comparison, Located<EngineStateWord>)
    /// `discrepancies open = 0`: how many are open, or were ever found without the word `open`
    case discrepancies(onlyOpen: Bool, Comparison, Located<Int>)
    /// `alerts = 2`: how many people-facing alerts were raised
    case alerts(Comparison, Located<Int>)
    /// `checkpoint seq > 41`
    case checkpoint(Comparison, Located<UInt64>)
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
  /// The limit price.
  case limit
  /// The stop price.
  case stop
  /// The client order id.
  case key
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
public enum AlwaysItem: Sendable {
  /// `never local position AAPL > 100`
  case never(Check)
  /// `invariant exec-once off "reason"`; `off` is nil if the line only names it
  case invariant(Located<String>, off: String?)
}

/// One line of the `finally` section, with its block.
public enum FinalItem: Sendable {
  /// `expect CHECK`
  case expect(Check)
  /// `log has PATTERN after @heal`
  case has(EventPattern, LogWindow)
  /// `log never PATTERN after @filled`
  case never(EventPattern, LogWindow)
  /// `log count PATTERN = 1`
  case count(EventPattern, Comparison, Located<Int>, LogWindow)
  /// `log in-order` and its block
  case inOrder([LogStep], LogWindow)
  /// `log unordered` and its block
  case unordered([LogStep], LogWindow)
  /// `log golden fill.* reconcile.*` and its literal block
  case golden(globs: [Located<String>], withoutTimes: Bool, lines: [Located<String>])
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
