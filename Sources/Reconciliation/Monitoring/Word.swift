/// The closed vocabulary of the values that events carry beside names and numbers.
///
/// One list for statuses, sources, reasons and kinds: an event holds such a value as one byte, and the
/// scenario parser knows every word that a field can have (``EventField/type``).
///
/// Journals hold the raw values, so a word keeps its own for ever, wherever it stands in the list; a new word takes the
/// next free one.
public enum Word: UInt8, Hashable, Sendable, CaseIterable {
  // Order statuses
  case pending = 0, submitted = 1, unknown = 2, open = 3, partial = 4, filled = 5, cancelled = 6, rejected = 7
  case expired = 8
  // Where a piece of evidence came from
  case stream = 9, response = 10, poll = 11, query = 12, replay = 13, policy = 14, trader = 15
  // Why a pass runs
  case full = 16, startup = 17, reconnect = 18, mismatch = 19, `operator` = 20
  // How a pass ended
  case clean = 21, fixed = 22, differs = 23, failed = 24
  // What a request asks for, and what a stream message says
  case place = 25, cancel = 26, replace = 27, orders = 28, executions = 29, account = 30
  case ack = 31, fill = 32, reject = 33, expire = 34, heartbeat = 35
  // Channels
  case requests = 36, responses = 37
  // Kinds of discrepancy: those of the source document, and those that real venues add; 49 was one that nothing ever was
  case quantityMismatch = 38, priceDiscrepancy = 39, statusInconsistency = 40, missingOrder = 41
  case missingPosition = 42, timingConflict = 43
  case duplicateExecution = 44, unknownOrder = 45, overfill = 46, invalidReport = 47, cashMismatch = 48
  // Why something failed, was refused or was done
  case timeout = 50, reset = 51, serverError = 52, rateLimited = 53, refusedByBroker = 54, late = 55
  case duplicateKey = 56, terminal = 57, unsent = 58, noSuchOrder = 59
  case inFlight = 60, belowFilled = 61, invalid = 62, halted = 63, starting = 64, silence = 65, cut = 66
  case incomplete = 67, stale = 68, truncated = 69, empty = 70, omits = 71
  case absent = 72, exhausted = 73, overflow = 74, idReused = 75, wrongInstrument = 76, wrongSide = 77
  case noSpace = 78, ioError = 79, corrupt = 80, disabled = 81
  // Container life cycle and crash points
  case start = 82, restart = 83, crash = 84
  case persistBefore = 85, persistUnsynced = 86, persistAfter = 87, publishBefore = 88, publishAfter = 89
  case checkpointBefore = 90, checkpointAfter = 91
  case sendBefore = 92, sendAfter = 93, reconcileMiddle = 94
  // Sides
  case buy = 95, sell = 96
  // Drift policies, and who resolved a discrepancy
  case adoptBroker = 97, withinLimit = 98, review = 99, auto = 100
  // Kinds of journal record
  case accepted = 101, attempt = 102, status = 103, execution = 104, cancelIntent = 105, replaceIntent = 106
  case intentEnd = 107, terms = 108, position = 109, cash = 110
  case discrepancy = 111, resolution = 112
  // What an operator asks for
  case reconcile = 113, halt = 114, resume = 115
  // Terms of an order that differ, and a store that does not take records
  case termsMismatch = 116, storeFailure = 117
  // A discrepancy that waits for a person since a limit is spent, and which limit
  case held = 118, passLimit = 119, dayLimit = 120
  // Kinds of pass beside `full`
  case incremental = 170, delta = 171, positionOnly = 172, balanceOnly = 173, tradeOnly = 174, realTime = 175
  case scheduled = 176, emergency = 177
  // What was seen once and changes nothing; what may not be chosen, and what lacks for a kind of pass
  case moving = 185, waiting = 186
  case unconfirmed = 178, unsafe = 179, unpromised = 180, paper = 181
  // An operator's choice of a kind of pass, and its record
  case choose = 182, chosen = 183
  // Contents that are wrong
  case negative = 121, wrongOrder = 122, enormous = 123, lessFilled = 124, ahead = 125
  // Terms that are asked for and are those that an order has
  case unchanged = 127
  // What the broker does with an execution that it has reported, and of one that is not there for it
  case busted = 129, corrected = 130, unknownExecution = 131
  // One field of a message that says what is not so
  case contents = 134
  // An answer that has each row twice, and a stop that the market has reached
  case repeats = 132, trigger = 133
  // Why a person is told of an execution that counts.
  case worseThanLimit = 128
  // Levels of a discrepancy beside `emergency`, and records of its ticket
  case informational = 150, warning = 151, critical = 152
  case ticket = 154, ticketUpdate = 155, ticketEnd = 156
  // What a person can do about a ticket and to the engine, the record of it, and the statuses of a ticket
  case acknowledge = 190, assign = 191, resolve = 192, prioritize = 193, stop = 194, release = 195
  case ticketStep = 196, acknowledged = 197, decided = 198
  // What a person can decide
  case acceptBroker = 199, acceptLocal = 200, figure = 201, discard = 202, ignore = 203
  // Roles beside `operator`, and what is refused for want of one or of the ticket
  case viewer = 204, supervisor = 205, role = 206, noSuchTicket = 207
  // A pass after a trade
  case postTrade = 212
  // A store that held nothing: what a person is told, a policy for it beside `review`, and its records
  case emptyStore = 213, refuse = 214, opening = 215
  // What a pass that has run out of time says of the queries without an answer
  case passTimeout = 216
  // Why a person is told again, and why no new order is taken
  case escalated = 208, reminder = 209, blocked = 210, stopped = 211
  // What the broker has shown again, and what was taken back
  case verified = 230, undone = 231
  // Drift policies beside `adopt-broker`, `within-limit` and `review` that take something over
  case latestTimestamp = 232, weightedAverage = 233
  // A gap that a person can have closed by an execution that is inferred
  case inferable = 146
  // What becomes of an order of which nothing is heard, beside `cancel`, and the record of it
  case report = 217, lookUp = 218, staleOrder = 219
  // The record of what a pass came to
  case passReport = 220
  // What the broker says of an order that it has said to have ended
  case contradiction = 234
  // What a person decides about an order of somebody else, beside `cancel`, and the record of it
  case adopt = 235, adopted = 236
  // What somebody did at the broker beside the engine
  case hand = 245
  // What a person wants to be looked at and `reconcile-symbols` leaves out
  case leftOut = 246
  // A bus that does not take events
  case busFailure = 184
  // What an engine is that has not seen the broker on every channel for long
  case blind = 250
  // The record of orders that leave the books
  case archived = 251
  // The record of how new an account was that was compared, and an account that is not as new
  case accountSeen = 221, older = 222

  /// The word as files and reports spell it: lower case with hyphens, crash points with a dot.
  public var text: String { Word.texts[Int(rawValue)] }

  /// The word that is spelled so, if there is one.
  public init?(text: some StringProtocol) {
    guard let word = Word.allCases.first(where: { $0.text == text }) else { return nil }
    self = word
  }

  /// The spellings by raw value.
  private static let texts: [String] = {
    var texts = Array(repeating: "", count: 1 + Int(allCases.map(\.rawValue).max() ?? 0))
    for word in allCases { texts[Int(word.rawValue)] = spelling(of: word) }
    return texts
  }()

  private static func spelling(of word: Word) -> String {
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
