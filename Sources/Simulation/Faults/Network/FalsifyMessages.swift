import Reconciliation
import Trading

/// A message arrives with wrong contents.
private struct FalsifyMessages: MessageFault {
  let lie: MessageLie

  // What comes behind the truth needs the truth before it.
  func concerns(_ passage: Passage, _ scene: Scene) -> Bool {
    !passage.isFalsified && lie.told(of: passage.envelope, scene) != nil
  }

  func meet(_ passage: inout Passage, _ turn: inout FaultTurn) -> Fate {
    guard let message = lie.told(of: passage.envelope, turn.scene) else { return .goesOn }
    // An answer tells both in its rows: a second answer to the same question is none.
    if lie.isAddition, case .stream = message {
      passage.afterthought = message
    } else {
      passage.envelope.message = message
      passage.isFalsified = true
      passage.afterthought = nil
    }
    passage.event = passage.told(.messageFalsified)
    passage.event?.reason = lie.word
    return .goesOn
  }
}

extension NetworkEffect {
  /// It says what is not so.
  public static func falsify(_ lie: MessageLie) -> NetworkEffect { NetworkEffect(FalsifyMessages(lie: lie)) }
}

/// What a message can say that is not so.
///
/// Each is one that an engine can see through, or that some later answer puts right: no engine can do better than a
/// broker that says one wrong thing on all channels.
public enum MessageLie: String, Hashable, Sendable, CaseIterable {
  /// An order or execution is on the other side.
  case wrongSide = "wrong-side"
  /// An order or execution is of another instrument.
  case wrongInstrument = "wrong-instrument"
  /// A quantity is below zero.
  case negative
  /// Behind an execution comes another one under its id, with other figures.
  case reusedID = "id-reused"
  /// The answer is about another order.
  case wrongOrder = "wrong-order"
  /// A working order is said to be filled, without executions.
  case filled
  /// A look-up says that the broker does not know the order.
  case absent
  /// A quantity is the largest there can be.
  case enormous
  /// An order has executed less than was told before.
  case lessFilled = "less-filled"
  /// The broker's count of changes is one that it never reaches.
  case ahead

  /// The lie as events name it.
  var word: Word {
    switch self {
    case .wrongSide: .wrongSide
    case .wrongInstrument: .wrongInstrument
    case .negative: .negative
    case .reusedID: .idReused
    case .wrongOrder: .wrongOrder
    case .filled: .filled
    case .absent: .absent
    case .enormous: .enormous
    case .lessFilled: .lessFilled
    case .ahead: .ahead
    }
  }

  /// Whether it comes behind the truth and not in its place.
  var isAddition: Bool { self == .reusedID }

  /// The message that tells the lie; nil if there is nothing in this one to lie about.
  func told(of envelope: Envelope, _ scene: Scene) -> Message? {
    switch envelope.message {
    case .stream(.order(let report, let kind)):
      falsified(report, scene).map { .stream(.order($0, kind: kind)) }
    case .stream(.execution(let execution, let report)): told(of: execution, report, scene)
    case .response(let id, let response): told(of: response, to: envelope.label.order, scene).map { .response(id, $0) }
    case .stream(.heartbeat), .request, .failure, .streamUp, .streamDown: nil
    }
  }

  private func told(of execution: Execution, _ report: OrderReport, _ scene: Scene) -> Message? {
    if [.filled, .lessFilled].contains(self) {
      return falsified(report, scene).map { .stream(.execution(execution, $0)) }
    }
    guard let other = falsified(execution, scene) else { return nil }
    return .stream(.execution(other, isAddition ? report : falsified(report, scene) ?? report))
  }

  private func told(of response: Response, to order: UInt32, _ scene: Scene) -> Response? {
    switch response {
    case .done(let report):
      guard self == .wrongOrder else { return falsified(report, scene).map { .done($0) } }
      return another(than: report.order.index, scene).map { .done($0) }
    case .order(let report):
      switch self {
      case .wrongOrder: return another(than: order, scene).map { .order($0) }
      case .absent: return report == nil ? nil : .order(nil)
      default: return report.flatMap { falsified($0, scene) }.map { .order($0) }
      }
    case .orders(var snapshot) where self == .ahead:
      snapshot.asOf = MessageLie.count
      return .orders(snapshot)
    case .executions(var snapshot) where self == .ahead:
      snapshot.asOf = MessageLie.count
      return .executions(snapshot)
    case .account(var account) where self == .ahead:
      account.asOf = MessageLie.count
      return .account(account)
    case .orders(var snapshot):
      // The youngest order of which the lie can be told.
      for index in snapshot.rows.indices.reversed() {
        guard let report = falsified(snapshot.rows[index], scene) else { continue }
        snapshot.rows[index] = report
        return .orders(snapshot)
      }
      return nil
    case .executions(var snapshot):
      guard let newest = snapshot.answer.last, let execution = falsified(newest, scene) else { return nil }
      if !isAddition { snapshot.rows.removeLast() }
      snapshot.rows.append(execution)
      return .executions(snapshot)
    case .refused, .account: return nil
    }
  }

  /// What no broker counts to.
  private static let count = BrokerSequence(.max - 1)
  /// The largest quantity.
  private static let amount = (try? Decimal(units: .max)) ?? .one

  private func another(than order: UInt32, _ scene: Scene) -> OrderReport? {
    scene.orders.last { $0.order.index != order }
  }

  private func falsified(_ report: OrderReport, _ scene: Scene) -> OrderReport? {
    var report = report
    switch self {
    case .wrongSide: report.side = report.side.opposite
    case .wrongInstrument:
      guard let other = another(than: report.instrument, scene) else { return nil }
      report.instrument = other
    case .negative:
      if report.filled.isPositive {
        report.filled = -report.filled
      } else {
        report.terms.quantity = -report.terms.quantity
      }
    case .filled:
      guard report.status.isWorking, report.filled < report.terms.quantity else { return nil }
      report.status = .filled
      report.filled = report.terms.quantity
    case .enormous: report.filled = MessageLie.amount
    case .lessFilled:
      guard report.status.isWorking, report.filled.isPositive else { return nil }
      report.filled = .zero
    case .ahead: report.sequence = MessageLie.count
    case .reusedID, .wrongOrder, .absent: return nil
    }
    return report
  }

  private func falsified(_ execution: Execution, _ scene: Scene) -> Execution? {
    var execution = execution
    switch self {
    case .wrongSide: execution.side = execution.side.opposite
    case .wrongInstrument:
      guard let other = another(than: execution.instrument, scene) else { return nil }
      execution.instrument = other
    case .negative: execution.quantity = -execution.quantity
    case .reusedID:
      guard let more = try? execution.quantity + execution.quantity else { return nil }
      execution.quantity = more
    case .enormous:
      // What is worth more than can be counted can be seen through; the largest quantity of what costs little cannot.
      guard (try? MessageLie.amount * execution.price) == nil else { return nil }
      execution.quantity = MessageLie.amount
    case .ahead: execution.sequence = MessageLie.count
    case .filled, .lessFilled, .wrongOrder, .absent: return nil
    }
    return execution
  }

  private func another(than instrument: InstrumentID, _ scene: Scene) -> InstrumentID? {
    guard scene.instrumentCount > 1 else { return nil }
    return InstrumentID(index: (instrument.index + 1) % UInt32(scene.instrumentCount))
  }
}

extension Side {
  fileprivate var opposite: Side { self == .buy ? .sell : .buy }
}
