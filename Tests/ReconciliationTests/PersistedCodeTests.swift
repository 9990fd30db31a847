import Testing
import Trading

@testable import Reconciliation

/// Codes that stand in journals and checkpoints: one that changed would make every old store say something else.
@Suite("Persisted codes")
struct PersistedCodeTests {
  @Test("Every word keeps its code; new ones come behind")
  func words() {
    let texts = """
      pending submitted unknown open partial filled cancelled rejected expired stream response poll query replay policy
      trader full startup reconnect mismatch operator clean fixed differs failed place cancel replace orders executions
      account ack fill reject expire heartbeat requests responses quantity-mismatch price-discrepancy
      status-inconsistency missing-order missing-position - duplicate-execution unknown-order overfill
      invalid-report cash-mismatch - timeout reset server-error rate-limited refused-by-broker late
      duplicate-key terminal unsent no-such-order in-flight below-filled invalid halted starting silence cut incomplete
      stale truncated empty omits absent exhausted overflow id-reused wrong-instrument wrong-side no-space io-error
      corrupt disabled start restart crash persist.before persist.unsynced persist.after publish.before publish.after
      checkpoint.before checkpoint.after send.before send.after reconcile.middle buy sell adopt-broker within-limit
      review auto accepted attempt status execution cancel-intent replace-intent intent-end terms position cash
      discrepancy resolution reconcile halt resume terms-mismatch store-failure held pass-limit day-limit
      negative wrong-order enormous less-filled ahead - unchanged
      """.split(whereSeparator: \.isWhitespace)
    for (code, text) in texts.enumerated() where text != "-" {
      #expect(Word(rawValue: UInt8(code))?.text == String(text))
    }
    let revisions = "busted corrected unknown-execution repeats trigger contents".split(separator: " ")
    for (code, text) in revisions.enumerated() { #expect(Word(rawValue: UInt8(129 + code))?.text == String(text)) }
    #expect(Word(rawValue: 146) == .inferable)
    #expect([Word.adopt, .adopted].map(\.rawValue) == [235, 236])
    let levels = "informational warning critical".split(separator: " ")
    for (code, text) in levels.enumerated() { #expect(Word(rawValue: UInt8(150 + code))?.text == String(text)) }
    let tickets = "ticket ticket-update ticket-end".split(separator: " ")
    for (code, text) in tickets.enumerated() { #expect(Word(rawValue: UInt8(154 + code))?.text == String(text)) }
    let steps = """
      acknowledge assign resolve prioritize stop release ticket-step acknowledged decided accept-broker accept-local figure
      discard ignore viewer supervisor role no-such-ticket escalated reminder blocked stopped
      """.split(whereSeparator: \.isWhitespace)
    for (code, text) in steps.enumerated() { #expect(Word(rawValue: UInt8(190 + code))?.text == String(text)) }
    let ticketSteps: [TicketStep] = [.acknowledged, .assigned, .prioritized, .escalated, .reminded, .decided, .retried]
    #expect(ticketSteps.map(\.rawValue) == Array(1...7))
    #expect(Level.allCases.map(\.rawValue) == [1, 2, 3, 4])
    let kinds = """
      incremental delta position-only balance-only trade-only real-time scheduled emergency unconfirmed unsafe unpromised
      paper choose chosen
      """.split(whereSeparator: \.isWhitespace)
    for (code, text) in kinds.enumerated() { #expect(Word(rawValue: UInt8(170 + code))?.text == String(text)) }
    #expect(Set(Word.allCases.map(\.text)).count == Word.allCases.count)
    for word in Word.allCases { #expect(Word(text: word.text) == word) }
  }

  @Test("So do statuses, sides, times in force, origins, causes and kinds of name")
  func enums() {
    let statuses: [OrderStatus] = [
      .pending, .submitted, .unknown, .open, .partial, .filled, .cancelled, .rejected, .expired,
    ]
    for (code, status) in statuses.enumerated() { #expect(status.rawValue == UInt8(code)) }
    #expect([Side.buy, .sell].map(\.rawValue) == [0, 1])
    #expect([TimeInForce.day, .goodTilCancelled, .immediateOrCancel, .fillOrKill].map(\.rawValue) == [0, 1, 2, 3])
    #expect([ExecutionOrigin.reported, .absorbed].map(\.rawValue) == [1, 2])
    let causes: [EntryCause] = [.start, .trader, .operator, .response, .failure, .stream, .timer, .store]
    for (code, cause) in causes.enumerated() { #expect(cause.rawValue == UInt8(code + 1)) }
    let kinds: [NameKind] = [.order, .execution, .brokerOrder, .instrument, .currency, .text]
    for (code, kind) in kinds.enumerated() { #expect(kind.rawValue == UInt8(code + 1)) }
    let passes: [PassKind] = [
      .full, .incremental, .delta, .positionOnly, .balanceOnly, .tradeOnly, .realTime, .scheduled, .emergency,
    ]
    #expect(passes.map(\.rawValue) == Array(1...9))
    #expect([PassClock.poll, .full, .startup, .reconnect].map(\.rawValue) == [1, 2, 3, 4])
  }
}
