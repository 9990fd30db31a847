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
        "MutantRunner/main.swift", "MutantRunner/TrialRun.swift", "MutantRunner/ReachTable.swift",
        "MutantRunner/TrialSchedule.swift", "MutantRunner/TrialWays.swift", "Runner/CrashReport.swift",
        "Tool/Mutants/TrialRecords.swift", "Tool/RunRecord.swift",
      ].map { tests.appending(path: $0) },
      additions: [
        "Sources/MutantChoice/MutantChoice.c": text("MutantChoice/MutantChoice.c"),
        "Sources/MutantChoice/include/MutantChoice.h": text("MutantChoice/include/MutantChoice.h"),
      ],
      choice: "MutantChoice", tests: options.runsTests ? MutantTests.targets : [],
      // The tests see what is internal; nobody looks for a line in the copy.
      flags: ["-debug-info-format", "none"] + (options.runsTests ? ["-Xswiftc", "-enable-testing"] : []))
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
    if options.listsOnly {
      for mutant in chosen { print(MutantReport.line(mutant, mutant.lineText)) }
      print("\(chosen.count) of \(all.count) mutants in \(parsed.count) files")
      return .allFound
    }
    let copy = MutantCopy(package: package, sources: sources, jobs: options.jobs)
    // Where a copy with all of them is there already, a part needs none of its own.
    if copy.isKnown(all, parsed) { return run(chosen, of: all, all, copy, parsed, marks) }
    for index in chosen.indices { chosen[index].id = index + 1 }
    return run(chosen, of: all, chosen, copy, parsed, marks)
  }

  private func run(
    _ chosen: [Mutant], of all: [Mutant], _ planted: [Mutant], _ copy: MutantCopy, _ parsed: [String: SwiftSource],
    _ marks: EquivalentMarks
  ) -> ExitCode {
    let start = Date()
    func since(_ start: Date) -> Int { Int(Date().timeIntervalSince(start).rounded()) }
    tell("compiling a copy with \(planted.count) of \(all.count) mutants in .build/mutants")
    var built = copy.build(planted, parsed)
    if let failure = built.failure {
      tell("the copy does not compile, with no mutant to blame:\n\(failure)")
      return .buildFailed
    }
    let ids = Set(chosen.map(\.id))
    built.kept.removeAll { !ids.contains($0.id) }
    built.dropped.removeAll { !ids.contains($0.id) }
    tell("\(built.kept.count) compile, \(built.dropped.count) do not; \(built.rounds) builds, \(since(start)) s")
    let files = Session.scenarioFiles(below: root)
    let begun = Date()
    let conditions = conditions(files)
    let store = MutantStore(package.folder.appending(path: "results-\(conditions).jsonl"), conditions: conditions)
    var results: [Int: MutantResult] = [:]
    for mutant in built.kept { results[mutant.id] = store.result(of: mutant) }
    if !results.isEmpty { tell("of \(results.count) something is known from before") }
    let trial = MutantTrial(executable: package.runner, folder: package.folder, files: files, options: options)
    // In a drawn order, so that what is known when a run is stopped is a sample of the whole.
    let drawn = built.kept.sorted { options.draw($0) < options.draw($1) }
    var count = 0
    let failure = trial.run(drawn, results, count: planted.count) { result in
      store.add(result)
      results[result.mutant.id] = result
      count += 1
      let counts = "\(count)/\(drawn.count)"
      let seconds = (result.fuzz.seconds + result.suite.seconds) * 10
      tell(
        "\(counts) " + MutantReport.line(result.mutant, MutantReport.finders(result)) + " \(seconds.rounded() / 10) s")
    }
    if let failure {
      tell(failure)
      return .buildFailed
    }
    if options.runsTests { runTests(&results, store) }
    let equivalent = Dictionary(
      uniqueKeysWithValues: built.kept.compactMap { mutant in marks.reasons[mutant.key].map { (mutant, $0) } })
    let reaching = options.mostReaching < options.fuzzCases ? " (the first \(options.mostReaching) that reach it)" : ""
    let report = MutantReport(
      results: built.kept.compactMap { results[$0.id] }, equivalent: equivalent, dropped: built.dropped,
      conditions: "Mutants: \(chosen.count) of \(all.count) places chosen, \(built.kept.count) compile; "
        + "\(options.fuzzCases) fuzzed cases\(reaching) and \(files.count) scenario files each; "
        + "built in \(Int(begun.timeIntervalSince(start))) s, run in \(since(begun)) s with \(options.jobs) at once")
    print(report.text, terminator: "")
    // A part must not take the place of the whole.
    let isWhole = options.sample == 1 && options.files == "*" && options.operators.isEmpty
    let path = root.appending(path: isWhole ? "Reports/mutants.txt" : "Reports/mutants-part.txt")
    try? report.text.write(to: path, atomically: true, encoding: .utf8)
    return judge(report)
  }

  /// What results depend on, in a word.
  private func conditions(_ files: [String]) -> String {
    let paths = FileManager.default.enumerator(atPath: sources.path)?.compactMap { $0 as? String } ?? []
    let texts =
      paths.filter { $0.hasSuffix(".swift") }.sorted().map { sources.appending(path: $0) }
      + files.map { root.appending(path: $0) } + package.runnerSources
    let hash = MutantStore.hash(texts.map { (try? String(contentsOf: $0, encoding: .utf8)) ?? "" })
    return String(hash, radix: 16)
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
  private func runTests(_ results: inout [Int: MutantResult], _ store: MutantStore) {
    let tests = MutantTests(package: package, root: root)
    tell("compiling the unit tests")
    if let failure = tests.build() { return tell("the unit tests do not compile and are not run:\n\(failure)") }
    guard let reach = tests.reach() else { return tell("the unit tests fail without a mutant and are not run") }
    for (id, result) in results.sorted(by: { $0.key < $1.key }) where !result.isFound && result.tests == nil {
      var result = result
      result.isReachedByTests = reach.contains { $0.contains(id) }
      result.tests = tests.find(id, reach)
      results[id] = result
      store.add(result)
      tell(MutantReport.line(result.mutant, result.tests == true ? "unit tests" : "survives"))
    }
  }
}
