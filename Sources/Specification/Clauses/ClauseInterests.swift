/// A set of the kinds of something, of which there are at most as many as a word has bits.
struct Kinds<Kind: CaseIterable & RawRepresentable>: ExpressibleByArrayLiteral, Sendable
where Kind.RawValue == UInt8 {
  private(set) var bits: UInt32 = 0

  init(arrayLiteral kinds: Kind...) { for kind in kinds { bits |= 1 << UInt32(kind.rawValue) } }

  /// Every kind.
  static var all: Self {
    var all: Self = []
    for kind in Kind.allCases { all.bits |= 1 << UInt32(kind.rawValue) }
    return all
  }

  func contains(_ kind: Kind) -> Bool { bits & 1 << UInt32(kind.rawValue) != 0 }

  /// The kinds of either set.
  static func | (left: Self, right: Self) -> Self {
    var union = left
    union.bits |= right.bits
    return union
  }
}

/// The inputs at whose turns a clause has something to do.
typealias ClauseInputs = Kinds<TurnKind>
/// The records that a clause looks at.
typealias ClauseRecords = Kinds<RecordKind>
/// The effects that a clause looks at; at a start it is shown all.
typealias ClauseEffects = Kinds<EffectKind>

/// The kinds of turn that clauses tell apart.
enum TurnKind: UInt8, CaseIterable {
  /// The process is up.
  case start
  /// A trader wants something, or an operator does.
  case command
  /// A query of a pass has ended, and another one of it has not.
  case passAnswer
  /// The last query of a pass has ended.
  case passEnd
  /// A request about an order has ended, or an answer came that nobody waits for or that is none to its request.
  case orderAnswer
  /// The stream tells of an order.
  case report
  /// The stream tells that it is alive.
  case heartbeat
  /// The stream comes or goes.
  case connection
  /// A pass is due.
  case clock
  /// The stream may be silent, or the engine blind for too long.
  case silence
  /// An order is to be looked at.
  case wakeUp
  /// The store is to be tried again.
  case storeRetry
  /// A ticket is due.
  case ticketsDue
  /// The store has taken records.
  case durable
  /// The store has not taken records.
  case storeFailure
  /// The bus has not taken events, or has taken what it had not.
  case bus
  /// The bus is to be tried again.
  case busRetry
  /// The process is about to end.
  case stop
}

extension ClauseInputs {
  /// A request has ended, with an answer or without.
  static let answer: ClauseInputs = [.passAnswer, .passEnd, .orderAnswer]
  /// Whatever the stream does.
  static let stream: ClauseInputs = [.report, .heartbeat, .connection]
  /// The store has taken records, or has not.
  static let store: ClauseInputs = [.durable, .storeFailure]
}

/// The kinds of record that clauses tell apart.
enum RecordKind: UInt8, CaseIterable {
  /// A record about an order.
  case order
  /// A record of an execution.
  case execution
  /// A figure taken over: a position or a balance.
  case figure
  /// A record about a discrepancy.
  case discrepancy
  /// A record about a ticket.
  case ticket
  /// An order of an operator.
  case control
}

/// The kinds of effect that clauses tell apart, beside the lines of the log.
enum EffectKind: UInt8, CaseIterable {
  /// A request about an order.
  case send
  /// A query of a pass.
  case ask
  /// A record that was handed to the store before.
  case repeated
  /// A checkpoint.
  case checkpoint
  /// An event on the bus.
  case publish
  /// An alert.
  case notify
  /// The deadline of a request, set or taken back.
  case deadline
  /// The wake-up of an order, set or taken back.
  case wakeUp
  /// The clock of polls or full passes, set or taken back.
  case clock
  /// The repeat of a pass, set or taken back.
  case passRetry
  /// The watch for silence or for blindness, set or taken back.
  case silence
  /// The retry of the store, set or taken back.
  case storeRetry
  /// The retry of the bus, set or taken back.
  case busRetry
  /// The wake-up for tickets, set or taken back.
  case tickets
}
