/// What the runner reports, one JSON object a line; shared by the tool and the runner in the copied package.
struct RunRecord: Codable, Hashable, Sendable {
  /// The kinds of report.
  enum Kind: String, Codable, Sendable {
    /// One base seed was searched until the first failure or the limit.
    case search
    /// The first cases that reached and triggered the bug.
    case probe
    /// A failing case was shrunk.
    case shrink
    /// One scenario file was run.
    case file
    /// The process was about to die at this case.
    case crash
  }

  var kind: Kind
  /// For `search`: how many cases were run, the failing one included; for `crash`: the case, counted from 1.
  var cases: Int?
  /// How long it took.
  var seconds: Double?
  /// The oracle that fired, or the kind of failure where no oracle did; nil if nothing failed.
  var oracle: String?
  /// The message of the failure.
  var message: String?
  /// The first case, counted from 1, that reached the planted place.
  var reached: Int?
  /// The first case, counted from 1, that ran differently because of the bug.
  var triggered: Int?
  /// The lines of the timeline of the shrunk case.
  var lines: Int?
  /// How many of these lines would do, if every choice among them was tried.
  var fewest: Int?
  /// The text of the shrunk case.
  var text: String?
  /// The path of the scenario file.
  var file: String?
}
