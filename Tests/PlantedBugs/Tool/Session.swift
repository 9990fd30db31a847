import Foundation

/// One run of the tool.
struct Session {
  let root: URL
  let options: Options

  /// The bugs of the canary: one each for ledger, orders and journal, all of them found within a few dozen cases.
  static let canary = ["duplicate-execution-counted", "resend-without-look-up", "publish-before-persist"]
  /// How many cases the canary may take.
  static let canaryLimit = 3000

  private var package: PlantedPackage {
    let tests = root.appending(path: "Tests/PlantedBugs")
    let own = tests.appending(path: "Runner")
    let files = ((try? FileManager.default.contentsOfDirectory(at: own, includingPropertiesForKeys: nil)) ?? [])
      .filter { $0.pathExtension == "swift" }
    return PlantedPackage(
      folder: root.appending(path: ".build/planted"),
      runnerSources: files + [tests.appending(path: "Tool/RunRecord.swift")],
      additions: ["Sources/Trading/PlantedBug.swift": Planter.declaration])
  }

  private var sources: URL {
    options.sources.hasPrefix("/") ? URL(filePath: options.sources) : root.appending(path: options.sources)
  }

  /// The changed texts of all bugs together.
  func plant(_ bugs: [BugDescription]) throws(BugErrors) -> [String: String] {
    let sources = self.sources
    return try BugFolder.plant(bugs) { path in
      guard path.hasPrefix("Sources/") else { return nil }
      return try? String(contentsOf: sources.appending(path: String(path.dropFirst(8))), encoding: .utf8)
    }
  }

  /// The bugs that the options ask for.
  func choose(from bugs: [BugDescription]) -> [BugDescription] {
    let names = options.isQuick ? Session.canary : options.bugs
    return names.isEmpty ? bugs : bugs.filter { names.contains($0.name) }
  }

  /// Copies and compiles.
  ///
  /// - Returns: What went wrong, or nil.
  func build(_ planted: [String: String]) -> String? {
    tell("compiling the copy in \(package.folder.lastPathComponent)")
    do { try package.write(copying: sources, planted: planted) } catch {
      return "the copy cannot be written: \(error.localizedDescription)"
    }
    return package.build().map { output in
      "the copy does not compile; a replacement is no valid Swift, or the sources are not:\n\(output)"
    }
  }

  /// Measures bugs and prints the table.
  func measure(_ bugs: [BugDescription]) -> ExitCode {
    let runner = Runner(executable: package.runner)
    let all = options.isQuick ? [] : scenarioFiles
    let failing = Set(runner.suite(all, bug: 0).filter { $0.oracle != nil }.compactMap(\.file))
    if !failing.isEmpty { tell("fail without any bug, and are left out: \(failing.sorted().joined(separator: ", "))") }
    let seeds = options.isQuick ? 1 : options.seeds
    let limit = options.isQuick ? Session.canaryLimit : options.limit
    let measuring = Measuring(
      runner: runner, seeds: seeds, limit: limit, files: all.filter { !failing.contains($0) },
      isComplete: !options.isQuick)
    var measurements: [Measurement] = []
    for (index, bug) in bugs.enumerated() {
      let measurement = measuring.measure(bug)
      measurements.append(measurement)
      let cases = measurement.medianCases.map { "found in \($0) cases" } ?? "not found in \(limit) cases"
      tell("\(index + 1)/\(bugs.count) \(bug.name): \(cases) by \(measurement.firstOracle ?? "nothing")")
    }
    let table = PowerTable(
      measurements: measurements, seeds: seeds, limit: limit, runsScenarios: !options.isQuick)
    print(table.text, terminator: "")
    if !options.isQuick { report(table) }
    let isExpected = options.isQuick ? measurements.count == Session.canary.count : true
    let areFound = measurements.allSatisfy { $0.medianCases != nil && $0.isFoundAlone != false }
    return isExpected && areFound ? .allFound : .someNotFound
  }

  private var scenarioFiles: [String] { Session.scenarioFiles(below: root) }

  /// The scenario files of a package, in order.
  static func scenarioFiles(below root: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: root.appending(path: "Scenarios").path)
    return (paths?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".scenario") }.sorted()
      .map { "Scenarios/\($0)" }
  }

  private func report(_ table: PowerTable) {
    let folder = root.appending(path: "Reports/planted")
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      // A table of a few bugs, or of others, must not take the place of the whole one.
      if options.bugs.isEmpty, options.folder == nil {
        let reports = root.appending(path: "Reports")
        try table.text.write(to: reports.appending(path: "power.txt"), atomically: true, encoding: .utf8)
        try table.files.write(to: reports.appending(path: "power-scenarios.txt"), atomically: true, encoding: .utf8)
      }
      for measurement in table.measurements {
        guard let text = measurement.text else { continue }
        try text.write(
          to: folder.appending(path: "\(measurement.bug.name).scenario"), atomically: true, encoding: .utf8)
      }
    } catch {
      tell("the reports cannot be written to Reports: \(error.localizedDescription)")
    }
  }
}
