import Reconciliation

/// A set of clauses, by place in the catalogue.
///
/// Two words of bits: the first clauses of the catalogue are in the low one.
struct ClauseSet: Sendable {
  /// How many clauses a set has room for.
  static let capacity = 2 * UInt64.bitWidth

  private var low: UInt64 = 0
  private var high: UInt64 = 0

  var isEmpty: Bool { low | high == 0 }

  mutating func insert(_ place: Int) { set(place, true) }

  mutating func set(_ place: Int, _ isIn: Bool) {
    let bit: UInt64 = 1 << UInt64(place & 63)
    if place < UInt64.bitWidth {
      low = isIn ? low | bit : low & ~bit
    } else {
      high = isIn ? high | bit : high & ~bit
    }
  }

  mutating func formUnion(_ other: ClauseSet) {
    low |= other.low
    high |= other.high
  }

  func intersection(_ other: ClauseSet) -> ClauseSet {
    var both = self
    both.low &= other.low
    both.high &= other.high
    return both
  }

  /// Takes out the first one, or tells that there is none.
  mutating func popFirst() -> Int? {
    if low != 0 {
      let place = low.trailingZeroBitCount
      low &= low &- 1
      return place
    }
    guard high != 0 else { return nil }
    let place = high.trailingZeroBitCount
    high &= high &- 1
    return UInt64.bitWidth + place
  }
}

/// Which clauses look at what: worked out once, so that a turn calls nobody who has nothing to say about it.
final class ClauseRoster: Sendable {
  /// The roster of the catalogue.
  static let standard = ClauseRoster(Specification.catalogue)

  /// By ``TurnKind``: who is called at the beginning and at the end of a turn.
  let beginning: [ClauseSet], ending: [ClauseSet]
  /// Who is called at the end of a turn that has shown them something, that calls for records, and that leaves
  /// something open about an order.
  let endingWhenShown: ClauseSet, endingWhenDue: ClauseSet, endingWhenUnsettled: ClauseSet
  /// By ``RecordKind``: who is called before and after a record, and who of them looks at all.
  let before: [ClauseSet], after: [ClauseSet]
  /// By ``EffectKind``, and by kind of a line of the log: who is called for an effect.
  let effects: [ClauseSet], lines: [ClauseSet]
  /// Who is called for an effect at all: everybody of them is in the turn of a start.
  let effectsOfStart: ClauseSet

  private init(_ catalogue: [any Clause.Type]) {
    precondition(catalogue.count <= ClauseSet.capacity, "a set of clauses has \(ClauseSet.capacity) places")
    func places(_ hook: ClauseHooks, _ looks: (any Clause.Type) -> Bool) -> ClauseSet {
      var places = ClauseSet()
      for place in catalogue.indices where catalogue[place].hooks.contains(hook) && looks(catalogue[place]) {
        places.insert(place)
      }
      return places
    }
    beginning = TurnKind.allCases.map { kind in places(.begin) { $0.beginnings.contains(kind) } }
    ending = TurnKind.allCases.map { kind in places(.end) { $0.endings.contains(kind) } }
    endingWhenShown = places(.end) { _ in true }
    endingWhenDue = places(.end) { $0.endsWhenDue }
    endingWhenUnsettled = places(.end) { $0.endsWhenUnsettled }
    before = RecordKind.allCases.map { kind in places(.willRecord) { $0.records.contains(kind) } }
    after = RecordKind.allCases.map { kind in places(.didRecord) { $0.records.contains(kind) } }
    effects = EffectKind.allCases.map { kind in places(.effects) { $0.effects.contains(kind) } }
    lines = (0...EventKind.allCases.reduce(0) { max($0, $1.rawValue) }).map { value in
      EventKind(rawValue: value).map { kind in places(.effects) { $0.lines.contains(kind) } } ?? ClauseSet()
    }
    effectsOfStart = places(.effects) { _ in true }
  }

  /// Who is called for an effect that is no line of the log.
  func takers(of kind: EffectKind) -> ClauseSet { effects[Int(kind.rawValue)] }

  /// Who is called for a line of the log.
  func takers(of kind: EventKind) -> ClauseSet { lines[Int(kind.rawValue)] }
}

extension EffectKind {
  /// The kind of what is done to a timer.
  init(_ timer: Timer) {
    self =
      switch timer {
      case .request: .deadline
      case .order, .stranger, .lookUps: .wakeUp
      case .orderPoll, .fullPass, .metrics: .clock
      case .passRetry: .passRetry
      case .streamSilence, .blindness: .silence
      case .store: .storeRetry
      case .bus: .busRetry
      case .tickets: .tickets
      }
  }
}

extension RecordKind {
  /// The kind of a record.
  init(_ record: JournalRecord) {
    self =
      switch record {
      case .order: .order
      case .execution: .execution
      case .position, .cash, .control(.accountSeen): .figure
      case .discrepancy: .discrepancy
      case .ticket: .ticket
      case .control: .control
      }
  }
}

extension Hearsay {
  /// The kind of a turn whose input was taken already.
  func kind(of input: EngineInput) -> TurnKind {
    switch input {
    case .started: .start
    case .command, .operatorCommand: .command
    case .response(_, .done), .response(_, .order), .response(_, .refused): .orderAnswer
    case .response, .requestFailed, .timer(.request):
      hasSettledQuery ? isPassDone ? .passEnd : .passAnswer : .orderAnswer
    case .streamUpdate(.heartbeat): .heartbeat
    case .streamUpdate: .report
    case .streamConnected, .streamLost: .connection
    case .timer(.orderPoll), .timer(.fullPass), .timer(.passRetry), .timer(.metrics): .clock
    case .timer(.streamSilence), .timer(.blindness): .silence
    case .timer(.order), .timer(.stranger), .timer(.lookUps): .wakeUp
    case .timer(.store): .storeRetry
    case .timer(.bus): .busRetry
    case .timer(.tickets): .ticketsDue
    case .persisted: .durable
    case .persistFailed: .storeFailure
    case .publishFailed, .published: .bus
    case .stopping: .stop
    }
  }

  /// Whether a query of a pass has ended in this turn.
  var hasSettledQuery: Bool {
    guard let settled else { return false }
    return settled.request.content.order == nil
  }
}
