import Reconciliation
import Trading

/// Which part of a list a request wants.
struct PageRequest {
  /// The place in the list behind all that came before; nil for its beginning.
  let start: UInt64?
  /// The most rows of it; nil for all.
  let limit: Int?

  init(_ request: Request) {
    start = request.cursor?.value
    limit = request.limit
  }

  /// Leaves as many rows as are wanted, and says from where there are more.
  ///
  /// - Parameter end: the place in the list behind a row.
  func cut<Row>(_ snapshot: inout Snapshot<Row>, behind end: (Row) -> UInt64) {
    let rows = snapshot.answer
    guard let limit, rows.count > limit, let last = rows.prefix(limit).last else { return }
    snapshot.rows = Array(rows.prefix(limit))
    snapshot.start = 0
    snapshot.more = PageCursor(end(last))
  }
}
