import Reconciliation
import Simulation
import Trading

/// Where two values of one type differ: the first stored property, by name, and what it is in both.
///
/// The names and values come from reflection, so that a property added to a type is compared from its first day: nobody
/// has to remember it here, in `==` or in a codec.
struct PropertyDifference: Hashable, Sendable {
  /// The names from the whole to the part, without the places in arrays: `orders.hasCancelIntent`.
  var path: String
  /// The place in the outermost array, if there is one.
  var place: Int?
  /// The part of the left value in words.
  var left: String
  /// The part of the right value in words.
  var right: String

  /// Compares two values property by property, in the order in which their type declares them.
  static func first<Value>(_ left: Value, _ right: Value) -> PropertyDifference? {
    let (left, right) = (Mirror(reflecting: left), Mirror(reflecting: right))
    for (mine, other) in zip(left.children, right.children) where !isEqual(mine.value, other.value) {
      var difference = PropertyDifference(path: mine.label ?? "", place: nil, left: "", right: "")
      difference.descend(mine.value, other.value)
      return difference
    }
    return nil
  }

  /// What the place in the outermost array is about, for whoever reads the failure.
  func notes(_ books: Books, _ names: Names) -> [String] {
    guard let place else { return [] }
    let part = path.prefix { $0 != "." }
    switch part {
    case "orders" where place < books.orders.count:
      return ["about    order \(names.text(of: .order(books.orders[place].id.index), for: .order))"]
    case "positions" where place < names.instruments.count, "adoptedAsOf" where place < names.instruments.count:
      return ["about    position \(names.instruments[place])"]
    case "cash" where place < names.currencies.count, "cashAsOf" where place < names.currencies.count:
      return ["about    cash \(names.currencies[place])"]
    default: return ["about    entry \(place) of `\(part)`"]
    }
  }

  /// Goes down to the smallest part that differs and has a name or a place.
  private mutating func descend(_ left: Any, _ right: Any) {
    let (mine, other) = (Mirror(reflecting: left), Mirror(reflecting: right))
    switch mine.displayStyle {
    case .struct where mine.children.count > 1 && !(left is any CustomStringConvertible),
      .collection where mine.children.count == other.children.count:
      let pairs = zip(mine.children, other.children).enumerated()
      if let (index, pair) = pairs.first(where: { !Self.isEqual($1.0.value, $1.1.value) }) {
        if mine.displayStyle == .collection { place = place ?? index } else { path += ".\(pair.0.label ?? "")" }
        return descend(pair.0.value, pair.1.value)
      }
    default: break
    }
    self.left = Self.text(of: left)
    self.right = Self.text(of: right)
  }

  private static func isEqual(_ left: Any, _ right: Any) -> Bool {
    guard let left = left as? any Equatable else { return true }
    return left.equals(right)
  }

  /// A value in words; of what has no order only how much it holds, so that two runs say the same.
  private static func text(of value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    switch mirror.displayStyle {
    case .collection, .dictionary, .set: return "\(mirror.children.count) entries"
    case .optional: return mirror.children.first.map { text(of: $0.value) } ?? "nothing"
    case .struct where mirror.children.count == 1 && !(value is any CustomStringConvertible):
      return mirror.children.first.map { text(of: $0.value) } ?? ""
    default: return "\(value)"
    }
  }
}

extension Equatable {
  /// Whether another value is the same one of the same type.
  fileprivate func equals(_ other: Any) -> Bool { other as? Self == self }
}
