import Reconciliation
import Trading

extension Snapshot {
  /// Whether the answer has all that was asked for: neither does it say that rows are lacking, nor that there are more.
  var isWhole: Bool { isComplete && more == nil }

  /// Whether a page that was asked for from some place says that the list goes on from that very place, or one before it:
  /// then it is none.
  func standsStill(at cursor: PageCursor?) -> Bool {
    guard let from = cursor?.value, let more else { return false }
    return more.value <= from
  }

  /// What a list says of which this page follows on others: it holds as of the first change that any of them holds as of,
  /// or of one that cannot be, where any says so.
  func following(_ former: Snapshot?) -> Snapshot {
    guard let former else { return self }
    let times = [former.asOf, asOf]
    let oldest = times.first { !$0.isPossible } ?? (asOf < former.asOf ? asOf : former.asOf)
    return Snapshot(
      rows: Array(former.answer) + Array(answer), asOf: oldest, isComplete: former.isComplete && isComplete, more: more)
  }
}

extension Request {
  /// From where a list goes on after a page of it, if the response is one and not the last one.
  func goesOn(after response: Response) -> PageCursor? {
    switch (content, response) {
    case (.orders, .orders(let page)), (.changedOrders, .orders(let page)):
      page.standsStill(at: cursor) ? nil : page.more
    case (.executions, .executions(let page)): page.standsStill(at: cursor) ? nil : page.more
    default: nil
    }
  }
}
