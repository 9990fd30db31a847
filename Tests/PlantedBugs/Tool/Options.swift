/// What the command line asks for.
struct Options {
  /// The names of the bugs to measure; empty for all.
  var bugs: [String] = []
  /// The folder of the descriptions, if not the usual one.
  var folder: String?
  /// How many base seeds.
  var seeds = 10
  /// How many cases each at the most.
  var limit = 100_000
  /// Whether only the canary is run.
  var isQuick = false
  /// Whether only the descriptions are checked.
  var checksOnly = false
  /// The folder to copy.
  var sources = "Sources"
  /// Whether the help is asked for.
  var wantsHelp = false

  /// What is wrong with the command line.
  struct UsageError: Error { let message: String }

  /// Reads the words of a command line.
  init(_ words: some Sequence<String>) throws(UsageError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      switch word {
      case "--bugs":
        let value = try Options.value(of: word, &rest)
        // No name of a bug has a slash in it or starts with a dot.
        if value.contains("/") || value.hasPrefix(".") {
          folder = value
        } else {
          bugs += value.split(separator: ",").map(String.init)
        }
      case "--seeds": seeds = try Options.number(of: word, &rest)
      case "--limit": limit = try Options.number(of: word, &rest)
      case "--sources": sources = try Options.value(of: word, &rest)
      case "--quick": isQuick = true
      case "--check": checksOnly = true
      case "--help", "-h": wantsHelp = true
      default: throw UsageError(message: "no option is called `\(word)`; see `planted --help`")
      }
    }
  }

  static func value(of word: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let value = rest.popFirst(), !value.hasPrefix("--") else {
      throw UsageError(message: "`\(word)` needs a value")
    }
    return value
  }

  static func number(of word: String, _ rest: inout ArraySlice<String>) throws(UsageError) -> Int {
    let text = try value(of: word, &rest)
    guard let number = Int(text), number > 0 else {
      throw UsageError(message: "`\(word)` needs a whole number above 0, not `\(text)`")
    }
    return number
  }

  /// The help.
  static let help = """
    planted: measures what the harness finds, with bugs planted in a copy of the sources

      --bugs NAME,...   measure these only
      --bugs FOLDER     measure the descriptions of another folder (a path with a `/`, or a link to one)
      --seeds N         base seeds for each bug (default 10)
      --limit N         cases for each base seed at the most (default 100000)
      --quick           the canary: three bugs, one base seed, 3000 cases
      --check           only check that every description matches the sources
      --sources DIR     the folder to copy (default Sources)

    Run it in the folder of the package. The table of all bugs goes to Reports/power.txt as well, the scenario files
    that fail to Reports/power-scenarios.txt, the shrunk cases to Reports/planted/.

    planted --mutants: measures it with mechanical changes of every place in Reconciliation and Trading

      --sample 1/N      draw one of N
      --seed S          what the sample is drawn by (default 1)
      --files PATTERN   these files only, such as `Books*.swift`
      --operators A,... these operators only
      --fuzz-cases N    fuzzed cases for each mutant (default 20000)
      --reaching N      give a mutant up after N of them that reach its place (default: after all)
      -j N              processes at once (default 1)
      --no-tests        do not run the unit tests for what fuzz and suite do not find
      --with-bugs       plant the described bugs in the same copy: each must compile, the canary must be found
      --bug-sample 1/N  try one of N of them, and the canary
      --shrunk N        shrink the cases that find N of them, of as many files, into Reports/mutants/
      --at-least N      pass if N percent are found (without it: if all are)
      --list            only list the mutants

    The report goes to Reports/mutants.txt, that of a part of the mutants to Reports/mutants-part.txt. Those listed in
    Tests/PlantedBugs/equivalent-mutants.txt are set aside; a mark whose line has changed is refused. What is known of a
    mutant is kept in .build/mutants, so that a run that was stopped goes on where it was.

    planted --coverage: tells which regions and outcomes of Reconciliation and Trading fuzzed cases do not reach

      --runs N          fuzzed cases (default 100000)
      --seed S          the seed of the run (default 0x5eed)
      -j N              threads (default 1)
      --files PATTERN   list what is not reached of these files only
      --scratch DIR     where the program with counters is built (default .build/coverage)

    The report goes to Reports/coverage.txt. What Tests/PlantedBugs/unreached.txt gives a reason for is set aside; an
    entry about a place that is reached, or is no more, is refused.

    Exit codes: 0 all found, 1 some not found, 2 a description does not match, 3 build failed, 64 wrong usage.
    """
}
