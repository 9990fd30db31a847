/// What the command line asks for with `--coverage`.
struct CoverageOptions {
  /// How many fuzzed cases.
  var runs = 100_000
  /// The seed of the run.
  var seed = "0x5eed"
  /// How many threads fuzz.
  var jobs = 1
  /// Which files are listed place by place.
  var files = "*"
  /// Where the program with counters is built.
  var scratch = ".build/coverage"

  /// Reads the words of a command line; `--coverage` among them is what leads here.
  init(_ words: some Sequence<String>) throws(Options.UsageError) {
    var rest = Array(words)[...]
    while let word = rest.popFirst() {
      switch word {
      case "--coverage": break
      case "--runs": runs = try Options.number(of: word, &rest)
      case "--seed": seed = try Options.value(of: word, &rest)
      case "-j": jobs = try Options.number(of: word, &rest)
      case "--files": files = try Options.value(of: word, &rest)
      case "--scratch": scratch = try Options.value(of: word, &rest)
      default: throw Options.UsageError(message: "no option of `--coverage` is called `\(word)`; see `planted --help`")
      }
    }
  }
}
