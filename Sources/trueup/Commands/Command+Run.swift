import Reporting

extension Command {
  /// Runs scenarios.
  static let runCommand = Command(
    name: "run", usage: "trueup run [PATH...]", summary: "run scenarios (default path: Scenarios/)",
    details: [
      "A PATH is a scenario file, or a folder that is searched for `*.scenario`. All files are parsed first; a file",
      "with errors does not keep the others from running. Results are in DIR/results.jsonl and DIR/summary.txt.",
      "",
      "Exit codes: 0 all passed, 1 a case failed, 2 a file is invalid, 3 something could not be read or written or",
      "two runs differ, 4 nothing to run, 7 a case used up its steps (`max-steps` in its header), 64 wrong usage,",
      "129, 130, 143 ended by a signal. Of several: 3, then 2, then 1, then 7.",
    ],
    flags: [
      .tag, .match, .caseName, .failFast, .verify, .allowEmpty, .jobs, .json, .reports, .quiet, .verbose,
    ]
  ) { arguments, terminal in
    try RunSession(arguments, terminal).run()
  }
}
