import Reporting

/// Compares a run with runs of the same suite in further processes, each of which has its own hash seed.
///
/// What depends on the order of a dictionary or set, on an address or on anything else that a process has to itself
/// comes out differently there.
final class Verification {
  /// How many processes are compared, this one included.
  let processes = 3
  /// How often another process is asked for a log, until it differs.
  private static let attempts = 8

  private let words: [String]
  private var children: [ChildProcess] = []
  private var problem: Problem?
  private var lines: [String] = []

  /// Starts the further processes; they run at the same time as this one.
  init(_ paths: [String], _ choice: CaseChoice) {
    words = [Command.fingerprint.name] + choice.words + ["--"] + paths
    do throws(SystemError) {
      for _ in 1..<processes { children.append(try ChildProcess(words)) }
    } catch {
      problem = Verification.cannotStart(error)
    }
  }

  /// Notes what a case came to here.
  func add(_ report: CaseReport) { lines.append(RunFingerprint.line(of: report)) }

  /// Compares ids, digests and verdicts line by line, in the order of the suite.
  func compare(_ suite: Suite, _ tell: (RunEvent) -> Void) {
    var divergence: Divergence?
    for (number, child) in children.enumerated() {
      do throws(SystemError) {
        let theirs = try child.finish()
        if divergence == nil { divergence = compare(theirs.lines, process: number + 2, suite) }
        if !theirs.isComplete, problem == nil { problem = Verification.endedEarly(number + 2) }
      } catch {
        problem = Verification.cannotStart(error)
      }
    }
    if let problem { tell(.hindered(problem)) }
    if let divergence { tell(.diverged(divergence)) }
  }

  private func compare(_ theirs: [String], process: Int, _ suite: Suite) -> Divergence? {
    // A run that stopped at a failure is compared as far as it came.
    for (index, line) in lines.enumerated() where index >= theirs.count || theirs[index] != line {
      let there = index < theirs.count ? theirs[index] : "nothing: it ended after \(Quantities.count(index, "case"))"
      var notes = ["process 1  \(line)", "process \(process)  \(there)"]
      notes += index < theirs.count ? firstDifference(suite.cases[index], index) : []
      notes.append("a case must run the same in every process: report this with the scenario file")
      let message = "the run in another process is not the same; the first case that differs is shown"
      return Divergence(suite.cases[index].identifier, message, notes: notes)
    }
    return nil
  }

  /// Asks other processes for the log of a case until one differs; by chance some may not.
  private func firstDifference(_ suiteCase: SuiteCase, _ index: Int) -> [String] {
    let ours = TraceLines.lines(of: suiteCase)
    var words = words
    words.insert("\(Flag.traceOf.name)=\(index)", at: 1)
    for _ in 0..<Verification.attempts {
      guard let theirs = try? ChildProcess(words).finish().lines else { break }
      let notes = TraceLines.firstDifference(ours, theirs, names: ("this process", "another"))
      if !notes.isEmpty { return notes }
    }
    return ["\(Verification.attempts) further processes gave the same log as this one: run --verify again"]
  }

  /// Ends the further processes.
  func cancel() {
    for child in children { child.cancel() }
  }

  private static func endedEarly(_ process: Int) -> Problem {
    Problem(
      "--verify", "process \(process) did not end in good order",
      advice: ["the results of this process are complete; run again, and report this if it stays"],
      exitCode: .toolError)
  }

  private static func cannotStart(_ error: SystemError) -> Problem {
    Problem(
      "--verify", "another process of trueup cannot be run: \(error)",
      advice: ["nothing was verified; the results of this process are complete"], exitCode: .toolError)
  }
}
