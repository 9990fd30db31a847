/// What the command line asks for with `--mutants`.
struct MutantOptions {
  /// One of how many mutants is drawn.
  var sample = 1
  /// What the sample is drawn by.
  var seed = "1"
  /// Which files, by a pattern with `*`.
  var files = "*"
  /// Which operators; empty for all.
  var operators: Set<MutationOperator> = []
  /// How many fuzzed cases for each mutant.
  var fuzzCases = 20_000
  /// After how many cases that reach its place a mutant is given up.
  var mostReaching = Int.max
  /// How many processes at once.
  var jobs = 1
  /// The share that must be found, in percent.
  var floor: Int?
  /// Whether the mutants are only listed.
  var listsOnly = false
  /// Whether the unit tests are run for what survives.
  var runsTests = true
  /// For how many of those that fuzzed cases find the case is shrunk.
  var shrunk = 0
  /// Whether the described bugs are planted in the same copy.
  var plantsBugs = false
  /// One of how many of those is tried; all of them have to compile.
  var bugSample = 1
  /// The folder to copy.
  var sources = "Sources"

  /// Reads the words of a command line; `--mutants` among them is what leads here.
  init(_ words: some Sequence<String>) throws(Options.UsageError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      switch word {
      case "--mutants": break
      case "--sample": sample = try MutantOptions.share(try Options.value(of: word, &rest), of: word)
      case "--seed": seed = try Options.value(of: word, &rest)
      case "--files": files = try Options.value(of: word, &rest)
      case "--operators":
        for name in try Options.value(of: word, &rest).split(separator: ",") {
          guard let operation = MutationOperator.mechanical.first(where: { $0.rawValue == name }) else {
            throw Options.UsageError(
              message: "no operator is called `\(name)`; the operators are \(MutationOperator.legal)")
          }
          operators.insert(operation)
        }
      case "--fuzz-cases": fuzzCases = try Options.number(of: word, &rest)
      case "--reaching": mostReaching = try Options.number(of: word, &rest)
      case "-j": jobs = try Options.number(of: word, &rest)
      case "--at-least":
        let number = try Options.number(of: word, &rest)
        guard number <= 100 else {
          throw Options.UsageError(message: "`--at-least` needs a share in percent, not `\(number)`")
        }
        floor = number
      case "--list": listsOnly = true
      case "--no-tests": runsTests = false
      case "--with-bugs": plantsBugs = true
      case "--bug-sample": bugSample = try MutantOptions.share(try Options.value(of: word, &rest), of: word)
      case "--shrunk": shrunk = try Options.number(of: word, &rest)
      case "--sources": sources = try Options.value(of: word, &rest)
      default: throw Options.UsageError(message: "no option of `--mutants` is called `\(word)`; see `planted --help`")
      }
    }
  }

  private static func share(_ text: String, of word: String) throws(Options.UsageError) -> Int {
    let parts = text.split(separator: "/", omittingEmptySubsequences: false)
    guard parts.count == 2, parts[0] == "1", let number = Int(parts[1]), number > 0 else {
      throw Options.UsageError(message: "`\(word)` needs a share such as `1/10`, not `\(text)`")
    }
    return number
  }

  /// Whether the options ask for a mutant: its file, its operator, and the draw.
  func selects(_ mutant: Mutant) -> Bool {
    guard operators.isEmpty || operators.contains(mutant.operation), MutantOptions.matches(mutant.file, files) else {
      return false
    }
    return sample == 1 || draw(mutant) % UInt64(sample) == 0
  }

  /// Whether a mutant that compiles is tried: of the described bugs those that are drawn, and the canary.
  func tries(_ mutant: Mutant) -> Bool {
    mutant.operation != .planted || Session.canary.contains(mutant.lineText) || draw(mutant) % UInt64(bugSample) == 0
  }

  /// Whether what is known of a mutant by fuzz is as much as is asked for.
  ///
  /// What was found in fewer cases of the same seed would be found again.
  func isEnough(_ record: TrialRecord) -> Bool {
    record.oracle != nil || (record.all >= fuzzCases && (!record.isCutShort || record.runs >= mostReaching))
  }

  /// The number that a mutant draws.
  func draw(_ mutant: Mutant) -> UInt64 { MutantOptions.hash("\(seed) \(mutant.key)") }

  /// FNV-1a: the same in every process.
  private static func hash(_ text: String) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    hash ^= hash >> 32
    return (hash &* 0x9E37_79B9_7F4A_7C15) >> 16
  }

  /// Whether a path matches a pattern, in whole or behind a `/`.
  static func matches(_ path: String, _ pattern: String) -> Bool {
    matches(path[...], pattern[...]) || matches(path[...], ("*/" + pattern)[...])
  }

  private static func matches(_ path: Substring, _ pattern: Substring) -> Bool {
    guard let first = pattern.first else { return path.isEmpty }
    if first == "*" {
      let rest = pattern.dropFirst()
      return matches(path, rest) || (!path.isEmpty && matches(path.dropFirst(), pattern))
    }
    return path.first == first && matches(path.dropFirst(), pattern.dropFirst())
  }
}
