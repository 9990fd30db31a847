import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension PlanCompiler {
  /// Compiles the timeline, and finds when the run ends.
  mutating func compileTimeline() throws(PlanError) {
    var previous: Instant? = .origin
    var last = Instant.origin
    for (index, line) in plan.scenario.timeline.enumerated() {
      let time = try compile(line.time, line: index, previous: previous)
      if case .at(let instant) = time {
        previous = instant
        last = max(last, instant)
      } else {
        previous = nil
      }
      var planned = PlannedLine(
        time: time, action: try compile(line.action, at: line.span),
        mark: try line.mark.map { (mark) throws(PlanError) in try self.mark(mark.value, at: mark.span) },
        mayMiss: line.mayMiss, span: line.span)
      if case .until(let mark)? = extent(of: line.action) { planned.untilMark = try self.mark(mark, at: line.span) }
      switch planned.time {
      case .afterLine, .afterMark: plan.relativeLines.append(index)
      case .at, .on: if planned.untilMark != nil { plan.relativeLines.append(index) }
      }
      plan.lines.append(planned)
    }
    plan.ends = plan.scenario.header.ends.map { Instant.origin + $0.value } ?? last + .seconds(60)
  }

  private mutating func compile(
    _ time: Located<TimePoint>, line: Int, previous: Instant?
  ) throws(PlanError) -> PlannedTime {
    switch time.value {
    case .at(let span): return .at(.origin + span)
    case .between(let lower, let upper):
      let randomness = SiteRandomness(seed: plan.configuration.seed)
      return .at(.origin + randomness.span(from: lower, through: upper, site: UInt64(line), ordinal: 0))
    case .afterPrevious(let span):
      if let previous { return .at(previous + span) }
      return .afterLine(line - 1, span)
    case .afterMark(let name, let span): return .afterMark(try mark(name, at: time.span), span)
    case .on(let pattern, let nth, let delay): return .on(try pattern.compiled(in: self), nth: nth, delay: delay)
    }
  }

  private mutating func compile(_ action: Action, at span: SourceSpan) throws(PlanError) -> PlannedAction {
    switch action {
    case .place(let order):
      return .world(.command(.place(try self.order(order.name), try terms(order))))
    case .replace(let order, let quantity, let limit, let stop):
      return .world(.command(.replace(try self.order(order), quantity: quantity, limit: limit, stop: stop)))
    case .cancel(let order): return .world(.command(.cancel(try self.order(order))))
    case .broker(let action): return .world(try compile(action))
    case .network(let action): return .world(try compile(action))
    case .engineRestart(let down): return .world(.restart(down: down))
    case .engineCrash(let point, let subject, let down):
      var order: UInt32?
      var execution: UInt32?
      if let subject {
        execution = executions[subject.value]
        if execution == nil { order = try self.order(subject).index }
      }
      return .world(.crash(point: point?.value, order: order, execution: execution, down: down))
    case .form(let form):
      switch try form.compile(in: &self) {
      case .world(let action): return .world(action)
      case .expect(let check, let within, let holding):
        return .expect(try compile(check), within: within, holding: holding, span: check.span)
      case .nothing: return .mark
      }
    case .operatorCommand(let verb):
      switch verb {
      case .reconcile: return .world(.operatorCommand(.reconcile))
      case .halt: return .world(.operatorCommand(.halt))
      case .resume: return .world(.operatorCommand(.resume))
      }
    case .market(let symbol, let bid, let ask):
      return .world(.market(try instrument(symbol), mark: middle(bid, ask)))
    case .expect(let check, let within, let holding):
      return .expect(try compile(check), within: within?.value, holding: holding, span: check.span)
    case .mark: return .mark
    }
  }

  private mutating func compile(_ action: BrokerAction) throws(PlanError) -> WorldAction {
    switch action {
    case .reject(let order, let reason):
      return .broker(.reject(try self.order(order), note: text(reason)))
    case .expire(let order): return .broker(.expire(try self.order(order)))
    case .cancel(let order, let reason):
      return .broker(.cancel(try self.order(order), note: text(reason)))
    case .fill(let order, let quantity, let isOverfill, let price, let execution):
      let id = ExecutionID(index: executionIndex(execution?.value ?? "E\(plan.names.executions.count + 1)"))
      return .broker(
        .fill(
          try self.order(order), quantity: quantity?.value, isOverfill: isOverfill, price: price, execution: id))
    case .trade(let symbol, let side, let quantity, let price, let note):
      return .broker(
        .trade(
          try instrument(symbol), side, quantity: quantity, price: price,
          note: text(note)))
    case .adjustPosition(let symbol, let quantity, let price, let note):
      return .broker(
        .adjustPosition(
          try instrument(symbol), quantity: quantity, price: price, note: text(note)))
    case .adjustCash(let code, let amount, let note):
      return .broker(
        .adjustCash(try currency(code), amount: amount, note: text(note)))
    case .snapshot(let fault, let extent):
      let falsehood: SnapshotFalsehood =
        switch fault {
        case .stale(let span): .stale(by: span)
        case .truncated(let count): .truncated(to: count)
        case .empty: .empty
        case .omits(let order): .omits(try self.order(order))
        }
      return .falsify(falsehood, compile(extent))
    }
  }

  private func compile(_ action: NetworkAction) throws(PlanError) -> WorldAction {
    switch action {
    case .cut(let extent): return .cut(compile(extent))
    case .heal: return .heal
    case .drop(let match, let extent): return .network(try compile(match), .drop, compile(extent))
    case .delay(let match, let span, let jitter, let extent):
      return .network(try compile(match), .delay(by: span, jitter: jitter ?? .zero), compile(extent))
    case .duplicate(let match, let span, let extent):
      return .network(try compile(match), .duplicate(after: span), compile(extent))
    case .fail(let kinds, let status, let extent):
      return .network(MessageFilter(channel: .requests, kinds: kinds), .fail(status: status), compile(extent))
    }
  }

  private func compile(_ match: MessageMatch) throws(PlanError) -> MessageFilter {
    MessageFilter(
      channel: match.channel, kinds: match.kinds,
      order: try match.order.map { (name) throws(PlanError) in try self.order(name).index })
  }

  private func compile(_ extent: Extent?) -> FaultExtent {
    switch extent {
    case nil, .until: .unlimited
    case .next(let count): .next(count)
    case .duration(let span): .duration(span)
    }
  }

  private func extent(of action: Action) -> Extent? {
    switch action {
    case .network(let network):
      switch network {
      case .cut(let extent), .drop(_, let extent), .delay(_, _, _, let extent), .duplicate(_, _, let extent),
        .fail(_, _, let extent):
        extent
      case .heal: nil
      }
    case .broker(.snapshot(_, let extent)): extent
    case .form(let form): form.extent
    default: nil
    }
  }
}
