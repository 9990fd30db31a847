import Reconciliation

/// Lines that say one thing twice, of which the second would win in silence, and lines that do nothing.
extension Checker {
  /// What one side holds before the run is said once, and so is what a person may do.
  ///
  /// A line of one side may overrule one of both above it.
  mutating func checkSetup() {
    var said: [String: SourceSpan] = [:]
    for item in scenario.setup {
      let form = item.value.form
      if let person = (form as? SetupOperator)?.person.value {
        if let first = said.updateValue(item.span, forKey: "operator \(person)") {
          diagnostics.append(.saidTwice("operator \(person)", at: item.span, first: first))
        }
        continue
      }
      // Orders have names, which are checked as such.
      guard form.opening == nil, let what = form.holding?.name ?? (form is SetupCheckpoint ? "checkpoint" : nil) else {
        continue
      }
      let overruled = form.party == .both ? [Party.both, .local, .broker] : [form.party]
      if let first = overruled.lazy.compactMap({ said["\($0.spelling) \(what)"] }).first {
        diagnostics.append(.saidTwice("\(form.party.spelling) \(what)", at: item.span, first: first))
      } else {
        said["\(form.party.spelling) \(what)"] = item.span
      }
    }
  }

  /// One message alone has no order.
  mutating func checkReordering() {
    for line in scenario.timeline {
      guard let fault = line.form as? NetReorder, fault.isIdle else { continue }
      diagnostics.append(.reordersOne(at: line.span))
    }
  }

  /// A latency is pinned once.
  mutating func checkPins() {
    var said: [String: SourceSpan] = [:]
    for pin in scenario.header.pins {
      let name = "pin latency \(pin.value.channel.text) \(pin.value.ordinal)"
      if let first = said[name] {
        diagnostics.append(.saidTwice(name, at: pin.span, first: first))
      } else {
        said[name] = pin.span
      }
    }
  }

  /// An invariant is named once, and is either drawn or off.
  mutating func checkInvariants() {
    var said: [String: SourceSpan] = [:]
    for item in scenario.always {
      guard let line = item.value.form as? InvariantLine else { continue }
      let name = line.invariant.name
      if line.isDrawn, line.off != nil { diagnostics.append(.drawnAndOff(name, at: item.span)) }
      if let first = said[name] {
        diagnostics.append(.saidTwice("invariant \(name)", at: item.span, first: first))
      } else {
        said[name] = item.span
      }
    }
  }
}
