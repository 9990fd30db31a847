import Reconciliation

/// `pages`: how a list is asked for that comes in pages.
struct Pages: Clause {
  static let page = ClausePage(
    "pages", .passes, .action,
    "a list of orders or executions is asked for `batch` rows at most, and from its beginning; when a page of it says that "
      + "there is more, the same is asked for at once from the place that it names, which is logged as snapshot.continued "
      + "with the number of the page; no page is asked for otherwise, and nothing else has a limit or a place",
    source: "strategies document, section 3: batch_size; design, section 3, rule 2", settings: [.batch])
  static let hooks: ClauseHooks = [.begin, .effects, .end]
  static let beginnings: ClauseInputs = [.start, .passAnswer]
  static let endings: ClauseInputs = [.passAnswer]
  static let effects: ClauseEffects = [.send, .ask]
  static let lines: [EventKind] = [.reconcileStarted, .snapshotContinued]

  private var batch: Int
  /// The page that is due in this turn.
  private var due: NextPage?
  /// Whether the log has told of it.
  private var isTold = false
  /// How many pages of each list have come in the pass that runs.
  private var pages: [Word: Int64] = [:]

  init(_ configuration: EngineConfiguration) { batch = configuration.batch }

  mutating func change(_ configuration: EngineConfiguration) { batch = configuration.batch }

  mutating func begin(_ scene: inout Scene) {
    guard case .response(_, let response) = scene.turn.input, let request = scene.hearsay.settled?.request else {
      return
    }
    guard let cursor = request.goesOn(after: response) else { return }
    due = NextPage(content: request.content, cursor: cursor)
    isTold = false
    pages[request.content.kind, default: 0] += 1
  }

  mutating func take(_ effect: EngineEffect, _ scene: inout Scene) {
    switch effect {
    case .log(let event) where event.kind == .reconcileStarted: pages = [:]
    case .log(let event) where event.kind == .snapshotContinued: look(event, &scene)
    case .send(let request):
      let limit = isList(request.content) ? batch : nil
      scene.require(
        request.limit == limit,
        "\(request.content.kind.text) was asked for with \(Pages.text(request.limit)), and \(Pages.text(limit)) is due",
        cause: "limit")
      if let cursor = request.cursor { look(request, from: cursor, &scene) }
    default: return
    }
  }

  private mutating func look(_ event: Event, _ scene: inout Scene) {
    let number = due.map { (pages[$0.content.kind] ?? 0) + 1 }
    guard event.subject == due?.content.kind, event.number == number else {
      return scene.breach(
        "snapshot.continued tells of page \(event.number) of \(event.subject?.text ?? "nothing"), and "
          + (due.map { "page \(number ?? 0) of \($0.content.kind.text)" } ?? "none") + " is due", cause: "told")
    }
    isTold = true
  }

  private mutating func look(_ request: Request, from cursor: PageCursor, _ scene: inout Scene) {
    let asked = NextPage(content: request.content, cursor: cursor)
    if asked != due {
      scene.breach(
        "a page of \(request.content.kind.text) was asked for from \(cursor.value), and "
          + (due.map { "one of \($0.content.kind.text) from \($0.cursor.value)" } ?? "none") + " is due", cause: "asked"
      )
    } else if !isTold {
      scene.breach("a page of \(request.content.kind.text) was asked for, and no line tells of it", cause: "not told")
    }
    due = nil
  }

  private func isList(_ content: Request.Content) -> Bool {
    switch content {
    case .orders, .changedOrders, .executions: true
    default: false
    }
  }

  private static func text(_ limit: Int?) -> String { limit.map { "a limit of \($0)" } ?? "no limit" }

  mutating func end(_ scene: inout Scene) {
    if let due {
      scene.breach(
        "the list of \(due.content.kind.text) goes on from \(due.cursor.value), and its next page was not asked for",
        cause: "left out")
    }
    due = nil
  }
}
