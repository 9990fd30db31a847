import Reporting

/// What `trueup run` writes to standard output.
enum RunFormat: String, CaseIterable {
  /// Text for people.
  case human
  /// JSON lines; the text goes to standard error.
  case json
  /// JUnit XML; the text goes to standard error.
  case junit
  /// Text, with commands for GitHub Actions.
  case github

  /// The format that the flags ask for, else the one that the environment does.
  init(_ arguments: Arguments) throws(UsageError) {
    try arguments.refuse(.json, with: .runFormat, because: "both say what goes to standard output")
    let asked = try arguments.choice(.runFormat, of: RunFormat.self)
    self = arguments.has(.json) ? .json : asked ?? (CIServer.isGitHub ? .github : .human)
  }

  /// Whether standard output is for a program, so that people are told on standard error.
  var isForPrograms: Bool { self == .json || self == .junit }

  /// Whether lines of a change are marked on GitHub.
  var marksLines: Bool { self == .github || (isForPrograms && CIServer.isGitHub) }
}

extension Flag {
  static let runFormat = Flag(
    name: "--format", placeholder: "KIND",
    summary: "human, json, junit or github on standard output (github where GITHUB_ACTIONS is true)",
    values: .words(RunFormat.allCases.map(\.rawValue)))
}
