public import Reconciliation
import ScenarioLanguage
public import Simulation
public import Trading

/// Which entries of a log are shown.
public struct LogFilter: Sendable {
  /// What entries must name, or the number of an entry; any of these.
  public var around: [String] = []
  /// The lanes; empty for all.
  public var lanes: [EventKind.Lane] = []
  /// Events, with `*` at the end for a family; empty for all.
  public var globs: [String] = []
  /// The first instant.
  public var from: Instant?
  /// The last instant.
  public var to: Instant?

  /// Makes a filter that lets everything through.
  public init() {}

  /// The numbers of the entries that are shown, in order.
  public func selection(of trace: Trace, _ names: Names) -> [Int] {
    let wanted = neighbourhood(of: trace, names)
    return trace.entries.indices.filter { index in
      let entry = trace.entries[index]
      return wanted[index] && (lanes.isEmpty || lanes.contains(entry.event.kind.lane))
        && (globs.isEmpty || globs.contains { LogFilter.matches(entry.event.kind, $0) })
        && (from.map { entry.instant >= $0 } ?? true) && (to.map { entry.instant <= $0 } ?? true)
    }
  }

  /// Whether an event's name matches: the whole name, `*` for any, `order.*` or `*.sent` for a part of it.
  public static func matches(_ kind: EventKind, _ glob: String) -> Bool {
    Glob.matches(kind.name, glob)
  }

  /// The names by which entries of a log can be asked for, in order of appearance.
  public static func names(in trace: Trace, _ names: Names) -> [String] {
    var known: Set<String> = []
    var found: [String] = []
    for entry in trace.entries {
      for name in names.names(in: entry.event) where known.insert(name).inserted { found.append(name) }
    }
    return found
  }

  /// The entries that name what is asked for, all that led to them, and what they led to directly.
  private func neighbourhood(of trace: Trace, _ names: Names) -> [Bool] {
    let entries = trace.entries
    guard !around.isEmpty else { return Array(repeating: true, count: entries.count) }
    let numbers = around.compactMap { Int($0.hasPrefix("#") ? String($0.dropFirst()) : $0) }
    let isNamed = entries.indices.map { index in
      numbers.contains(index) || names.names(in: entries[index].event).contains { around.contains($0) }
    }
    var wanted = isNamed
    for index in entries.indices {
      let cause = entries[index].cause
      if cause != TraceEntry.noCause, isNamed[Int(cause)] { wanted[index] = true }
      guard isNamed[index] else { continue }
      var next = cause
      while next != TraceEntry.noCause {
        wanted[Int(next)] = true
        next = entries[Int(next)].cause
      }
    }
    return wanted
  }
}

extension Names {
  /// The names that an event carries: of orders, keys, executions, instruments, currencies and discrepancies.
  func names(in event: Event) -> [String] {
    event.kind.fields.compactMap { field in
      guard let value = event[field] else { return nil }
      switch value {
      case .order, .execution, .instrument, .currency, .discrepancy, .ticket: return text(of: value, for: field)
      case .text, .decimal, .integer, .duration, .word: return nil
      }
    }
  }
}
