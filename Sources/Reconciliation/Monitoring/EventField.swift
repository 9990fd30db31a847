public import Trading

/// A named, typed field of an event.
///
/// The name is what scenario files, traces and JSON use; the type tells the parser which values are legal.
public enum EventField: UInt8, Hashable, Sendable, CaseIterable {
  case order, key, exec, symbol, currency, side
  case qty, price, filled, leaves, local, broker, realized
  case instead, trigger, pass
  case status, from, to, source, reason, kind, result, request, channel, policy, by, point
  case id, seq, attempt, records, orders, found, code, delay, note
  case ticket, level, figure, person, assignee
  case passes, failed, accuracy, open, pending
  case page, fee

  /// The kinds of value that a field can have.
  public enum ValueType: Hashable, Sendable {
    /// The name of an order.
    case order
    /// The client order id of an order.
    case key
    /// The name of an execution.
    case execution
    /// The name of an instrument.
    case instrument
    /// The name of a currency.
    case currency
    /// An exact decimal.
    case decimal
    /// A whole number.
    case integer
    /// The name of a discrepancy: D1, D2, ... in order of creation.
    case discrepancy
    /// The name of a ticket: T1, T2, ... in order of opening.
    case ticket
    /// A length of time.
    case duration
    /// One of these words.
    case word([Word])
    /// Free text.
    case text
  }

  /// The name of the field as files write it.
  public var name: String { EventField.names[Int(rawValue)] }

  /// The field of that name, if there is one.
  public init?(name: some StringProtocol) {
    guard let index = EventField.names.firstIndex(where: { $0 == name }) else { return nil }
    self = EventField.allCases[index]
  }

  /// By raw value: to print a case takes as long as to print a whole event by these.
  private static let names: [String] = allCases.map { "\($0)" }

  /// The kind of value that the field has.
  public var type: ValueType {
    switch self {
    case .order: .order
    case .key: .key
    case .exec: .execution
    case .symbol: .instrument
    case .currency: .currency
    case .side: .word([.buy, .sell])
    case .qty, .price, .filled, .leaves, .local, .broker, .realized, .figure, .accuracy, .open, .pending, .fee: .decimal
    case .status, .from, .to: .word(Word.orderStatuses)
    case .source: .word([.stream, .response, .poll, .query, .replay, .policy, .trader, .operator])
    case .reason: .word(Word.reasons)
    case .kind: .word(Word.subjects)
    case .instead, .pass: .word(Word.passKinds)
    case .trigger: .word(Word.passTriggers)
    case .result: .word([.clean, .fixed, .differs, .incomplete, .failed])
    case .request: .word(Word.requestKinds + Word.operatorCommands)
    case .channel: .word([.requests, .responses, .stream])
    case .policy: .word(Word.policies)
    case .by: .word([.auto, .operator, .hand])
    case .point: .word(Word.crashPoints)
    case .id: .discrepancy
    case .ticket: .ticket
    case .level: .word(Level.allCases.map(\.word))
    case .seq, .attempt, .records, .orders, .found, .code, .passes, .failed, .page: .integer
    case .delay: .duration
    case .note, .person, .assignee: .text
    }
  }
}

extension Word {
  /// What an entry can be about, where its field is called `kind`.
  fileprivate static let subjects: [Word] = [
    discrepancyKinds, [.storeFailure, .busFailure, .emptyStore, .startup, .blind, .waiting], recordKinds, messageKinds,
    passKinds,
  ].flatMap { $0 }

  /// The statuses of an order, in the order of ``OrderStatus``.
  public static let orderStatuses: [Word] = [
    .pending, .submitted, .unknown, .open, .partial, .filled, .cancelled, .rejected, .expired,
  ]

  /// The kinds of discrepancy.
  public static let discrepancyKinds: [Word] = [
    .quantityMismatch, .priceDiscrepancy, .statusInconsistency, .missingOrder, .missingPosition,
    .duplicateExecution, .unknownOrder, .overfill, .invalidReport, .cashMismatch, .termsMismatch,
    .contradiction, .timingConflict,
  ]

