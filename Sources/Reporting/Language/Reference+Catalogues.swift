import Harness
import Reconciliation
import ScenarioLanguage
import Simulation

extension Reference {
  static var always: [String] {
    var table = MarkdownTable(columns: ["invariant", "what must hold"])
    for invariant in Invariant.all { table.rows.append(["`\(invariant.name)`", invariant.summary]) }
    var relations = MarkdownTable(columns: ["relation", "what must hold", "not"])
    for relation in Relation.all {
      relations.rows.append(["`\(relation.name)`", relation.summary, relation.exceptions.joined(separator: "; ")])
    }
    return [
      heading("Always"), "What must hold throughout. All invariants are checked on every run, named or not.",
    ] + Reference.table(LanguageWord.words(.always), ["line", "says", "example"]) + [
      table.text,
      "What must hold between a run and a copy of it. Tried at drawn moments; where a file names one, at all of them.",
      relations.text,
    ]
  }

  static var events: [String] {
    var fields = MarkdownTable(columns: ["field", "values"])
    for field in EventField.allCases { fields.rows.append(["`\(field.name)`", field.type.text]) }
    let lanes = EventKind.Lane.allCases.flatMap { lane in
      var table = MarkdownTable(columns: ["event", "fields", "what happened"])
      for kind in EventKind.allCases where kind.lane == lane {
        let names = kind.fields.map { "`\($0.name)`" }.joined(separator: " ")
        table.rows.append(["`\(kind.name)`", names, kind.summary])
      }
      return ["### Lane `\(lane)`", table.text]
    }
    return [
      heading("Events"), "What can be in a log, by lane, with the fields that a pattern can compare.",
    ] + lanes + ["### Fields", fields.text]
  }

  static var worlds: [String] {
    var profiles = MarkdownTable(columns: ["profile", "what the broker promises"])
    for profile in BrokerProfile.allCases { profiles.rows.append(["`\(profile.rawValue)`", profile.summary]) }
    var kinds = MarkdownTable(columns: ["kind of pass", "what it does", "use it", "safe for"])
    for kind in PassKind.allCases {
      kinds.rows.append(["`\(kind.word.text)`", kind.contents.summary, kind.contents.use, kind.safeClocks])
    }
    var points = MarkdownTable(columns: ["crash point", "where the engine is killed"])
    for point in Word.crashPoints { points.rows.append(["`\(point.text)`", point.crashPointSummary]) }
    return [
      heading("Broker profiles"), profiles.text, heading("Kinds of pass"), kinds.text, heading("Crash points"),
      points.text,
    ]
  }

  static var codes: [String] {
    var table = MarkdownTable(columns: ["code", "title"])
    for code in DiagnosticCode.allCases { table.rows.append([code.rawValue, code.title]) }
    return [
      heading("Messages"), "`trueup explain E205` says more about a code. Codes from E401 are warnings.", table.text,
    ]
  }
}

extension EventField.ValueType {
  /// The legal values in words.
  var text: String {
    switch self {
    case .order: "the name of an order"
    case .key: "a client order id"
    case .execution: "the name of an execution"
    case .instrument: "the name of an instrument"
    case .currency: "the name of a currency"
    case .decimal: "a number"
    case .integer: "a whole number"
    case .discrepancy: "a discrepancy: D1, D2, ... in the order in which they are found"
    case .ticket: "a ticket: T1, T2, ... in the order in which they are opened"
    case .duration: "a time"
    case .word(let words): words.map { "`\($0.text)`" }.joined(separator: " ")
    case .text: "a text in quotes"
    }
  }
}
