import Exploration
import Harness
import Reconciliation
import Reporting

extension Command {
  /// Searches for counterexamples.
  static let fuzz = Command(
    name: "fuzz", usage: "trueup fuzz", summary: "search for counterexamples and write them down as scenarios",
    details: [
      "Each seed makes one scenario: operations, faults, a start, a minute of activity, then healing until both sides",
      "agree and nothing new is to come. All oracles watch. The first case of each kind of failure is shrunk to a",
      "scenario file. The same seed makes the same cases on every machine and with any number of threads.",
      "What was found before is run again first: all in Scenarios/found/ and in the folder of --save. On GitHub Actions",
      "finds are marked, and the step gets a summary; files for CI: `trueup list github`, `trueup list gitlab`.",
      "With --html there is a page too, DIR/fuzz.html: what was found, each whole, and what was put to the test how",
      "often; the power of the harness, if `planted` has left DIR/power.txt.",
      "",
      "Exit codes: 0 nothing found, 1 a safety oracle fired, 5 only liveness oracles fired, 6 the engine crashed,",
      "3 a find could not be written, 7 a case used up its steps, 64 wrong usage, 129, 130, 143 ended by a signal.",
    ],
    flags: [
      .fuzzSeed, .fuzzRuns, .fuzzTime, .jobs, .fuzzMode, .relations, .save, .shard, .fuzzCase, .digests, .counts,
      .json, .html, .reports, .quiet,
    ]
  ) { arguments, terminal in
    guard arguments.operands.isEmpty else {
      throw UsageError.operands("fuzz takes no path; its cases come from the seed", arguments.command)
    }
    return try FuzzSession(arguments, terminal).run()
  }
}

extension Flag {
  static let fuzzSeed = Flag(
    name: "--seed", placeholder: "S", summary: "a number, 0x..., or a whole commit hash (drawn and printed without it)")
  static let fuzzRuns = Flag(
    name: "--runs", placeholder: "N", summary: "run so many cases, all shards together (1000 without --time)")
  static let fuzzTime = Flag(name: "--time", placeholder: "T", summary: "run for so long: `60s`, `5m`")
  static let fuzzMode = Flag(
    name: "--mode", placeholder: "MODE", summary: "paper or live (each case chooses)",
    values: .words(["paper", "live"]))
  static let relations = Flag(
    name: "--relations", placeholder: "WHICH",
    summary: "usual, none, everywhere, or names such as `recover-now,ask-again` or `no-mirror,no-split` (usual)")
  static let save = Flag(name: "--save", placeholder: "DIR", summary: "write counterexamples there", values: .folders)
  static let shard = Flag(
    name: "--shard", placeholder: "I/N", summary: "run the I-th of N parts of the cases, every N-th of them")
  static let fuzzCase = Flag(name: "--case", placeholder: "N", summary: "run one case and show its scenario")
  static let digests = Flag(name: "--digests", summary: "print number, digest and verdict of every case")
  static let counts = Flag(
    name: "--counts", summary: "say in how many cases each clause and each relation was put to the test")
}

extension Arguments {
  /// The seed: decimal, hexadecimal with 0x, or a commit hash of 40 digits, whose first 16 count.
  func seed(_ flag: Flag) throws(UsageError) -> UInt64? {
    guard let word = value(flag) else { return nil }
    let number =
      word.hasPrefix("0x")
      ? UInt64(word.dropFirst(2), radix: 16)
      : word.count == 40 ? UInt64(word.prefix(16), radix: 16) : UInt64(word)
    guard let number else {
      throw .malformedValue(
        word, of: flag, "a number, 0x and hexadecimal digits, or a commit hash of 40 digits", command)
    }
    return number
  }

  /// Which relations are tried.
  func relations(_ flag: Flag) throws(UsageError) -> RelationChoice {
    guard let word = value(flag) else { return .usual }
    let (choice, unknown) = RelationChoice.read(word)
    if choice == nil, RelationChoice.isMixed(word) {
      throw UsageError(
        message: "`\(word)` says both which relations are tried and which are not",
        advice: ["write only names, or only names with `no-`", "more: trueup \(command.name) --help"])
    }
    guard let choice else {
      throw .unknownValue(unknown, of: flag, legal: RelationChoice.words + Relation.names, command)
    }
    return choice
  }

  /// Into how many parts cases can be divided: more than there are machines, and few enough to count all cases.
  private static let mostParts = 1_000_000

  /// A part of the cases: `2/8` is the second of eight.
  func part(_ flag: Flag) throws(UsageError) -> (index: Int, count: Int)? {
    guard let word = value(flag) else { return nil }
    let parts = word.split(separator: "/", omittingEmptySubsequences: false).compactMap { part in
      part.utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) } ? Int(part) : nil
    }
    guard parts.count == 2, (1...Arguments.mostParts).contains(parts[1]), (1...parts[1]).contains(parts[0]) else {
      throw .malformedValue(
        word, of: flag, "I/N with I from 1 to N, such as 2/8, and N up to \(Arguments.mostParts)", command)
    }
    return (parts[0] - 1, parts[1])
  }
}
