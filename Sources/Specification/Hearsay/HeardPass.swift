public import Reconciliation
public import Trading

/// A pass that runs, as far as what was asked and answered tells.
public struct HeardPass: Sendable {
  /// Why it runs, by the engine's log.
  public let reason: Word
  /// Which kind it is, by the engine's log.
  public let kind: PassKind
  /// Whether it changes nothing, by the engine's log, and which instruments it looks at, by number; empty for all.
  public let isLook: Bool
  let symbols: Set<UInt32>
  /// How many queries it sends in all, and which of them first, by its place, if it waits for the answer to that one.
  let wanted: Int
  let probe: Int?
  /// When it has to be over.
  let ends: Instant
  /// How many queries it has sent.
  public internal(set) var asked = 0
  /// Whether it has asked for all orders, and not for those that have changed.
  public internal(set) var asksForAllOrders = false
  /// The numbers of the queries without an answer.
  public internal(set) var awaited: [UInt32] = []
  /// The pages that are due: of which list, and from where.
  var pagesDue: [NextPage] = []
  /// What was asked without a usable answer.
  public internal(set) var failed: Set<Word> = []
  /// Whether a query ended without a usable answer.
  public var hasFailed: Bool { !failed.isEmpty }
  /// The answer about orders, if it came.
  public internal(set) var orders: Snapshot<OrderReport>?
  /// The answer about executions, if it came.
  public internal(set) var executions: Snapshot<Execution>?
  /// The answer about positions and cash, if it came.
  public internal(set) var account: AccountReport?

  /// Whether every query has ended.
  public var isDone: Bool { asked > 0 && awaited.isEmpty && pagesDue.isEmpty && !isProbed }

  /// Whether its first query was answered, for which it has waited, and the rest is due.
  var isProbed: Bool {
    probe != nil && awaited.isEmpty && pagesDue.isEmpty && !hasFailed && asked == 1 && wanted > 1
  }

  /// Which of its queries it sends next, by the place in which a pass sends them all.
  var next: Int {
    guard let probe else { return asked }
    return asked == 0 ? probe : asked <= probe ? asked - 1 : asked
  }

  /// A pass starts.
  ///
  /// - Parameter silent: how many passes in a row got no answer at all.
  init(_ event: Event, at now: Instant, symbols: Set<UInt32>, silent: Int, _ configuration: EngineConfiguration) {
    reason = event.reason ?? .start
    kind = event.subject.flatMap { PassKind($0) } ?? .full
    isLook = event.source == .review
    self.symbols = isLook ? symbols : []
    wanted = (kind.asksOrders ? 2 : 1) + (kind.asksAccount(configuration) ? 1 : 0)
    let isProbing = configuration.probesFirst && !isLook && reason != .operator && (reason == .reconnect || silent > 0)
    probe = isProbing ? (wanted - 1) - silent % wanted : nil
    ends = now + configuration.passTimeout
  }

  /// Whether it looks at what is about an instrument.
  func looks(at instrument: InstrumentID) -> Bool { symbols.isEmpty || symbols.contains(instrument.index) }

  /// A query is sent.
  mutating func ask(_ request: Request) {
    awaited.append(request.id.number)
    guard request.cursor == nil else { return pagesDue.removeAll { $0.content == request.content } }
    asked += 1
    if case .orders = request.content { asksForAllOrders = true }
  }

  /// A query has ended with an answer to it, with one to something else, or without any.
  ///
  /// - Returns: Whether every query has ended now.
  mutating func settle(_ request: Request, with input: EngineInput) -> Bool {
    guard let index = awaited.firstIndex(of: request.id.number) else { return isDone }
    awaited.remove(at: index)
    switch (request.content, input) {
    case (.orders, .response(_, .orders(let page))), (.changedOrders, .response(_, .orders(let page))):
      guard !page.standsStill(at: request.cursor) else { return fail(request) }
      orders = page.following(orders).withoutRepeats
    case (.executions, .response(_, .executions(let page))):
      guard !page.standsStill(at: request.cursor) else { return fail(request) }
      executions = page.following(executions)
    case (.account, .response(_, .account(let report))): account = report
    default: return fail(request)
    }
    if case .response(_, let response) = input, let cursor = request.goesOn(after: response) {
      pagesDue.append(NextPage(content: request.content, cursor: cursor))
    }
    return isDone
  }

  private mutating func fail(_ request: Request) -> Bool {
    failed.insert(request.content.kind)
    return isDone
  }

  /// What was asked, and answered.
  private var answered: [Word] {
    [orders.map { _ in .orders }, executions.map { _ in .executions }, account.map { _ in .account }].compactMap { $0 }
  }

  /// Whether any query was answered.
  var isAnswered: Bool { orders != nil || executions != nil || account != nil }

  /// Takes out of what was asked in vain what is answered now, and puts in what is not.
  func settle(_ lacking: inout Set<Word>) {
    if !failed.isEmpty { lacking.formUnion(failed) }
    guard !lacking.isEmpty else { return }
    for answer in answered where !failed.contains(answer) { lacking.remove(answer) }
  }

  /// Whether the answers about orders and executions do not say all that the broker has.
  var isCutShort: Bool { (orders?.isCutShort ?? false) || (executions?.isCutShort ?? false) }

  /// Up to which change at the broker the answer about executions is whole; zero if it proves nothing.
  var knownUpTo: BrokerSequence {
    guard let executions, executions.isWhole, executions.asOf.isPossible else { return .zero }
    return executions.asOf
  }
}

/// A page of a list that is to be asked for.
struct NextPage: Hashable, Sendable {
  /// What was asked for, and is now.
  var content: Request.Content
  /// From where the list goes on.
  var cursor: PageCursor
}

/// A pass without its answers, for those who ask no more of it when it has ended: it is copied and thrown away for
/// nothing.
struct EndedPass: Sendable {
  let reason: Word
  let kind: PassKind
  let hasFailed: Bool
  let isCutShort: Bool
}

extension HeardPass {
  /// The pass without its answers.
  var withoutAnswers: EndedPass {
    EndedPass(reason: reason, kind: kind, hasFailed: hasFailed, isCutShort: isCutShort)
  }
}

extension Snapshot {
  /// Whether an answer says itself that rows are lacking, or as of when it is cannot be so (design, section 3, rule 2).
  var isCutShort: Bool { !isWhole || !asOf.isPossible }
}

extension BrokerSequence {
  /// Whether a broker can have counted so far: 2⁶² and more would make all that comes later look old.
  var isPossible: Bool { value >> 62 == 0 }
}

extension Hearsay {
  /// Whether the input of this turn, which a clause is still looking at, ends the failure of the store.
  func storeReturns(with input: EngineInput) -> Bool {
    guard isStoreFailing, case .persisted(let sequence) = input, let retriedUpTo else { return false }
    return sequence >= retriedUpTo
  }

  /// Takes what the log says of passes.
  mutating func take(pass event: Event, at now: Instant, _ configuration: EngineConfiguration) {
    isPassDone = false
    if event.kind == .reconcileStarted {
      let started = HeardPass(
        event, at: now, symbols: wantedLook?.symbols ?? [], silent: silentPasses, configuration)
      if started.isLook { wantedLook = nil }
      pass = started
    } else if let ended = pass {
      if !ended.isLook {
        hasLastPassFailed = ended.hasFailed
        silentPasses = ended.isAnswered ? 0 : silentPasses + 1
        ended.settle(&lacking)
        executionsKnownUpTo = max(executionsKnownUpTo, ended.knownUpTo)
      }
      pass = nil
    }
  }
}
