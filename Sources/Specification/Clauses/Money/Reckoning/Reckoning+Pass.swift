import Reconciliation
import Trading

extension Reckoning {
  /// What the answers of a pass call for: executions first, since they explain most of what differs.
  ///
  /// Whatever came is evidence; only absence needs everything to be there (design, section 3, rule 2).
  mutating func compare(_ answers: JudgedPass, _ sheet: inout Model) {
    var areKnown = true
    if let orders = answers.orders {
      areKnown = agree(orders, sheet)
      if !areKnown {
        noteMissedExecutions(orders, &sheet)
        for report in orders.answer { takeTerms(report, source: .poll, isComparing: false, &sheet) }
      }
    }
    let count = due.count
    if let executions = answers.executions {
      hasDoubtfulRow = false
      let listed = executions.answer.isEmpty ? [] : answers.orders.map { Array($0.answer) } ?? []
      for execution in executions.answer { reckon(execution, source: .poll, listed: listed, &sheet) }
      noteKnown(executions)
    }
    stillOpen.removeAll(keepingCapacity: true)
    rowGaps.startPass(isWhole: !answers.hasFailed)
    defer { rowGaps.endPass(sheet) }
    if let orders = answers.orders {
      // What agreed before does so still, if nothing was found since.
      if !areKnown || !due.isEmpty {
        for report in orders.answer { observe(report, source: .poll, isComparing: true, &sheet) }
      }
      noteMissing(from: orders, isOfAll: !answers.kind.asksChangesOnly, &sheet)
    }
    guard !answers.hasFailed else { return }
    noteLastingGaps(answers, &sheet)
    // What the pass has brought is in the books by now, and so is what was inferred from what it did not bring.
    var newest = newest
    for case .record(.execution(.counted(let execution, _, _))) in due[count...].lazy.map(\.content) {
      newest = max(newest, execution.sequence)
    }
    let isAccountCompared = answers.account.map { compare($0, newest: newest, &sheet) } ?? false
    closeWhatIsGone(answers, isAccountCompared: isAccountCompared, &sheet)
  }

  /// While the store fails only what was told counts, not what was recorded.
  mutating func compareNothing(_ model: Model) {
    // Whether the account was compared with what is recorded later cannot be told.
    if pass.account != nil { told = nil }
    guard !pass.isLook else { return }
    if let account = pass.account {
      lag.isSure = false
      if account.isComplete, isPossible(account.asOf) {
        age.newest = max(age.newest, account.asOf)
        age.isSure = false
      }
    }
    rowGaps.becomeUnsure()
    if let executions = pass.executions {
      // What is put aside is told at once, whatever the store does, and not once more.
      for execution in executions.answer where isOfStranger(execution, model) { strangersExecutions.insert(execution) }
      unsureExecutions.formUnion(executions.answer)
      noteKnown(executions)
    }
    gaps.end(pass, known: cursor, isBlind: true, model, configuration)
    if let orders = pass.orders, orders.isWhole, isPossible(orders.asOf) {
      ordersKnownUpTo = max(ordersKnownUpTo, orders.asOf)
    }
  }

  /// What was told to be executed outside of passes, and what no answer says anything of, is a difference by now.
  private mutating func noteLastingGaps(_ answers: JudgedPass, _ sheet: inout Model) {
    gaps.end(answers, known: cursor, isBlind: false, sheet, configuration)
    for gap in gaps.verdict?.lasting ?? [] {
      guard let filled = sheet.order(gap.order)?.filled.figure else { continue }
      let id = note(
        Discrepancy(.quantityMismatch, order: gap.order.index, local: filled, broker: gap.told.quantity),
        isComparing: true, isOptional: !gap.isSure, &sheet)
      conclude(gap.order, gap.told, id, reason: gap.reason, isSure: gap.isSure, &sheet)
    }
  }

  /// The broker has executed more of an order than was told; of a report that cannot be about the order nothing follows.
  private mutating func noteMissedExecutions(_ orders: Snapshot<OrderReport>, _ sheet: inout Model) {
    for report in orders.answer {
      guard let slot = sheet.slot(of: report.order), isBelievable(report, sheet.orders[slot]),
        report.sequence >= sheet.orders[slot].sequence, !sheet.orders[slot].hasFilled(moreThan: report.filled),
        !sheet.orders[slot].hasFilled(report.filled), let filled = sheet.orders[slot].filled.figure
      else { continue }
      note(
        Discrepancy(.quantityMismatch, order: report.order.index, local: filled, broker: report.filled),
        isComparing: false, &sheet)
    }
  }
}
