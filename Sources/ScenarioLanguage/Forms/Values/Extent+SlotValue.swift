import Simulation
import Trading

extension Slot {
  /// For how long a fault acts: `next 2`, `for 30s`, `until @heal`, or nothing.
  package static func extent(_ path: any WritableKeyPath<Owner, Extent?> & Sendable) -> Slot {
    Slot(
      read: { owner, parser throws(LineGivenUp) in owner[keyPath: path] = try parser.extent() },
      write: { owner, text in if let extent = owner[keyPath: path] { text += " \(extent.text)" } },
      simpler: { owner in Extent.milder(owner[keyPath: path]).map { path.setting($0, in: owner) } },
      visit: { _, _ in },
      grammar: "next N | for DURATION | until @MARK", isOptional: true, words: ["next", "for", "until"],
      fields: [
        FieldDescription(
          placeholder: "N", meaning: "acts on the next so many occasions; without an end, until `net heal` or for good",
          words: []),
        FieldDescription(placeholder: "DURATION", meaning: "a length of time such as `30s`", words: []),
        FieldDescription(placeholder: "@MARK", meaning: "a mark that some line sets", words: []),
      ])
  }
}

extension Extent {
  /// How it stands in a file.
  var text: String {
    switch self {
    case .next(let count): "next \(count)"
    case .duration(let span): "for \(span)"
    case .until(let mark): "until @\(mark)"
    }
  }

  /// Extents that reach less far, shortest first.
  package static func milder(_ extent: Extent?) -> [Extent] {
    switch extent {
    case .next(1): return []
    case .next(let count): return [.next(1), .next(count - 1)]
    case .duration(let span):
      let halved = TimeSpan(nanoseconds: span.nanoseconds / 2)
      return [.next(1), .next(2)] + span.simpler.map { .duration($0) }
        + (halved >= .milliseconds(100) ? [.duration(halved)] : [])
    case nil, .until: return [.next(1)]
    }
  }
}

extension Extent? {
  /// The extent as the world counts it; a mark ends a fault from outside.
  var compiled: FaultExtent {
    switch self {
    case nil, .until: .unlimited
    case .next(let count): .next(count)
    case .duration(let span): .duration(span)
    }
  }
}
