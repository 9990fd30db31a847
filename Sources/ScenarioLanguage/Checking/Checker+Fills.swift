import Trading

extension Checker {
  /// How far an order has come by the lines above.
  private struct Progress {
    /// The largest quantity that the order ever had: a replace may be lost on the way, so no line is held to less.
    var quantity: Decimal
    /// What lines fill that say how much.
    var filled = Decimal.zero
    /// Whether a line has filled the rest.
    var isRestTaken = false
    /// The last lines that filled it, as many as a message shows, and how many there were.
    private(set) var fills: [(quantity: Decimal, line: SourceSpan)] = []
    private(set) var fillCount = 0
    /// The line that ended it at the broker.
    var end: (verb: String, line: SourceSpan)?
    /// Whether a line has been refused for that end: one message for a cause.
    var isEndTold = false

    var left: Decimal { (try? quantity - filled).map { max($0, .zero) } ?? .zero }

    /// A line has filled it: a list of all of them would be copied with each.
    mutating func note(_ quantity: Decimal, at line: SourceSpan) {
      fillCount += 1
      if fills.count == 3 { fills.removeFirst() }
      fills.append((quantity, line))
    }
  }

  /// Fills and ends of orders, in the order of the file.
  mutating func checkFills() {
    var progress: [String: Progress] = [:]
    var executions: [String: (order: String, quantity: Decimal)] = [:]
    for item in scenario.setup {
      guard let opening = item.value.form.opening, progress[opening.order.name.value] == nil else { continue }
      let order = opening.order
      var entry = Progress(quantity: order.quantity.value)
      if let quantity = opening.filled {
        if quantity > order.quantity.value {
          diagnostics.append(.setupOverfill(order, filled: quantity, at: item.span))
        }
        entry.filled = quantity
        entry.note(quantity, at: item.span)
      }
      progress[order.name.value] = entry
    }
    for (line, isDeferred) in zip(scenario.timeline, scenario.timeline.areDeferred) {
      switch line.form.orderStep {
      case .placed(let order)?:
        if progress[order.name.value] == nil { progress[order.name.value] = Progress(quantity: order.quantity.value) }
      case .resized(let order, let quantity)?:
        if var entry = progress[order.value] {
          entry.quantity = max(entry.quantity, quantity)
          progress[order.value] = entry
        }
      case .revised(let execution, let quantity, let report)?:
        // What is taken back can be executed again.
        guard var former = executions[execution.value], var entry = progress[former.order] else { continue }
        entry.filled = (try? entry.filled - former.quantity + (quantity ?? former.quantity)) ?? entry.filled
        if quantity != nil { entry.isRestTaken = false }
        progress[former.order] = entry
        former.quantity = quantity ?? former.quantity
        if let report { executions[report.value] = former }
      case .filled(let order, let quantity, let isOverfill, let execution)?:
        if let execution { executions[execution.value] = (order.value, quantity?.value ?? .zero) }
        guard var entry = progress[order.value], !isForgiven(order.value) else { continue }
        if isOverfill {
          entry.filled = (try? entry.filled + (quantity?.value ?? .zero)) ?? entry.filled
        } else {
          fill(order, quantity, line, isDeferred: isDeferred, &entry)
        }
        progress[order.value] = entry
      case .ended(let order, let verb)?: end(order, verb, line, isDeferred: isDeferred, &progress)
      case nil: break
      }
    }
  }

  private mutating func fill(
    _ order: Located<String>, _ quantity: Located<Decimal>?, _ line: TimelineLine, isDeferred: Bool,
    _ entry: inout Progress
  ) {
    // A fill may race with a cancel or an expiry and come second; what was rejected never worked.
    if let end = entry.end, end.verb == "reject" {
      if !isDeferred { tell(end, of: order, &entry) }
      return
    }
    // What is given in numbers adds up in any order; `rest` takes what is left only from the lines after it.
    let isTaken = entry.isRestTaken && !isDeferred
    let left = isTaken ? .zero : entry.left
    if left.isZero || quantity?.value ?? .zero > left {
      diagnostics.append(
        .overfill(order, quantity: quantity, left: left, earlier: entry.fills[...], of: entry.fillCount))
      return
    }
    entry.note(quantity?.value ?? left, at: line.span)
    if let quantity {
      entry.filled = (try? entry.filled + quantity.value) ?? entry.filled
    } else if !isDeferred {
      entry.isRestTaken = true
    }
  }

  private mutating func end(
    _ order: Located<String>, _ verb: String, _ line: TimelineLine, isDeferred: Bool,
    _ progress: inout [String: Progress]
  ) {
    // A line that waits for an event or a mark may come later than the lines below it.
    guard var entry = progress[order.value], !isDeferred, !isForgiven(order.value) else { return }
    if let end = entry.end { tell(end, of: order, &entry) } else { entry.end = (verb, line.span) }
    progress[order.value] = entry
  }

  private mutating func tell(
    _ end: (verb: String, line: SourceSpan), of order: Located<String>, _ entry: inout Progress
  ) {
    guard !entry.isEndTold else { return }
    entry.isEndTold = true
    diagnostics.append(.orderEnded(order, verb: end.verb, line: end.line))
  }
}

extension [TimelineLine] {
  /// For each line whether it waits for an event or a mark, or follows one that does.
  ///
  /// The place of such a line in the file says nothing about its time.
  var areDeferred: [Bool] {
    var isDeferred = false
    return map { line in
      switch line.time.value {
      case .beforeStart, .at, .between: isDeferred = false
      case .afterMark, .on: isDeferred = true
      case .afterPrevious: break
      }
      return isDeferred
    }
  }
}
