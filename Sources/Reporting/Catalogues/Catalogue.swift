import Harness
import Reconciliation
public import ScenarioLanguage
import Simulation
import Specification

/// The lists of what scenario files can name, straight from the code that runs.
public enum Catalogue: String, CaseIterable, Sendable {
  /// Everything that can be in a log.
  case events
  /// The settings of the engine.
  case settings
  /// What is checked on every run.
  case invariants
  /// What is tried on copies of a run.
  case relations
  /// What of it the engine owes, by the documents.
  case clauses
  /// The brokers that can be simulated.
  case profiles
  /// The kinds of pass.
  case kinds
  /// Where an engine can be killed.
  case crashPoints = "crash-points"
  /// What happens in a timeline, but for the faults.
  case verbs
  /// What can go wrong in a timeline.
  case faults
  /// What can be checked of state and log.
  case checks
  /// What can be so before a run.
  case setup
  /// What a file says about itself.
  case header
  /// The codes of messages about files.
  case codes
  /// What to start a scenario from.
  case templates
  /// The schema of the reports for programs.
  case schema
  /// The schema of what a fuzzing run says to programs.
  case fuzzSchema = "fuzz-schema"
  /// The schema of a log.
  case traceSchema = "trace-schema"
  /// The schema of the status of an engine.
  case statusSchema = "status-schema"
  /// The schema of who changed what.
  case complianceSchema = "compliance-schema"
  /// A workflow for GitHub Actions.
  case github
  /// A pipeline for GitLab.
  case gitlab
  /// The colours of a file, for editors.
  case textmate
  /// The whole reference of the language.
  case reference

  /// The list as text, with columns aligned.
  public var text: StyledText {
    switch self {
    case .reference: return StyledText(lines: Reference.text)
    case .schema: return StyledText(lines: ResultSchema.text)
    case .fuzzSchema: return StyledText(lines: FuzzSchema.text)
    case .traceSchema: return StyledText(lines: TraceSchema.text)
    case .statusSchema: return StyledText(lines: StatusSchema.status)
    case .complianceSchema: return StyledText(lines: StatusSchema.compliance)
    case .github: return StyledText(lines: Workflow.github)
    case .gitlab: return StyledText(lines: Workflow.gitlab)
    case .textmate: return StyledText(lines: TextMateGrammar.text)
    default: break
    }
    let rows = rows
    let width = rows.map(\.name.count).max() ?? 0
    var text: StyledText = ""
    for row in rows {
      text += "\(row.name)\(String(repeating: " ", count: width - row.name.count))  \(row.summary)\n"
      if let detail = row.detail { text += "\(String(repeating: " ", count: width + 2))\(detail)\n" }
    }
    return text
  }

  fileprivate struct Row {
    var name: String
    var summary: String
    var detail: String?
  }

  private var rows: [Row] {
    switch self {
    case .events:
      EventKind.allCases.map { kind in
        let fields = kind.fields.map(\.name).joined(separator: ", ")
        return Row(
          name: kind.name, summary: kind.summary, detail: "\(kind.lane): \(fields.isEmpty ? "no fields" : fields)")
      }
    case .settings:
      EngineSetting.allCases.map {
        Row(name: $0.rawValue, summary: $0.summary, detail: "\($0.type.text); without the line: \($0.usual)")
      }
    case .invariants: Invariant.all.map { Row(name: $0.name, summary: $0.summary) }
    case .relations:
      Relation.all.map {
        Row(name: $0.name, summary: $0.summary, detail: "not \($0.exceptions.joined(separator: "; nor "))")
      }
    case .clauses:
      Specification.pages.map { page in
        Row(
          name: page.name, summary: page.sentence,
          detail: "\(page.subject.rawValue), \(page.sort.rawValue); from \(page.source)")
      }
    case .profiles: BrokerProfile.allCases.map { Row(name: $0.rawValue, summary: $0.summary) }
    case .kinds:
      PassKind.allCases.map { Row(name: $0.word.text, summary: $0.contents.summary, detail: $0.contents.use) }
    case .verbs: rows(of: [.verbs])
    case .faults: rows(of: [.faults])
    case .checks: rows(of: [.checks, .logChecks, .always])
    case .setup: rows(of: [.setup])
    case .header: rows(of: [.header])
    case .codes: DiagnosticCode.allCases.map { Row(name: $0.rawValue, summary: $0.title) }
    case .templates: Template.all.map { Row(name: $0.name, summary: $0.summary) }
    case .reference, .schema, .fuzzSchema, .traceSchema, .statusSchema, .complianceSchema, .github, .gitlab, .textmate:
      []
    case .crashPoints: Word.crashPoints.map { Row(name: $0.text, summary: $0.crashPointSummary) }
    }
  }
}

extension Catalogue {
  private func rows(of sorts: [LanguageWord.Sort]) -> [Row] {
    sorts.flatMap(LanguageWord.words).map { Row(name: $0.name, summary: $0.summary, detail: $0.pattern) }
  }
}

extension EngineSetting {
  /// A value as a file gives it: the default of live mode.
  var example: String { EngineConfiguration(mode: .live).value(of: self).text }
}

extension EngineSetting.ValueType {
  /// The legal values in words.
  var text: String {
    switch self {
    case .toggle: "on, off"
    case .duration(let canBeOff): "a time of \(EngineSetting.shortestTime) or more\(canBeOff ? ", off" : "")"
    case .integer(let range): "a whole number from \(range.lowerBound) to \(range.upperBound)"
    case .decimal: "a number of zero or above"
    case .money:
      "a number of zero or above, in the first currency of the setup, and after commas others with the currency: "
        + "100, BTC 0.001"
    case .choice(let words): words.joined(separator: ", ")
    case .list(let words): "any of \(words.joined(separator: ", ")); off"
    case .symbols: "instruments of the setup, with commas between them; all"
    }
  }
}

extension BrokerProfile {
  /// What the engine may rely on, in words.
  var summary: String {
    let scope =
      switch guarantees.identityScope {
      case .whileWorking: "a client order id is unique while its order works"
      case .forever: "a client order id can never be used again"
      case .never: "a client order id is a mere tag"
      }
    let limit =
      guarantees.rateLimitPause.map { "a request answered with 429 was not forwarded and may be repeated after \($0)" }
      ?? "a 429 says as little as a 5xx"
    let changes = guarantees.listsChanges ? "" : "; it cannot list what has changed"
    return "\(scope); late requests are \(guarantees.honoursDeadlines ? "refused" : "carried out"); \(limit)\(changes)"
  }
}

extension Word {
  /// Where a crash point lies.
  var crashPointSummary: String {
    switch self {
    case .persistBefore: "before a record goes to the journal"
    case .persistUnsynced: "after a record was written, before it is durable"
    case .persistAfter: "after a record has become durable"
    case .publishBefore: "before an event goes out on the bus"
    case .publishAfter: "after an event went out on the bus"
    case .checkpointBefore: "before the whole state is written"
    case .checkpointAfter: "after the whole state was written"
    case .sendBefore: "before a request is handed to the network"
    case .sendAfter: "after a request was handed to the network"
    case .reconcileMiddle: "while a reconciliation pass waits for its answers"
    default: ""
    }
  }
}
