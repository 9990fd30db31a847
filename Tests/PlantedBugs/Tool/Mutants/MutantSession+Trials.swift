import Foundation

extension MutantSession {
  /// What kept the mutants from being tried.
  struct Failure: Error { let message: String }

  /// Tries mutants in every way that is asked for.
  func attempt(
    _ mutants: [Mutant], count: Int, _ files: [String]
  ) -> Result<[Int: MutantResult], Failure> {
    let conditions = conditions(files)
    let store = MutantStore(package.folder.appending(path: "results-\(conditions).jsonl"), conditions: conditions)
    var results: [Int: MutantResult] = [:]
    for mutant in mutants { results[mutant.id] = store.result(of: mutant) }
    if !results.isEmpty { tell("of \(results.count) something is known from before") }
    let trial = MutantTrial(executable: package.runner, folder: package.folder, files: files, options: options)
    // In a drawn order, so that what is known when a run is stopped is a sample of the whole.
    let drawn = mutants.sorted { options.draw($0) < options.draw($1) }
    var tried = 0
    let failure = trial.run(drawn, results, count: count) { result in
      store.add(result)
      results[result.mutant.id] = result
      tried += 1
      let seconds = ((result.fuzz.seconds + result.suite.seconds) * 10).rounded() / 10
      tell("\(tried)/\(drawn.count) \(MutantReport.line(result.mutant, MutantReport.finders(result))) \(seconds) s")
    }
    if let failure { return .failure(Failure(message: failure)) }
    if options.runsTests { runTests(&results, store) }
    return .success(results)
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

  /// Runs the unit tests for what survived.
  private func runTests(_ results: inout [Int: MutantResult], _ store: MutantStore) {
    let tests = MutantTests(package: package, root: root, jobs: options.jobs)
    let contents = tests.hash
    // What older tests did not find, newer ones may.
    let left = results.values.filter {
      !$0.isFound && $0.mutant.operation != .planted && ($0.tests == nil || $0.testsHash != contents)
    }.map(\.mutant.id).sorted()
    guard !left.isEmpty else { return }
    tell("compiling the unit tests")
    if let failure = tests.build() { return tell("the unit tests do not compile and are not run:\n\(failure)") }
    guard let reach = tests.reach() else { return tell("the unit tests fail without a mutant and are not run") }
    tests.find(left, reach) { id, isReached, isFound in
      guard var result = results[id] else { return }
      result.isReachedByTests = isReached
      result.tests = isFound
      result.testsHash = contents
      results[id] = result
      store.add(result)
      tell(MutantReport.line(result.mutant, isFound ? "unit tests" : "survives"))
    }
  }
}
