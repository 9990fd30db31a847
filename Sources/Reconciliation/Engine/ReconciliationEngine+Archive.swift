import Trading

extension ReconciliationEngine {
  /// Takes out of the books what has ended long ago, when a pass has seen all orders and all executions that there are.
  mutating func archiveEnded(after pass: ReconciliationPass) {
    guard let span = core.configuration.keepEnded, !pass.plan.isLook, !pass.hasFailed,
      pass.plan.kind.contents.orders == .all, !desks.passes.isCutShort, !core.journal.isFailing
    else { return }
    let leaving = Retention.leaving(
      core.books, endedBy: core.now - span, knownUpTo: desks.executions.cursor, isBusy: desks.orders.isBusy)
    guard !leaving.isEmpty, core.books.canArchive(leaving) else { return }
    let slots = leaving.compactMap { core.books.slot(of: $0.order.id) }
    // A kill leaves all of them in the books or none.
    core.beginTransaction()
    for archived in leaving {
      for booked in archived.executions {
        core.commit(.control(.archived(.execution(booked.execution, booked.origin))))
      }
      core.commit(.control(.archived(.order(archived.order))))
    }
    core.commit(.control(.archived(.end(count: UInt32(leaving.count)))))
    core.endTransaction()
    desks.orders.forget(slots)
  }
}
