/// Something that the person at the terminal has to put right.
struct BenchProblem: Error {
  var text: String
}

/// What is to be measured.
struct BenchOptions {
  /// The smallest sizes, once each: whether everything works.
  var isQuick = false
  /// Parts of the names of what is measured; empty for all.
  var names: [String] = []
  /// The baseline to compare with, and the file to write one to.
  var baseline: String?
  var output: String?
  /// Whether instructions are counted as well.
  var countsInstructions = false
  /// What is to be done once and not timed: the name of a benchmark, and its size.
  var body: (name: String, size: Int)?
  var wantsHelp = false

  static let help = """
    bench: how long the parts of trueup take, and how that grows

      swift run -c release bench [NAME...] [--quick] [--instructions] [--write FILE] [--compare FILE]

      NAME            measure what has this in its name: `growth`, `case`, `fork` (all)
      --quick         the smallest sizes, once each
      --instructions  count instructions too, where valgrind is installed; takes minutes, and no idle machine
      --write FILE    write the figures as a baseline
      --compare FILE  compare with a baseline; exit code 1 if something is slower or does another amount of work
      --help          show this page

    Times are the fastest of several, with the spread of the others. A ratio is that time over the time of a fixed loop on
    the same machine, so that baselines of different machines can be compared; work is the number of events, lines or
    bytes, and is the same everywhere. An exponent of 1 is growth in step with the size.
    """

  init(_ arguments: some Sequence<String>) throws(BenchProblem) {
    var rest = Array(arguments)[...]
    while let argument = rest.popFirst() {
      switch argument {
      case "--help", "-h": wantsHelp = true
      case "--quick": isQuick = true
      case "--instructions": countsInstructions = true
      case "--body":
        guard let name = rest.popFirst(), let size = rest.popFirst().flatMap({ Int($0) }), size >= 0 else {
          throw BenchProblem(text: "`--body` needs the name of a benchmark and a size")
        }
        body = (name, size)
      case "--compare", "--write":
        guard let path = rest.popFirst(), !path.isEmpty, !path.hasPrefix("-") else {
          throw BenchProblem(text: "`\(argument)` needs the path of a file")
        }
        if argument == "--write" { output = path } else { baseline = path }
      case _ where argument.hasPrefix("-"):
        throw BenchProblem(text: "`\(argument)` is not a flag of bench; see `--help`")
      default: names.append(argument)
      }
    }
  }
}
