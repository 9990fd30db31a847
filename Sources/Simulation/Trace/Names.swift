public import Reconciliation
import Trading

/// The texts behind the dense indices of a run; used only to print.
public struct Names: Sendable {
  /// Names of orders by ``ClientOrderID``.
  public var orders: [String] = []
  /// Client order ids as the broker sees them, by ``ClientOrderID``.
  public var keys: [String] = []
  /// Names of executions by ``ExecutionID``.
  public var executions: [String] = []
  /// Symbols by ``InstrumentID``.
  public var instruments: [String] = []
  /// Currency codes by ``CurrencyID``.
  public var currencies: [String] = []
  /// Free texts.
  public var texts: [String] = []

  /// Makes an empty table.
  public init() {}

  /// The text of one value of an event.
  public func text(of value: Event.Value, for field: EventField) -> String {
    switch value {
    case .order(let index): name(index, in: field == .key ? keys : orders, prefix: "order#")
    case .execution(let index): name(index, in: executions, prefix: "exec#")
    case .instrument(let index): name(index, in: instruments, prefix: "symbol#")
    case .currency(let index): name(index, in: currencies, prefix: "currency#")
    case .text(let index): "\"\(name(index, in: texts, prefix: "text#"))\""
    case .discrepancy(let number): "D\(number)"
    case .ticket(let number): "T\(number)"
    case .decimal(let decimal): decimal.description
    case .integer(let number): String(number)
    case .duration(let span): span.description
    case .word(let word): word.text
    }
  }

  private func name(_ index: UInt32, in names: [String], prefix: String) -> String {
    Int(index) < names.count ? names[Int(index)] : "\(prefix)\(index)"
  }

  /// The fields of an event as the trace prints them: `order=A exec=E1 qty=100`.
  public func fields(of event: Event) -> String {
    var parts: [String] = []
    for field in event.kind.fields {
      guard let value = event[field] else { continue }
      parts.append("\(field.name)=\(text(of: value, for: field))")
    }
    return parts.joined(separator: " ")
  }

  /// An entry in one line, as golden blocks hold it: `+00:00:02.025 engine order.filled order=A exec=E1 ...`.
  ///
  /// - Parameters:
  ///   - entry: the entry.
  ///   - withTime: whether the line starts with the instant.
  public func line(of entry: TraceEntry, withTime: Bool = true) -> String {
    let fields = fields(of: entry.event)
    let head = "\(entry.event.kind.lane) \(entry.event.kind.name)"
    return (withTime ? "\(entry.instant) " : "") + (fields.isEmpty ? head : "\(head) \(fields)")
  }
}

extension Names: NameSource {
  /// The name that the engine's shell writes to disk: of an order its client order id, as the broker knows it.
  public func name(_ kind: NameKind, _ number: UInt32) -> String {
    switch kind {
    case .order: name(number, in: keys, prefix: "order#")
    case .execution: name(number, in: executions, prefix: "exec#")
    case .brokerOrder: SimulatedBroker.name(ofOrder: number)
    case .instrument: name(number, in: instruments, prefix: "symbol#")
    case .currency: name(number, in: currencies, prefix: "currency#")
    case .text: name(number, in: texts, prefix: "text#")
    }
  }
}
