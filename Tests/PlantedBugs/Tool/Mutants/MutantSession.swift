import Foundation

/// One run of the tool with mutants.
struct MutantSession {
  let root: URL
  let options: MutantOptions

  /// The targets that are changed.
  static let targets = ["Reconciliation", "Trading"]
  private static let marksPath = "Tests/PlantedBugs/equivalent-mutants.txt"

  private var sources: URL {
    options.sources.hasPrefix("/") ? URL(filePath: options.sources) : root.appending(path: options.sources)
  }

  private var package: PlantedPackage {
    let tests = root.appending(path: "Tests/PlantedBugs")
    func text(_ path: String) -> String {
      (try? String(contentsOf: tests.appending(path: path), encoding: .utf8)) ?? ""
    }
    return PlantedPackage(
      folder: root.appending(path: ".build/mutants"),
      runnerSources: [
        "MutantRunner/main.swift", "MutantRunner/MutantRun.swift", "MutantRunner/ReachTable.swift",
        "Runner/CrashReport.swift", "Tool/RunRecord.swift",
      ].map { tests.appending(path: $0) },
      additions: [
        "Sources/MutantChoice/MutantChoice.c": text("MutantChoice/MutantChoice.c"),
        "Sources/MutantChoice/include/MutantChoice.h": text("MutantChoice/include/MutantChoice.h"),
      ],
      choice: "MutantChoice", tests: options.runsTests ? MutantTests.targets : [],
      // The tests see what is internal, and one expression may not hold up the build.
      flags: [
        "-Xswiftc", "-enable-testing", "-Xswiftc", "-Xfrontend", "-Xswiftc", "-solver-expression-time-threshold=8",
      ])
  }

