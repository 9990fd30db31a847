import Foundation

/// One run of the tool with mutants.
struct MutantSession {
  let root: URL
  let options: MutantOptions

  /// The targets that are changed.
  static let targets = ["Reconciliation", "Trading"]
  private static let marksPath = "Tests/PlantedBugs/equivalent-mutants.txt"

  var sources: URL {
    options.sources.hasPrefix("/") ? URL(filePath: options.sources) : root.appending(path: options.sources)
  }

  var package: PlantedPackage {
    let tests = root.appending(path: "Tests/PlantedBugs")
    func text(_ path: String) -> String {
      (try? String(contentsOf: tests.appending(path: path), encoding: .utf8)) ?? ""
    }
    return PlantedPackage(
      folder: root.appending(path: ".build/mutants"),
      runnerSources: [
        "MutantRunner/main.swift", "MutantRunner/TrialRun.swift", "MutantRunner/ReachTable.swift",
        "MutantRunner/TrialSchedule.swift", "MutantRunner/TrialWays.swift", "MutantRunner/ShrunkCase.swift",
        "Runner/CrashReport.swift",
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

  /// All mutants of all files.
  static func mutants(of parsed: [String: SwiftSource]) -> [Mutant] {
    let files = parsed.sorted { $0.key < $1.key }
    let vocabulary = Vocabulary(files.map(\.value))
    return numbered(files.flatMap { MutantFinder.mutants(of: $0.value, file: $0.key, vocabulary: vocabulary) })
  }

  private static func numbered(_ mutants: [Mutant]) -> [Mutant] {
    var mutants = mutants
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

  /// The described bugs, if they are asked for.
  private func readBugs(_ parsed: [String: SwiftSource]) throws(BugErrors) -> PlantedMutants {
    let folder = BugFolder.location(BugFolder.usual, from: root)
    return try PlantedMutants(options.plantsBugs ? BugFolder(folder).bugs : [], in: parsed)
  }

  /// Runs all of it.
  func run() -> ExitCode {
    let parsed = parse()
    let every = MutantSession.mutants(of: parsed)
    let marks: EquivalentMarks
    let planted: PlantedMutants
    do {
      marks = try readMarks(every)
      planted = try readBugs(parsed)
    } catch {
      tell(error.errors.map(\.description).joined(separator: "\n"))
      return .mismatch
    }
    let fitting = planted.compatible(every)
    if fitting.count < every.count { tell("\(every.count - fitting.count) mutants share a part of a bug's place") }
    let all = MutantSession.numbered(fitting + planted.bugs)
    let chosen = all.filter { $0.operation == .planted || options.selects($0) }
    if options.listsOnly {
      for mutant in chosen { print(MutantReport.line(mutant, mutant.lineText)) }
      print("\(chosen.count) of \(all.count) mutants in \(parsed.count) files")
      return .allFound
    }
    let copy = MutantCopy(package: package, sources: sources, jobs: options.jobs)
    // Where a copy with all of them is there already, a part needs none of its own.
    if copy.isKnown(all, parsed) { return run(chosen, of: all, all, copy, parsed, marks) }
    let part = MutantSession.numbered(chosen)
    return run(part, of: all, part, copy, parsed, marks)
  }

  private func run(
    _ chosen: [Mutant], of all: [Mutant], _ planted: [Mutant], _ copy: MutantCopy, _ parsed: [String: SwiftSource],
    _ marks: EquivalentMarks
  ) -> ExitCode {
    let start = Date()
    tell("compiling a copy with \(planted.count) of \(all.count) mutants in .build/mutants")
    var built = copy.build(planted, parsed)
    if let failure = built.failure {
      tell("the copy does not compile, with no mutant to blame:\n\(failure)")
      return .buildFailed
    }
    let ids = Set(chosen.map(\.id))
    built.kept.removeAll { !ids.contains($0.id) }
    built.dropped.removeAll { !ids.contains($0.id) }
    built.kept.removeAll { !options.tries($0) }
    let begun = Date()
    let seconds = Int(begun.timeIntervalSince(start))
    tell("\(built.kept.count) compile, \(built.dropped.count) do not; \(built.rounds) builds, \(seconds) s")
    let files = Session.scenarioFiles(below: root)
    let results: [Int: MutantResult]
    switch attempt(built.kept, count: planted.count, files) {
    case .success(let all): results = all
    case .failure(let failure):
      tell(failure.message)
      return .buildFailed
    }
    let equivalent = Dictionary(
      uniqueKeysWithValues: built.kept.compactMap { mutant in marks.reasons[mutant.key].map { (mutant, $0) } })
    let reaching = options.mostReaching < options.fuzzCases ? " (the first \(options.mostReaching) that reach it)" : ""
    let report = MutantReport(
      results: built.kept.compactMap { results[$0.id] }, equivalent: equivalent, dropped: built.dropped,
      conditions: "Mutants: \(chosen.count) of \(all.count) places chosen, \(built.kept.count) compile; "
        + "\(options.fuzzCases) fuzzed cases\(reaching) and \(files.count) scenario files each; "
        + "built in \(seconds) s, run in \(Int(Date().timeIntervalSince(begun))) s with \(options.jobs) at once")
    let shrunk = ShrunkMutants(executable: package.runner, count: options.shrunk)
    let sizes = shrunk.lines(
      built.kept.sorted { options.draw($0) < options.draw($1) }.compactMap { results[$0.id] },
      writingTo: root.appending(path: "Reports/mutants"))
    print(report.text, terminator: "")
    for line in sizes { print(line) }
    // A part must not take the place of the whole.
    let isWhole = options.sample == 1 && options.files == "*" && options.operators.isEmpty
    let path = root.appending(path: isWhole ? "Reports/mutants.txt" : "Reports/mutants-part.txt")
    try? report.text.write(to: path, atomically: true, encoding: .utf8)
    return judge(report)
  }

  private func judge(_ report: MutantReport) -> ExitCode {
    guard report.wrongMarks.isEmpty else { return .mismatch }
    let planted = report.planted
    guard planted.broken.isEmpty else {
      tell("no valid Swift: \(planted.broken.joined(separator: ", "))")
      return .buildFailed
    }
    if options.plantsBugs, !planted.silent.isEmpty {
      tell("the canary is not found: \(planted.silent.joined(separator: ", "))")
      return .someNotFound
    }
    let score = MutationScore(report.counted)
    let share = MutationScore.percent(score.found, of: score.all)
    guard let floor = options.floor else { return score.found == score.all ? .allFound : .someNotFound }
    if share < floor { tell("\(share) % of the mutants are found; at least \(floor) % have to be") }
    return share < floor ? .someNotFound : .allFound
  }
}
