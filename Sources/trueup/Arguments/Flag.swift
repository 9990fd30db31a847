import Reconciliation

/// A flag of the command line; the list of a command's flags is what is read and what help shows.
struct Flag: Hashable, Sendable {
  /// The name with its dashes: `--color`.
  let name: String
  /// The letter: `x` for `-x`.
  var letter: Character?
  /// What stands for the value in help; nil for a flag without one.
  var placeholder: String?
  /// One line for help.
  let summary: String
  /// Whether it may be given several times, each time with a further value.
  var isRepeatable = false
  /// What can stand for the value, for completions.
  var values = Words.free

  /// What a shell can offer for a value or an operand.
  enum Words: Hashable, Sendable {
    /// Whatever the user likes.
    case free
    /// One of these.
    case words([String])
    /// Scenario files and folders.
    case scenarios
    /// Folders.
    case folders
  }

  static let help = Flag(name: "--help", letter: "h", summary: "show this page")
  static let color = Flag(
    name: "--color", placeholder: "WHEN",
    summary: "auto, always or never; beats NO_COLOR, which beats CLICOLOR_FORCE and FORCE_COLOR",
    values: .words(Terminal.ColorChoice.allCases.map(\.rawValue)))
  static let quiet = Flag(name: "--quiet", letter: "q", summary: "show only what is wrong")
  static let verbose = Flag(name: "--verbose", letter: "v", summary: "show all cases, with times and digests")

  static let tag = Flag(
    name: "--tag", letter: "t", placeholder: "EXPR",
    summary: "cases with all of these tags, or with one that starts so and a dash: `smoke`, `live,!slow`, `case`",
    isRepeatable: true)
  static let tagFamily = Flag(
    name: "--tag", letter: "t", placeholder: "TAG",
    summary: "for scenarios: those with the tag, or with one that starts with it and a dash, and the tags that do")
  static let match = Flag(
    name: "--match", letter: "k", placeholder: "TEXT", summary: "cases whose id or path contains TEXT")
  static let caseName = Flag(
    name: "--case", placeholder: "TEXT", summary: "the case of that name, or with that first cell")
  static let failFast = Flag(name: "--fail-fast", letter: "x", summary: "stop at the first failure")
  static let verify = Flag(
    name: "--verify", summary: "run everything again, here and in two further processes, and compare")
  static let allowEmpty = Flag(name: "--allow-empty", summary: "finding nothing to run is no error")
  static let jobs = Flag(name: "--jobs", letter: "j", placeholder: "N", summary: "use N threads (1)")
  static let json = Flag(name: "--json", summary: "JSON lines on standard output, text on standard error")
  static let html = Flag(name: "--html", summary: "write a page as well, one file that needs nothing else")
  static let reports = Flag(
    name: "--reports", placeholder: "DIR", summary: "where reports go (Reports)", values: .folders)

  static let failed = Flag(name: "--failed", summary: "what failed in the last run, by DIR/results.jsonl")

  static let checkFormat = Flag(
    name: "--format", placeholder: "KIND",
    summary: "human, short, json or github (github where GITHUB_ACTIONS is true)",
    values: .words(CheckSession.Format.allCases.map(\.rawValue)))
  static let traceFormat = Flag(
    name: "--format", placeholder: "KIND", summary: "text, json, mermaid or perfetto",
    values: .words(["text", "json", "mermaid", "perfetto"]))
  static let diff = Flag(
    name: "--diff", placeholder: "OTHER", summary: "compare with another file, or with a case of this one",
    values: .scenarios)
  static let around = Flag(
    name: "--around", placeholder: "NAME",
    summary: "entries that name an order, execution, ... or have that number, with causes and direct effects",
    isRepeatable: true)
  static let lane = Flag(
    name: "--lane", placeholder: "L", summary: "entries of one lane", isRepeatable: true,
    values: .words(EventKind.Lane.allCases.map { "\($0)" }))
  static let only = Flag(
    name: "--only", placeholder: "GLOB", summary: "entries of these events: `order.*`", isRepeatable: true)
  static let from = Flag(name: "--from", placeholder: "T", summary: "entries from that time on: `2.5s`")
  static let to = Flag(name: "--to", placeholder: "T", summary: "entries up to that time")

  /// The number of the case whose trace a verifying process asks for.
  static let traceOf = Flag(name: "--trace-of", placeholder: "N", summary: "the log of one case instead")
}