  /// The sources to change, by path below the package.
  func parse() -> [String: SwiftSource] {
    var parsed: [String: SwiftSource] = [:]
    for target in MutantSession.targets {
      let folder = sources.appending(path: target)
      for path in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String }) ?? []
      where path.hasSuffix(".swift") {
        guard let text = try? String(contentsOf: folder.appending(path: path), encoding: .utf8) else { continue }
        parsed["Sources/\(target)/\(path)"] = SwiftSource(text)
      }
    }
    return parsed
  }

  /// All mutants of all files, numbered.
  static func mutants(of parsed: [String: SwiftSource]) -> [Mutant] {
    let files = parsed.sorted { $0.key < $1.key }
    let vocabulary = Vocabulary(files.map(\.value))
    var mutants = files.flatMap { MutantFinder.mutants(of: $0.value, file: $0.key, vocabulary: vocabulary) }
    for index in mutants.indices { mutants[index].id = index + 1 }
    return mutants
  }

  /// The mutants that were set aside; each of them must still be there.
  private func readMarks(_ mutants: [Mutant]) throws(BugErrors) -> EquivalentMarks {
    let text = try? String(contentsOf: root.appending(path: MutantSession.marksPath), encoding: .utf8)
    let marks = try EquivalentMarks(text ?? "", name: MutantSession.marksPath)
    let stale = marks.stale(among: mutants)
    guard stale.isEmpty else { throw BugErrors(errors: stale) }
    return marks
  }

  /// Runs all of it.
  func run() -> ExitCode {
    let parsed = parse()
    let all = MutantSession.mutants(of: parsed)
    let marks: EquivalentMarks
    do { marks = try readMarks(all) } catch {
      tell(error.errors.map(\.description).joined(separator: "\n"))
      return .mismatch
    }
    var chosen = all.filter(options.selects)
    for index in chosen.indices { chosen[index].id = index + 1 }
    if options.listsOnly {
      for mutant in chosen { print(MutantReport.line(mutant, mutant.lineText)) }
      print("\(chosen.count) of \(all.count) mutants in \(parsed.count) files")
      return .allFound
    }
    return run(chosen, of: all.count, parsed, marks)
  }

  private func run(_ chosen: [Mutant], of count: Int, _ parsed: [String: SwiftSource], _ marks: EquivalentMarks)
    -> ExitCode
  {
    let start = Date()
    func since(_ start: Date) -> Int { Int(Date().timeIntervalSince(start).rounded()) }
    tell("compiling a copy with \(chosen.count) of \(count) mutants in .build/mutants")
    let built = MutantCopy(package: package, sources: sources).build(chosen, parsed)
    if let failure = built.failure {
      tell("the copy does not compile, with no mutant to blame:\n\(failure)")
      return .buildFailed
    }
    tell("\(built.kept.count) compile, \(built.dropped.count) do not; \(built.rounds) builds, \(since(start)) s")
    let trial = MutantTrial(
      executable: package.runner, folder: package.folder, files: Session.scenarioFiles(below: root),
      fuzzCases: options.fuzzCases, jobs: options.jobs)
    if let failure = trial.record(count: chosen.count) {
      tell(failure)
      return .buildFailed
    }
    let begun = Date()
    tell("running; \(since(start)) s so far")
    let total = built.kept.count
    var results = trial.run(built.kept) { number, result in
      let finder = result.fuzz.map { "case \($0.cases), \($0.oracle)" } ?? result.suite?.oracle
      tell(
        "\(number)/\(total) " + MutantReport.line(result.mutant, finder ?? result.outcome.rawValue)
          + " \((result.seconds * 10).rounded() / 10) s")
    }
    if options.runsTests { runTests(&results) }
    let equivalent = Dictionary(
      uniqueKeysWithValues: built.kept.compactMap { mutant in marks.reasons[mutant.key].map { (mutant, $0) } })
    let report = MutantReport(
      results: results, equivalent: equivalent, dropped: built.dropped,
      conditions: "Mutants: \(chosen.count) of \(count) places chosen, \(built.kept.count) compile; "
        + "\(options.fuzzCases) fuzzed cases and \(trial.files.count) scenario files each; "
        + "built in \(Int(begun.timeIntervalSince(start))) s, run in \(since(begun)) s with \(options.jobs) at once")
    print(report.text, terminator: "")
    let path = root.appending(path: "Reports/mutants.txt")
    // A part must not take the place of the whole.
    let name =
      options.sample == 1 && options.files == "*" && options.operators.isEmpty
      ? path
      : root.appending(path: "Reports/mutants-part.txt")
    try? report.text.write(to: name, atomically: true, encoding: .utf8)
    return judge(report)
  }

  private func judge(_ report: MutantReport) -> ExitCode {
    guard report.wrongMarks.isEmpty else { return .mismatch }
    let score = MutationScore(report.counted)
    let share = MutationScore.percent(score.found, of: score.all)
    guard let floor = options.floor else { return score.found == score.all ? .allFound : .someNotFound }
    if share < floor { tell("\(share) % of the mutants are found; at least \(floor) % have to be") }
    return share < floor ? .someNotFound : .allFound
  }

  /// Runs the unit tests for what survived.
  private func runTests(_ results: inout [MutantResult]) {
    let tests = MutantTests(package: package, root: root)
    tell("compiling the unit tests")
    if let failure = tests.build() { return tell("the unit tests do not compile and are not run:\n\(failure)") }
    let table = package.folder.appending(path: "tests.reach")
    let start = Date()
    guard tests.pass(with: 0, reached: table), let reached = try? Data(contentsOf: table) else {
      return tell("the unit tests fail without a mutant and are not run")
    }
    let seconds = Date().timeIntervalSince(start)
    for index in results.indices where !results[index].isFound {
      let id = results[index].mutant.id
      guard reached.count > id, reached[id] == 1 else { continue }
      results[index].isReached = true
      results[index].tests = !tests.pass(with: id, seconds: 20 + seconds * 5)
      tell(MutantReport.line(results[index].mutant, results[index].tests == true ? "unit tests" : "survives"))
    }
  }
}
