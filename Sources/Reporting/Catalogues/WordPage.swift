import Harness
import Reconciliation
import ScenarioLanguage
import Simulation

/// Pages for words that are no line and no setting: actors, sections, values, fields, and the small words of a line.
enum WordPage {
  /// What an actor can do, or what can happen to it, a line each.
  static func actor(_ word: String) -> String? {
    let lines = LanguageWord.words(.verbs).filter { $0.name.hasPrefix("\(word) ") }
    return lines.isEmpty ? nil : "\(word): who acts, in a line of the timeline\n\n\(table(lines))"
  }

  /// The page of a word; nil if the language does not have it.
  static func text(of word: String) -> String? {
    let meanings = meanings(of: word)
    let lines = LanguageWord.all.filter { $0.uses(word) }
    guard !meanings.isEmpty || !lines.isEmpty else { return nil }
    var text = "\(word): \(meanings.first ?? "a word of these lines")\n"
    for meaning in meanings.dropFirst() { text += "\(word): \(meaning)\n" }
    return lines.isEmpty ? text : "\(text)\nstands in\n\(table(lines))"
  }

  /// What a word means as the pricing of an order, beside the pages that it has of its own.
  static func pricing(_ word: String) -> String? {
    ["market", "stop"].contains(word) ? structure[word].map { "\(word): \($0)\n" } : nil
  }

  /// What stands for a placeholder of the patterns, such as `PRICING`, in each line that has it; nil if none does.
  static func placeholder(_ word: String) -> String? {
    guard word.contains(where: \.isLetter), word == word.uppercased() else { return nil }
    var pages: [(text: String, lines: [LanguageWord])] = []
    for line in LanguageWord.all where placeholders(in: line.pattern).contains(word) {
      let field = line.fields.first { placeholders(in: $0.placeholder).contains(word) }
      var text = "a value of these lines"
      if let field {
        text = field.meaning + (field.words.isEmpty ? "" : ": \(field.words.joined(separator: ", "))")
        if field.placeholder != word { text = "part of `\(field.placeholder)`: \(text)" }
      }
      if let known = pages.firstIndex(where: { $0.text == text }) {
        pages[known].lines.append(line)
      } else {
        pages.append((text, [line]))
      }
    }
    guard !pages.isEmpty else { return nil }
    return pages.map { "\(word): \($0.text)\n\nstands in\n\(table($0.lines))" }.joined(separator: "\n")
  }

  private static func placeholders(in pattern: String) -> [String] {
    pattern.split { !$0.isLetter && $0 != "-" }.map(String.init).filter { $0 == $0.uppercased() }
  }

  /// The small words that have a page, and the placeholders.
  static var topics: [String] {
    structure.keys.sorted() + Set(LanguageWord.all.flatMap { placeholders(in: $0.pattern) }).sorted()
  }

  private static func table(_ lines: [LanguageWord]) -> String {
    let width = lines.map(\.name.count).max() ?? 0
    return lines.map { line in
      "  \(line.name)\(String(repeating: " ", count: width - line.name.count))  \(line.summary)\n"
    }.joined()
  }

  /// What the word means by itself.
  private static func meanings(of word: String) -> [String] {
    var meanings: [String] = []
    if let meaning = structure[word] { meanings.append(meaning) }
    if let point = Word.crashPoints.first(where: { $0.text == word }) {
      meanings.append("a crash point: \(point.crashPointSummary)")
    }
    if let profile = BrokerProfile(rawValue: word) { meanings.append("a broker profile: \(profile.summary)") }
    if let state = EngineStateWord(rawValue: word) { meanings.append("a state of the engine: \(state.summary)") }
    if Word.orderStatuses.contains(where: { $0.text == word }) { meanings.append("a status of an order") }
    if TicketStatusName(rawValue: word) != nil { meanings.append("a status of a ticket") }
    if let status = PassReport.Status(rawValue: word) { meanings.append("a status of a pass: \(status.summary)") }
    if EventKind.Lane.allCases.contains(where: { "\($0)" == word }) { meanings.append("a lane of the log") }
    if let field = EventField.allCases.first(where: { $0.name == word }) {
      let events = EventKind.allCases.filter { $0.fields.contains(field) }.map(\.name)
      meanings.append("a field of events: \(field.type.text); of \(events.joined(separator: ", "))")
    }
    for field in EventField.allCases {
      if case .word(let words) = field.type, words.contains(where: { $0.text == word }) {
        meanings.append("a value of the field `\(field.name)` of events")
      }
    }
    for setting in EngineSetting.allCases where setting.words.contains(word) {
      meanings.append("a value of the setting `\(setting.rawValue)`: \(setting.summary)")
    }
    let families = EventKind.allCases.filter { $0.name.hasPrefix("\(word).") }.map(\.name)
    if !families.isEmpty { meanings.append("events of the log: \(families.joined(separator: ", "))") }
    return meanings
  }

