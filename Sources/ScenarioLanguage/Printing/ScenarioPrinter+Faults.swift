import Reconciliation
import Trading

extension ScenarioPrinter {
  /// What follows `broker`.
  static func text(_ action: BrokerAction) -> String {
    switch action {
    case .reject(let order, let reason): return "\(BrokerVerb.reject) \(order.value) \(Quoting.quoted(reason))"
    case .expire(let order): return "\(BrokerVerb.expire) \(order.value)"
    case .cancel(let order, let reason):
      return "\(BrokerVerb.cancel) \(order.value)" + (reason.map { " \(Quoting.quoted($0))" } ?? "")
    case .fill(let order, let quantity, let isOverfill, let price, let execution):
      var text = "\(BrokerVerb.fill) \(order.value) \(quantity?.value.description ?? "rest")"
      if isOverfill, quantity != nil { text += " overfill" }
      text += " at \(money(price))"
      return text + (execution.map { " exec \($0.value)" } ?? "")
    case .trade(let symbol, let side, let quantity, let price, let note):
      return "\(BrokerVerb.trade) \(symbol.value) \(side.spelling) \(quantity) at \(money(price))\(suffix(note: note))"
    case .adjustPosition(let symbol, let quantity, let price, let note):
      let at = price.map { " at \(money($0))" } ?? ""
      return "\(BrokerVerb.adjust) \(PartyItem.position) \(symbol.value) \(quantity)\(at)\(suffix(note: note))"
    case .adjustCash(let currency, let amount, let note):
      return "\(BrokerVerb.adjust) \(PartyItem.cash) \(currency.value) \(money(amount))\(suffix(note: note))"
    case .snapshot(let fault, let extent): return "\(BrokerVerb.snapshot) \(text(fault))\(suffix(extent))"
    }
  }

  private static func text(_ fault: SnapshotFault) -> String {
    switch fault {
    case .stale(let age): "\(SnapshotWord.stale) by \(age)"
    case .truncated(let rows): "\(SnapshotWord.truncated) to \(rows)"
    case .empty: SnapshotWord.empty.rawValue
    case .omits(let order): "\(SnapshotWord.omits) \(order.value)"
    }
  }

  /// What follows `net`.
  static func text(_ action: NetworkAction) -> String {
    switch action {
    case .cut(let extent): return NetVerb.cut.rawValue + suffix(extent)
    case .heal: return NetVerb.heal.rawValue
    case .drop(let match, let extent): return "\(NetVerb.drop) \(text(match))\(suffix(extent))"
    case .delay(let match, let delay, let jitter, let extent):
      let jitter = jitter.map { " jitter \($0)" } ?? ""
      return "\(NetVerb.delay) \(text(match)) by \(delay)\(jitter)\(suffix(extent))"
    case .duplicate(let match, let delay, let extent):
      let after = delay == .zero ? "" : " after \(delay)"
      return "\(NetVerb.duplicate) \(text(match))\(after)\(suffix(extent))"
    case .fail(let kinds, let status, let extent):
      let kinds = kinds.isEmpty ? "" : " \(text(kinds))"
      return "\(NetVerb.fail)\(kinds) with \(status)\(suffix(extent))"
    }
  }

  private static func text(_ match: MessageMatch) -> String {
    var text = match.channel.text
    if !match.kinds.isEmpty { text += " \(self.text(match.kinds))" }
    return text + (match.order.map { " of \($0.value)" } ?? "")
  }

  /// Kinds of message; the three queries of a pass as one word.
  private static func text(_ kinds: [Word]) -> String {
    if kinds == MessageKinds.snapshotKinds { return MessageKinds.snapshot }
    return kinds.map(\.text).joined(separator: ", ")
  }

  private static func suffix(_ extent: Extent?) -> String {
    extent.map { " \($0.text)" } ?? ""
  }

  private static func suffix(note: String?) -> String {
    note.map { " note \(Quoting.quoted($0))" } ?? ""
  }
}
