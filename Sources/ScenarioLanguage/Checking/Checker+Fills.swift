import Trading

extension Checker {
  /// How far an order has come by the lines above.
  private struct Progress {
    /// The largest quantity that the order ever had: a replace may be lost on the way, so no line is held to less.
    var quantity: Decimal
    var filled = Decimal.zero
    /// The lines that filled it.
    var fills: [(quantity: Decimal, line: SourceSpan)] = []
    /// The line that ended it at the broker.
    var end: (verb: String, line: SourceSpan)?

    var left: Decimal { (try? quantity - filled).map { max($0, .zero) } ?? .zero }
  }

  /// Fills and ends of orders, in the order of the file.
  mutating func checkFills() {
    var progress: [String: Progress] = [:]
    for item in scenario.setup {
      guard case .order(_, let order, let state) = item.value, progress[order.name.value] == nil else { continue }
      var entry = Progress(quantity: order.quantity.value)
      if case .filled(let quantity) = state {
        if quantity > order.quantity.value {
          diagnostics.append(.setupOverfill(order, filled: quantity, at: item.span))
        }
        entry.filled = quantity
        entry.fills = [(quantity, item.span)]
      }
      progress[order.name.value] = entry
    }
    for line in scenario.timeline {
      switch line.action {
      case .place(let order):
        if progress[order.name.value] == nil { progress[order.name.value] = Progress(quantity: order.quantity.value) }
      case .replace(let order, let quantity?, _, _):
        if var entry = progress[order.value] {
          entry.quantity = max(entry.quantity, quantity)
          progress[order.value] = entry
        }
      case .broker(.fill(let order, let quantity, let isOverfill, _, _)):
        guard var entry = progress[order.value], !isForgiven(order.value) else { continue }
        fill(order, quantity, isOverfill: isOverfill, line, &entry)
        progress[order.value] = entry
      case .broker(.reject(let order, _)): end(order, "reject", line, &progress)
      case .broker(.expire(let order)): end(order, "expire", line, &progress)
      case .broker(.cancel(let order, _)): end(order, "cancel", line, &progress)
      default: break
      }
    }
  }

  private mutating func fill(
    _ order: Located<String>, _ quantity: Located<Decimal>?, isOverfill: Bool, _ line: TimelineLine,
    _ entry: inout Progress
  ) {
    guard !isOverfill else {
      entry.filled = (try? entry.filled + (quantity?.value ?? .zero)) ?? entry.filled
      return
    }
    if let end = entry.end {
      if !line.time.value.isDeferred { diagnostics.append(.orderEnded(order, verb: end.verb, line: end.line)) }
      return
    }
    let left = entry.left
    let amount = quantity?.value ?? left
    if amount > left || left.isZero {
      diagnostics.append(
        .overfill(order, quantity: quantity, left: left, earlier: entry.fills.suffix(3), of: entry.fills.count))
      return
    }
    entry.filled = (try? entry.filled + amount) ?? entry.filled
    entry.fills.append((amount, line.span))
  }

  private mutating func end(
    _ order: Located<String>, _ verb: String, _ line: TimelineLine, _ progress: inout [String: Progress]
  ) {
    // A line that waits for an event or a mark may come later than the lines below it.
    guard var entry = progress[order.value], !line.time.value.isDeferred, !isForgiven(order.value) else { return }
    if let end = entry.end {
      diagnostics.append(.orderEnded(order, verb: end.verb, line: end.line))
    } else {
      entry.end = (verb, line.span)
      progress[order.value] = entry
    }
  }
}

extension TimePoint {
  /// Whether the line waits for an event or a mark, so that its place in the file says nothing about its time.
  var isDeferred: Bool {
    switch self {
    case .afterMark, .on: true
    case .at, .between, .afterPrevious: false
    }
  }
}
