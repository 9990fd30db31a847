import Reconciliation
import Trading

extension Snapshot where Row == OrderReport {
  /// What an answer says of orders, each row for itself: a row about an order that another row is about too, and as of a
  /// later change, or of the same one and further up, is left out; what is left stands where its order was named first.
  var withoutRepeats: Snapshot {
    let rows = answer
    func name(_ place: Int) -> (UInt32, UInt32) { (rows[place].brokerOrder.index, rows[place].order.index) }
    let isOrdered = zip(rows.indices, rows.indices.dropFirst()).allSatisfy { name($0) < name($1) }
    if isOrdered { return self }
    let sorted = rows.indices.sorted { name($0) == name($1) ? $0 < $1 : name($0) < name($1) }
    var kept: [(first: Int, best: Int)] = []
    for place in sorted {
      if let last = kept.last, name(last.first) == name(place) {
        if rows[last.best].sequence < rows[place].sequence { kept[kept.count - 1].best = place }
      } else {
        kept.append((place, place))
      }
    }
    guard kept.count < rows.count else { return self }
    kept.sort { $0.first < $1.first }
    return Snapshot(rows: kept.map { rows[$0.best] }, asOf: asOf, isComplete: isComplete, more: more)
  }
}
