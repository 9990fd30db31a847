import Reporting

extension Command {
  /// Runs scenarios.
  static let runCommand = Command(
    name: "run", usage: "trueup run [PATH...]", summary: "run scenarios (default path: Scenarios/)",
    details: [
      "A PATH is a scenario file, a folder that is searched for `*.scenario`, or `-` for standard input. All files are",
      "parsed first; a file with errors does not keep the others from running. Reports are DIR/summary.txt, DIR/junit.xml",
      "and DIR/results.jsonl (`trueup list schema`). On GitHub Actions lines that fail are marked, and the step gets a summary.",
      "With --html there is a page too, DIR/report.html: up to \(HTMLReporter.wholeLimit) cases whole, of more only those that fail; the",
      "power of the harness, if `planted` has left DIR/power.txt.",
      "With --bless nothing but golden blocks and `???` is rewritten, with what the run gives; a file in which",
      "anything else fails stays as it is. A block with changes that are in no commit goes to FILE.new.",
      "With --watch files are run when they change, together with those that failed before.",
      "",
      "Exit codes: 0 all passed, 1 a case failed, 2 a file is invalid, 3 something could not be read or written or",
      "two runs differ, 4 nothing to run, 7 a case used up its steps (`max-steps` in its header), 64 wrong usage,",
      "129, 130, 143 ended by a signal. Of several: 3, then 2, then 1, then 7.",
    ],
    flags: [
      .tag, .match, .caseName, .failed, .watch, .shard, .failFast, .verify, .bless, .force, .allowEmpty, .jobs,
      .runFormat, .json, .html, .reports, .quiet, .verbose,
    ], operands: .scenarios
  ) { arguments, terminal in
    if arguments.operands.contains("-") {
      for flag in [Flag.watch, .verify, .bless, .failed] where arguments.has(flag) {
        throw UsageError.inputReadAgain(flag, arguments.command)
      }
    }
    if arguments.has(.watch) { return try WatchSession(arguments, terminal).run() }
    if arguments.has(.bless) { return try BlessSession(arguments, terminal).run() }
    try arguments.need(.bless, for: .force)
    return try RunSession(arguments, terminal).run()
  }
}