  /// The sections of a file.
  static let sections = ["scenario", "engine", "setup", "timeline", "always", "finally", "examples"]

  /// The sections, and the words that hold a file together.
  private static let structure = [
    "scenario": "the first section: the title, and below it the header",
    "engine": "the section of settings, one a line; see trueup list settings",
    "setup": "the section of what is so before the run; see trueup list setup",
    "timeline": "the section of what happens, each line with its time; see trueup list verbs",
    "always": "the section of what must hold throughout",
    "finally": "the section of what must hold at the end of the run; see trueup list checks",
    "agreed": "of `expect health books=`: the last whole pass has found nothing that differs",
    "diverged": "of `expect health books=`: a pass has found what differs, and none since that it is gone",
    "long": "of `expect features side=`: more was bought than sold",
    "short": "of `expect features side=`: more was sold than bought",
    "flat": "of `expect features side=`: nothing is open",
    "exchange": "of `expect features source=`: the broker, when it last told of the account",
    "yes": "of `expect features valid=`: the figures can be relied on",
    "no": "of `expect features valid=`: they cannot, for the reason that `reason` gives",
    "internal": "of `expect features source=`: the books alone, which nobody has compared since the start",
    "reconciled": "of `expect features source=`: the books, with which the last account agreed",
    "unseen": "of `expect features reason=`: the broker has not told of the position since the start",
    "unverified": "of `expect features reason=`: figures were taken over, and the broker has not shown them again",
    "unpriced": "of `expect features reason=`: what is open has no price that it could be valued at",
    "left-out": "of `expect features reason=`: the instrument is not among those that passes compare",
    "up": "of `expect health stream=`: the stream is connected",
    "down":
      "for how long nothing runs; of `expect health stream=`: the stream is lost",
    "examples": "the section with a table of parameters: one case for each row",
    "on": "in the first column, `on EVENT then`: the line waits for an event",
    "then": "ends the event that a line waits for: `on order.filled order=A then +1s trader cancel B`",
    "nth": "which of the events that match a line waits for: `on fill.applied nth 2 then`",
    "every":
      "behind the time of a line: it happens more than once. `10s every 2s for 5m broker trade AAPL buy 10 at 150.00`; `<n>` counts the times, and a name may have it inside: `A<n>`",
    "as": "names the instant of a line: `2s broker fill A 100 at 150.00 as @filled`",
    "may-miss": "at the end of a line of the timeline: it may stay without effect, which else fails the case",
    "???": "a value that a run is to fill in: trueup run --bless FILE",
    "adopt-broker":
      "takes over the broker's figure once `drift-confirmations` passes have seen the same, whatever it is worth",
    "within-limit":
      "takes it over so up to `max-auto-correction` and its sums; above them a ticket opens, and nothing changes",
    "review": "never takes it over: a ticket opens, and a person decides by `operator resolve`",
    "discard":
      "throws a report away that was put aside: of a ticket of overfill, duplicate-execution or invalid-report",
    "market": "the pricing of an order: at any price",
    "limit": "the pricing of an order: at this price or better; `limit 150.00`",
    "stop":
      "the pricing of an order: at any price once the market has reached this one; `stop 145.00`. No line of the market triggers it: write `broker trigger` or `broker fill`",
    "enospc": "an error of the disk: there is no space left on it; `2s store fail enospc next 1`",
    "eio": "an error of the disk: it cannot read or write; `2s store fail eio next 1`",
    "stop-limit": "the pricing of an order: at the stop it becomes one with a limit; `stop-limit 150.00 149.00`",
    "day": "a time in force: until the end of the session; what holds without `tif`",
    "gtc": "a time in force: good till cancelled",
    "ioc": "a time in force: immediate or cancel",
    "fok": "a time in force: fill or kill",
    "next": "in a block of `log in-order`: the very next event of its lane",
    "not": "in a block of `log in-order`: nowhere between the line above and the line below",
    "in": "before the values of a parameter: `each point in publish.before, publish.after`",
    "case": "the column of the examples that names the cases",
    "fill-crash-points": "a list of values: `each point in all fill-crash-points`",
    "crash-points": "a list of values: `each point in all crash-points`",
    "channels": "a list of values: `each channel in all channels`",
  ]
}

extension EngineSetting {
  /// The words that can be its value.
  fileprivate var words: [String] {
    switch type {
    case .toggle: ["on", "off"]
    case .duration(let canBeOff): canBeOff ? ["off"] : []
    case .integer, .decimal, .money: []
    case .choice(let words): words
    case .list(let words): words + ["off"]
    case .symbols: ["all"]
    }
  }
}

extension LanguageWord {
  /// Whether the word stands in the line: as a word of its pattern, or as a value.
  fileprivate func uses(_ word: String) -> Bool {
    let isSmall = { (character: Character) in
      character.isLowercase || character.isNumber || character == "-" || character == "."
    }
    return pattern.split { !isSmall($0) }.contains { $0 == word } || fields.contains { $0.words.contains(word) }
  }
}
