/// The closed vocabulary of the values that events carry beside names and numbers.
///
/// One list for statuses, sources, reasons and kinds: an event holds such a value as one byte, and the
/// scenario parser knows every word that a field can have (``EventField/type``).
public enum Word: UInt8, Hashable, Sendable, CaseIterable {
  // Order statuses
  case pending, submitted, unknown, open, partial, filled, cancelled, rejected, expired
  // Where a piece of evidence came from
  case stream, response, poll, query, replay, policy, trader
  // Why a pass runs
  case full, startup, reconnect, mismatch, `operator`
  // How a pass ended
  case clean, fixed, differs, failed
  // What a request asks for, and what a stream message says
  case place, cancel, replace, orders, executions, account
  case ack, fill, reject, expire, heartbeat
  // Channels
  case requests, responses
  // Kinds of discrepancy: the seven of the source document and those that real venues add
  case quantityMismatch, priceDiscrepancy, statusInconsistency, missingOrder, missingPosition, timingConflict
  case duplicateExecution, unknownOrder, overfill, invalidReport, cashMismatch, positionDrift
  // Why something failed, was refused or was done
  case timeout, reset, serverError, rateLimited, refusedByBroker, late, duplicateKey, terminal, unsent, noSuchOrder
  case inFlight, belowFilled, invalid, halted, starting, silence, cut, incomplete, stale, truncated, empty, omits
  case absent, exhausted, overflow, idReused, wrongInstrument, wrongSide, noSpace, ioError, corrupt, disabled
  // Container life cycle and crash points
  case start, restart, crash
  case persistBefore, persistUnsynced, persistAfter, publishBefore, publishAfter, checkpointBefore, checkpointAfter
  case sendBefore, sendAfter, reconcileMiddle
  // Sides
  case buy, sell
  // Drift policies, and who resolved a discrepancy
  case adoptBroker, withinLimit, review, auto
  // Kinds of journal record
  case accepted, attempt, status, execution, cancelIntent, replaceIntent, intentEnd, terms, position, cash
  case discrepancy, resolution
  // What an operator asks for
  case reconcile, halt, resume
  // Terms of an order that differ, and a store that does not take records
  case termsMismatch, storeFailure

  /// The word as files and reports spell it: lower case with hyphens, crash points with a dot.
  public var text: String { Word.texts[Int(rawValue)] }

  /// The word that is spelled so, if there is one.
  public init?(text: some StringProtocol) {
    guard let index = Word.texts.firstIndex(where: { $0 == text }) else { return nil }
    self = Word.allCases[index]
  }

  private static let texts: [String] = allCases.map { word in
    switch word {
    case .persistBefore, .persistUnsynced, .persistAfter, .publishBefore, .publishAfter, .checkpointBefore,
      .checkpointAfter, .sendBefore, .sendAfter, .reconcileMiddle:
      hyphenated(word, separator: ".")
    default: hyphenated(word, separator: "-")
    }
  }

  private static func hyphenated(_ word: Word, separator: String) -> String {
    var text = ""
    for character in "\(word)" {
      if character.isUppercase { text += separator }
      text += character.lowercased()
    }
    return text
  }
}
