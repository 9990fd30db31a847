import Reconciliation
import Trading

/// What must hold of a ticket, such as `status=open level=critical broker=9800`.
package struct TicketConditions: SlotValue {
  /// How far it is.
  package var status: TicketStatusName?
  /// How urgent it is.
  package var level: LevelName?
  /// Whose it is.
  package var assignee: PersonName?
  /// What the figure here has to be.
  package var local: FigureCondition?
  /// What the broker's figure has to be.
  package var broker: FigureCondition?

  /// Makes conditions that hold of any ticket.
  package init() {}

  private enum Field: String, CaseIterable { case status, level, assignee, local, broker }

  package static var reading: Reading<TicketConditions> {
    Reading(
      "FIELD=VALUE...",
      "a field of a ticket and what it is: its status (\(TicketStatusName.allCases.map(\.rawValue).joined(separator: ", "))), its level, its assignee, or one of the two figures that it is about",
      words: Field.allCases.map(\.rawValue)
    ) { parser throws(LineGivenUp) in
      var conditions = TicketConditions()
      repeat {
        let field = try parser.choice(.ticketField, Field.self).value
        switch field {
        case .status:
          _ = try parser.comparison([.equal])
          conditions.status = try parser.choice(.ticketStatus, TicketStatusName.self).value
        case .level:
          _ = try parser.comparison([.equal])
          conditions.level = try LevelName.reading.read(&parser)
        case .assignee:
          _ = try parser.comparison([.equal])
          conditions.assignee = try PersonName.reading.read(&parser)
        case .local: conditions.local = try parser.figureCondition()
        case .broker: conditions.broker = try parser.figureCondition()
        }
      } while parser.following(is: .comparison)
      return conditions
    }
  }

  package var text: String {
    var parts: [String] = []
    if let status { parts.append("status=\(status.rawValue)") }
    if let level { parts.append("level=\(level.rawValue)") }
    if let assignee { parts.append("assignee=\(assignee.text)") }
    if let local { parts.append("local\(local.text)") }
    if let broker { parts.append("broker\(broker.text)") }
    return parts.joined(separator: " ")
  }

  /// Whether they hold of a ticket; a figure that it has no more holds of nothing.
  func hold(of ticket: TicketView) -> Bool {
    (status.map { $0 == ticket.status } ?? true) && (level.map { $0.level == ticket.level } ?? true)
      && (assignee.map { $0.value == ticket.assignee } ?? true)
      && (local.map { condition in ticket.local.map(condition.holds) ?? false } ?? true)
      && (broker.map { condition in ticket.broker.map(condition.holds) ?? false } ?? true)
  }
}

/// What a figure is compared with, such as `>9800`.
package struct FigureCondition: Hashable, Sendable {
  let comparison: Comparison
  let value: Decimal
  /// How many decimals are written, to which `~` rounds.
  let places: Int

  var text: String { comparison.rawValue + value.text(minimumPlaces: places) }

  func holds(of figure: Decimal) -> Bool { comparison.holds(figure, value, places: places) }
}

extension CaseParser {
  fileprivate mutating func figureCondition() throws(LineGivenUp) -> FigureCondition {
    let comparison = try comparison(Comparison.allCases)
    guard case .decimal(let value, let places) = try decimalValue().value else { throw LineGivenUp() }
    return FigureCondition(comparison: comparison, value: value, places: places)
  }
}
