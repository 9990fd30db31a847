import Trading

extension ReconciliationEngine {
  /// Notes at the start that the store holds nothing, where a policy has something to say of that; what has begun so is
  /// remembered until it is settled, however often the process ends before.
  mutating func noteEmptyStore(upTo sequence: UInt64) {
    guard let policy = core.configuration.emptyStore.word else {
      if core.books.opening != nil { core.commit(.control(.opened(by: .auto, person: Event.none))) }
      return
    }
    guard core.books.opening == nil, sequence == 0, core.books == core.books.emptied() else { return }
    core.commit(.control(.opening(.empty, policy: policy)))
  }

  /// Settles after a pass that has seen the whole account what became of an empty store: if nothing differs that nobody
  /// has decided about, it is in use; else a person is told, once.
  mutating func reviewOpening(after answers: ReconciliationPass) {
    guard let opening = core.books.opening, !answers.hasFailed, !answers.plan.isLook, !desks.passes.isIncomplete,
      answers.plan.kind.contents.seesAll(in: .live), !desks.discrepancies.isConfirming(core.configuration)
    else { return }
    let isUndecided = core.books.discrepancies.contains { discrepancy in
      discrepancy.isRechecked && core.books.ticket(ofDiscrepancy: discrepancy.id)?.decision == nil
    }
    guard isUndecided else {
      core.commit(.control(.opened(by: .auto, person: Event.none)))
      return
    }
    guard opening == .empty, let policy = core.configuration.emptyStore.word else { return }
    core.commit(.control(.opening(.lost, policy: policy)))
    core.notify(.emptyStore, reason: policy)
  }

  /// An operator takes the store as it is: from here on the drift policies decide.
  mutating func acceptStore(by person: OperatorID?) {
    let wasRefusing = core.refusesToStart
    core.commit(.control(.opened(by: .operator, person: person?.index ?? Event.none)))
    guard wasRefusing, core.condition == .starting else { return }
    if core.configuration.isEnabled, core.configuration.reconcilesOnStartup {
      begin(PassPlan(.operator, kind(for: .startup)))
    } else {
      becomeReady()
    }
  }
}

extension Core {
  /// Whether nothing may be sent, since the store held nothing and nobody has said that this is right.
  var refusesToStart: Bool { books.opening != nil && configuration.emptyStore == .refuse }
}
