import Reconciliation

/// Which clauses look at what, by place in the catalogue: worked out once, so that a turn calls nobody who has nothing to
/// say about it.
final class ClauseRoster: Sendable {
  /// The roster of the catalogue.
  static let standard = ClauseRoster(Specification.catalogue)

  /// By ``place(of:)-(EngineInput)``: who is called at the beginning and at the end of a turn.
  let beginning: [[Int]], ending: [[Int]]
  /// By ``place(of:)-(JournalRecord)``: who is called before and after a record.
  let before: [[Int]], after: [[Int]]
  /// By ``place(of:)-(EngineEffect)``: who is called for an effect; in the turn of a start everybody who ever is.
  let effects: [[Int]], effectsOfStart: [[Int]]

  private init(_ catalogue: [any Clause.Type]) {
    func places(_ hook: ClauseHooks, _ looks: (any Clause.Type) -> Bool) -> [Int] {
      catalogue.indices.filter { catalogue[$0].hooks.contains(hook) && looks(catalogue[$0]) }
    }
    let inputs = (0..<ClauseInputs.count).map { ClauseInputs(rawValue: 1 << UInt8($0)) }
    beginning = inputs.map { input in places(.begin) { $0.beginnings.contains(input) } }
    ending = inputs.map { input in places(.end) { $0.endings.contains(input) } }
    let records = (0..<ClauseRecords.count).map { ClauseRecords(rawValue: 1 << UInt8($0)) }
    before = records.map { record in places(.willRecord) { $0.records.contains(record) } }
    after = records.map { record in places(.didRecord) { $0.records.contains(record) } }
    let sorts = (0..<ClauseEffects.count).map { ClauseEffects(rawValue: 1 << UInt16($0)) }
    let lines = (0...EventKind.allCases.reduce(0) { max($0, $1.rawValue) }).map { EventKind(rawValue: $0) }
    effects =
      sorts.map { sort in places(.effects) { $0.effects.contains(sort) } }
      + lines.map { kind in
        places(.effects) { clause in clause.effects.contains(.log) || kind.map { clause.lines.contains($0) } ?? false }
      }
    effectsOfStart = Array(repeating: places(.effects) { _ in true }, count: effects.count)
  }

  /// The place of an input in ``beginning`` and ``ending``.
  static func place(of input: EngineInput) -> Int {
    switch input {
    case .started: 0
    case .command, .operatorCommand: 1
    case .response, .requestFailed, .timer(.request): 2
    case .streamUpdate, .streamConnected, .streamLost: 3
    case .timer: 4
    case .persisted, .persistFailed: 5
    case .stopping: 6
    }
  }

  /// The place of a record in ``before`` and ``after``.
  static func place(of record: JournalRecord) -> Int {
    switch record {
    case .order: 0
    case .execution: 1
    case .position, .cash: 2
    case .discrepancy: 3
    case .control: 4
    }
  }

  /// The place of an effect in ``effects``.
  static func place(of effect: EngineEffect) -> Int {
    switch effect {
    case .send: 0
    case .persist: 1
    case .writeCheckpoint: 2
    case .publish: 3
    case .notify: 4
    case .setTimer(.request, _), .cancelTimer(.request): 5
    case .setTimer(.order, _), .cancelTimer(.order): 6
    case .setTimer, .cancelTimer: 7
    case .log(let event): ClauseEffects.count + Int(event.kind.rawValue)
    }
  }
}
