import Reconciliation
import ScenarioLanguage
import Simulation
import Trading

extension PlanCompiler {
  func compile(_ check: Check) throws(PlanError) -> CompiledCheck {
    switch check.statement {
    case .converged: return .converged
    case .diverged: return .diverged
    case .order(let party, let name, let conditions):
      return .order(party, try order(name), try compileOrder(conditions))
    case .orderCount(let party, let filters, let comparison, let count):
      return .orderCount(party, try compileOrder(filters), comparison, count.value)
    case .position(let party, let symbol, let comparison, let quantity, let price):
      return .position(party, try instrument(symbol), comparison, quantity.value, price: price?.value)
    case .balance(let party, let code, let comparison, let amount):
      return .balance(party, try currency(code), comparison, amount.value)
    case .engine(let comparison, let state): return .engine(comparison, state.value)
    case .discrepancies(let onlyOpen, let comparison, let count):
      return .discrepancies(onlyOpen: onlyOpen, comparison, count.value)
    case .alerts(let comparison, let count): return .alerts(comparison, count.value)
    case .checkpoint(let comparison, let sequence): return .checkpoint(comparison, sequence.value)
    }
  }

  private func compileOrder(_ conditions: [Condition]) throws(PlanError) -> [OrderCondition] {
    var compiled: [OrderCondition] = []
    for condition in conditions {
      guard case .order(let field) = condition.field.value else {
        throw PlanError(message: "this is no field of an order", span: condition.field.span)
      }
      let value: OrderCondition.Value
      switch condition.value.value {
      case .decimal(let decimal, let places): value = .decimal(decimal, places: places)
      case .integer(let number): value = .decimal(Decimal(number), places: 0)
      case .word(let word): value = .word(word)
      case .name(let name), .text(let name): value = .key(keys[name])
      case .duration, .capture:
        throw PlanError(message: "an order has no such value", span: condition.value.span)
      }
      compiled.append(OrderCondition(field: field, comparison: condition.comparison, value: value))
    }
    return compiled
  }

  func compile(_ pattern: EventPattern) throws(PlanError) -> CompiledPattern {
    var compiled = CompiledPattern(kind: pattern.kind.value, conditions: [])
    for condition in pattern.conditions {
      guard case .event(let field) = condition.field.value else {
        throw PlanError(message: "this is no field of an event", span: condition.field.span)
      }
      compiled.conditions.append(
        CompiledPattern.Condition(
          field: field, comparison: condition.comparison, value: try compile(condition.value, for: field)))
    }
    return compiled
  }

  private func compile(
    _ value: Located<Condition.Value>, for field: EventField
  ) throws(PlanError) -> CompiledPattern.Value {
    switch value.value {
    case .decimal(let decimal, let places): return .decimal(decimal, places: places)
    case .integer(let number):
      if field.type == .decimal { return .decimal(Decimal(number), places: 0) }
      return .value(.integer(Int64(number)))
    case .word(let word): return .value(.word(word))
    case .duration(let span): return .value(.duration(span))
    case .capture(let name): return .capture(name)
    case .text(let text): return .text(text)
    case .name(let name): return .value(try compile(name: name, for: field, at: value.span))
    }
  }

  private func compile(name: String, for field: EventField, at span: SourceSpan) throws(PlanError) -> Event.Value {
    switch field.type {
    case .order: if let index = orders[name] { return .order(index) }
    case .key: if let index = keys[name] { return .order(index) }
    case .execution: if let index = executions[name] { return .execution(index) }
    case .instrument: if let index = instruments[name] { return .instrument(index) }
    case .currency: if let index = currencies[name] { return .currency(index) }
    case .discrepancy: if name.hasPrefix("D"), let number = UInt32(name.dropFirst()) { return .discrepancy(number) }
    case .decimal, .integer, .duration, .word, .text: break
    }
    throw PlanError(message: "nothing in this scenario is called `\(name)`", span: span)
  }

  mutating func compile(_ item: FinalItem, at span: SourceSpan) throws(PlanError) -> PlannedFinal {
    switch item {
    case .expect(let check): return .expect(try compile(check), check.span)
    case .has(let pattern, let window): return .log(.has(try compile(pattern), try compile(window)), span)
    case .never(let pattern, let window): return .log(.never(try compile(pattern), try compile(window)), span)
    case .count(let pattern, let comparison, let count, let window):
      return .log(.count(try compile(pattern), comparison, count.value, try compile(window)), span)
    case .inOrder(let steps, let window): return .log(.inOrder(try compile(steps), try compile(window)), span)
    case .unordered(let steps, let window): return .log(.unordered(try compile(steps), try compile(window)), span)
    case .golden(let globs, let withoutTimes, let lines):
      return .log(.golden(globs: globs.map(\.value), withoutTimes: withoutTimes, lines: lines), span)
    }
  }

  private func compile(_ steps: [LogStep]) throws(PlanError) -> [CompiledStep] {
    var compiled: [CompiledStep] = []
    for step in steps {
      compiled.append(CompiledStep(pattern: try compile(step.pattern), form: step.form, span: step.span))
    }
    return compiled
  }

  private func compile(_ window: LogWindow) throws(PlanError) -> CompiledWindow {
    CompiledWindow(
      after: try window.after.map { (name) throws(PlanError) in try mark(name.value, at: name.span) },
      before: try window.before.map { (name) throws(PlanError) in try mark(name.value, at: name.span) })
  }
}
