package import Reconciliation
package import ScenarioLanguage
import Simulation
import Trading

extension PlanCompiler {
  package func key(_ name: String) -> UInt32? { keys[name] }

  package func mark(_ name: Located<String>) throws(PlanError) -> Int { try mark(name.value, at: name.span) }

  package func value(named name: String, of field: EventField) -> Event.Value? {
    switch field.type {
    case .order: orders[name].map { .order($0) }
    case .key: keys[name].map { .order($0) }
    case .execution: executions[name].map { .execution($0) }
    case .instrument: instruments[name].map { .instrument($0) }
    case .currency: currencies[name].map { .currency($0) }
    case .discrepancy: name.hasPrefix("D") ? UInt32(name.dropFirst()).map { .discrepancy($0) } : nil
    case .ticket: name.hasPrefix("T") ? UInt32(name.dropFirst()).map { .ticket($0) } : nil
    case .decimal, .integer, .duration, .word, .text: nil
    }
  }

  func compile(_ check: Check) throws(PlanError) -> any StateCheck { try check.form.compile(in: self) }

  func compile(_ item: FinalItem, at span: SourceSpan) throws(PlanError) -> PlannedFinal {
    switch item {
    case .expect(let check): .expect(try compile(check), check.span)
    case .log(let check): .log(try check.form.compile(in: self), span)
    }
  }
}

extension PlanCompiler: AlwaysScope {
  package mutating func watch(for check: any StateCheck, at span: SourceSpan) { plan.nevers.append((check, span)) }

  package mutating func switchOff(_ invariant: String) { plan.disabledOracles.insert(invariant) }

  package mutating func insist(on invariant: String, whereDrawn isDrawn: Bool) {
    if isDrawn { plan.drawn.insert(invariant) } else { plan.insisted.insert(invariant) }
  }
}