  /// In the name of what a figure is taken over, or a pass only looks.
  private static let figurePolicies: [Word] =
    [.adoptBroker, .withinLimit, .review, .operator, .undone, .latestTimestamp, .weightedAverage]

  /// In the name of what the engine does something of its own.
  public static let policies: [Word] = figurePolicies + [.report, .lookUp, .cancel]

  /// The kinds of pass.
  public static let passKinds: [Word] = PassKind.allCases.map(\.word)

  /// What wants a kind of pass that can lack something.
  public static let passTriggers: [Word] = PassClock.allCases.map(\.word) + [.operator]

  /// What a request can ask for.
  public static let requestKinds: [Word] = [.place, .cancel, .replace, .query, .orders, .executions, .account]

  /// What an operator can ask for.
  public static let operatorCommands: [Word] = [
    .reconcile, .choose, .halt, .resume, .acknowledge, .assign, .resolve, .prioritize, .stop, .release,
  ]

  /// What a message can be: a request, its response, or a stream update.
  public static let messageKinds: [Word] = requestKinds + [.ack, .fill, .reject, .expire, .trigger, .heartbeat]

  /// The kinds of journal record.
  public static let recordKinds: [Word] = [
    .accepted, .attempt, .status, .execution, .cancelIntent, .replaceIntent, .intentEnd, .terms, .position, .cash,
    .discrepancy, .resolution, .halted, .held, .chosen, .ticket, .ticketUpdate, .ticketEnd, .ticketStep,
    .stopped, .verified, .opening, .staleOrder, .passReport, .adopted, .archived, .accountSeen,
  ]

  /// The effect boundaries at which a container can be killed.
  public static let crashPoints: [Word] = [
    .persistBefore, .persistUnsynced, .persistAfter, .publishBefore, .publishAfter, .checkpointBefore,
    .checkpointAfter, .sendBefore, .sendAfter, .reconcileMiddle,
  ]

  /// Why something failed, was refused, was done or was started.
  public static let reasons: [Word] = [
    .timeout, .reset, .serverError, .rateLimited, .refusedByBroker, .late, .duplicateKey, .terminal, .unsent,
    .noSuchOrder, .inFlight, .belowFilled, .invalid, .halted, .starting, .silence, .cut, .incomplete, .stale, .older,
    .truncated, .empty, .omits, .absent, .inferable, .exhausted, .worseThanLimit, .overflow, .idReused,
    .wrongInstrument,
    .wrongSide,
    .noSpace,
    .ioError, .corrupt, .disabled, .start, .restart, .crash, .poll, .full, .startup, .reconnect, .mismatch, .postTrade,
    .operator, .filled, .cancelled, .rejected, .expired, .policy, .unknownOrder, .trader, .failed, .passLimit,
    .dayLimit, .negative, .wrongOrder, .enormous, .lessFilled, .ahead, .unchanged, .unconfirmed, .unsafe,
    .unpromised, .paper, .acceptBroker, .acceptLocal, .figure, .discard, .ignore, .role, .noSuchTicket, .escalated,
    .reminder, .blocked, .stopped, .review, .refuse, .passTimeout, .busted, .corrected, .unknownExecution, .repeats,
    .contents, .adopt, .cancel, .adoptBroker, .withinLimit, .latestTimestamp, .leftOut,
    .busFailure, .moving, .replace, .pending, .submitted, .unknown,
  ]

  /// The word for an order status.
  @inlinable
  public init(_ status: OrderStatus) {
    self =
      switch status {
      case .pending: .pending
      case .submitted: .submitted
      case .unknown: .unknown
      case .open: .open
      case .partial: .partial
      case .filled: .filled
      case .cancelled: .cancelled
      case .rejected: .rejected
      case .expired: .expired
      }
  }

  /// The word for a side.
  @inlinable
  public init(_ side: Side) {
    self = side == .buy ? .buy : .sell
  }
}
