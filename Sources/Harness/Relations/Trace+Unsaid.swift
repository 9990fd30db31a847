import Reconciliation
import Simulation
import Trading

extension Trace {
  /// The first entry that carries something which no field of its kind says, or stands in another lane than its name.
  func firstUnsaid(_ names: Names) -> RelationBreach? {
    // Most of a trace is polls that find nothing, each like the one before; to hash them all takes longer than to look.
    var latest = [Event?](repeating: nil, count: Int(UInt8.max) + 1)
    for entry in entries where latest[Int(entry.event.kind.rawValue)] != entry.event {
      let isNew = latest[Int(entry.event.kind.rawValue)] == nil
      latest[Int(entry.event.kind.rawValue)] = entry.event
      if isNew, let field = entry.event.firstForeign {
        return RelationBreach(
          message: "`\(about: entry.event.kind.name)` has no `\(about: field.name)` and gives one", property: field.name
        )
      }
      if let slot = entry.event.unsaid {
        return RelationBreach(
          message: "`\(about: entry.event.kind.name)` carries \(about: slot.rawValue) and does not say it",
          property: "\(entry.event.kind.name).\(slot)", notes: ["entry    \(names.line(of: entry))"])
      }
      // Of a kind that was seen before the lane is known to be right.
      guard isNew, entry.event.kind.lane != entry.event.kind.laneByName else { continue }
      return RelationBreach(
        message: "`\(about: entry.event.kind.name)` stands in another lane than its name says",
        notes: ["entry    \(names.line(of: entry))"])
    }
    return nil
  }
}

/// What an event can carry, in words.
private enum EventSlot: String {
  case state = "a status"
  case origin = "where it comes from"
  case source = "a source"
  case reason = "a reason"
  case subject = "a kind"
  case order = "an order"
  case execution = "an execution"
  case instrument = "an instrument"
  case currency = "a currency"
  case note = "a note"
  case person = "a person"
  case assignee = "an assignee"
  case discrepancy = "a discrepancy"
  case sequence = "the number of a record"
  case number = "a count"
  case count = "what was found"
  case quantity = "a quantity"
  case price = "a price"
  case filled = "what is filled"
  case leaves = "what is left"
  case fee = "a fee"
}

extension Event {
  /// A field that the event gives and its kind does not have.
  fileprivate var firstForeign: EventField? {
    EventField.allCases.first { !kind.fields.contains($0) && self[$0] != nil }
  }

  /// What the event carries in a slot that no field of its kind reads as it is; a key does not say an order.
  fileprivate var unsaid: EventSlot? {
    func isUnsaid(_ slot: EventSlot, _ value: Value, _ readers: EventField...) -> Bool {
      !readers.contains { self[$0] == value } && !kind.impliedSlots.contains(slot)
    }
    if let state, isUnsaid(.state, .word(state), .status, .to, .result, .level) { return .state }
    if let origin, isUnsaid(.origin, .word(origin), .from, .instead, .pass) { return .origin }
    if let source, isUnsaid(.source, .word(source), .source, .trigger, .channel, .policy, .by) { return .source }
    if let reason, isUnsaid(.reason, .word(reason), .reason, .side, .point) { return .reason }
    if let subject, isUnsaid(.subject, .word(subject), .kind, .request) { return .subject }
    if order != Event.none, isUnsaid(.order, .order(order), .order) { return .order }
    if execution != Event.none, isUnsaid(.execution, .execution(execution), .exec) { return .execution }
    if instrument != Event.none, isUnsaid(.instrument, .instrument(instrument), .symbol) { return .instrument }
    if currency != Event.none, isUnsaid(.currency, .currency(currency), .currency) { return .currency }
    if note != Event.none, isUnsaid(.note, .text(note), .note) { return .note }
    if person != Event.none, isUnsaid(.person, .text(person), .person) { return .person }
    if assignee != Event.none, isUnsaid(.assignee, .text(assignee), .assignee) { return .assignee }
    if discrepancy != Event.none, isUnsaid(.discrepancy, .discrepancy(discrepancy), .id) { return .discrepancy }
    if sequence != 0, isUnsaid(.sequence, .integer(Int64(clamping: sequence)), .seq) { return .sequence }
    if number != 0, isNumberUnsaid { return .number }
    let isMark = isSaid(.realized, .decimal(leaves)) || isSaid(.figure, .decimal(quantity))
    if count != 0, !isMark, isUnsaid(.count, .integer(count), .found, .failed) { return .count }
    if !quantity.isZero, isUnsaid(.quantity, .decimal(quantity), .qty, .local, .figure, .accuracy) { return .quantity }
    if !price.isZero, isUnsaid(.price, .decimal(price), .price, .pending) { return .price }
    if !filled.isZero, isUnsaid(.filled, .decimal(filled), .filled, .broker, .open) { return .filled }
    if !leaves.isZero, isUnsaid(.leaves, .decimal(leaves), .leaves, .realized) { return .leaves }
    if !fee.isZero, isUnsaid(.fee, .decimal(fee), .fee) { return .fee }
    return nil
  }

  private func isSaid(_ field: EventField, _ value: Value) -> Bool { self[field] == value }

  /// A number is a count, a ticket or a length of time.
  private var isNumberUnsaid: Bool {
    ![.attempt, .records, .orders, .code, .passes, .page].contains { isSaid($0, .integer(number)) }
      && !isSaid(.ticket, .ticket(UInt32(clamping: number)))
      && !isSaid(.delay, .duration(TimeSpan(nanoseconds: number)))
  }
}

extension EventKind {
  /// What an event carries beside what it says: the kind of an order's end says its status, and what was executed is
  /// said by the executions.
  fileprivate var impliedSlots: [EventSlot] {
    switch self {
    case .orderUpdated: [.note, .filled]
    case .orderCancelled: [.state, .origin, .note]
    case .orderRejected: [.state, .origin, .filled]
    case .orderExpired: [.state, .origin, .reason, .note]
    case .brokerRejected: [.filled]
    case .brokerExpired: [.note]
    // An accuracy that is not known is below zero, and is not said.
    case .engineMetrics: [.quantity]
    case .fillDuplicate: [.quantity, .price, .reason]
    default: []
    }
  }

  /// Whose lane an event belongs to by the first word of its name; what no other family claims is the engine's.
  fileprivate var laneByName: Lane {
    if self == .operatorCommand { return .operator }
    switch name.prefix(while: { $0 != "." }) {
    case "trader": return .trader
    case "journal", "checkpoint": return .store
    case "container": return .container
    case "message", "net": return .net
    case "broker": return .broker
    default: return .engine
    }
  }
}
