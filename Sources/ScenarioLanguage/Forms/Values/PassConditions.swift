package import Reconciliation
import Trading

/// Which pass is meant.
package struct PassChoice: SlotValue, Hashable {
  /// The number of the pass; nil for the one that ended last.
  package var number: UInt32?
  /// The kind of which the one is meant that ended last.
  package var kind: PassKindName?

  /// Chooses a pass.
  package init(_ number: UInt32? = nil, of kind: PassKindName? = nil) {
    self.number = number
    self.kind = kind
  }

  package static var reading: Reading<PassChoice> {
    Reading(
      "last | last of KIND | N", "the pass that ended last, of all or of a kind, or one by its number since the start"
    ) { parser throws(LineGivenUp) in
      if parser.skip("last") {
        return parser.skip("of") ? PassChoice(of: try parser.choice(.passKind, PassKindName.self).value) : PassChoice()
      }
      return PassChoice(UInt32(try parser.integer("`last` or the number of a pass", in: 1...1_000_000).value))
    }
  }

  package var text: String { number.map { String($0) } ?? kind.map { "last of \($0.rawValue)" } ?? "last" }
}

/// A field of what a pass came to.
package enum PassField: String, ReportField {
  case kind, trigger, status
  case orders, executions, positions, found, resolved, corrections, warnings, errors
  case duration

  package static let owner = "a pass"

  package var isDuration: Bool { self == .duration }

  package var words: [String]? {
    switch self {
    case .kind: PassKind.allCases.map(\.word.text)
    case .trigger: ["poll", "mismatch", "post-trade", "full", "startup", "reconnect", "operator"]
    case .status: PassReport.Status.allCases.map(\.rawValue)
    default: nil
    }
  }

  package func value(of report: PassReport) -> ReportValue? {
    switch self {
    case .kind: .word(report.kind.word.text)
    case .trigger: .word(report.trigger.text)
    case .status: .word(report.status.rawValue)
    case .orders: .number(report.orders)
    case .executions: .number(report.executions)
    case .positions: .number(report.positions)
    case .found: .number(report.found)
    case .resolved: .number(report.resolved)
    case .corrections: .number(report.corrections)
    case .warnings: .number(report.warnings.count)
    case .errors: .number(report.errors.count)
    case .duration: report.duration.map { .span($0) }
    }
  }
}
