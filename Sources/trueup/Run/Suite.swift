import Harness
import Reconciliation
import Reporting
import ScenarioLanguage

/// The scenario files under some paths, parsed, with the cases that are to be run.
struct Suite: Sendable {
  /// The files that could be read, in order.
  private(set) var files: [LoadedFile] = []
  /// What could not be found or read.
  private(set) var problems: [Problem] = []
  /// The chosen cases, in order.
  private(set) var cases: [SuiteCase] = []

  /// Finds, reads and parses everything under the paths.
  init(_ paths: [String], jobs: Int = 1) {
    var finder = ScenarioFinder()
    for path in paths { finder.find(path) }
    if paths.isEmpty { finder.find(ScenarioFinder.defaultPath, isDefault: true) }
    problems = finder.problems
    let found = finder.files
    files.reserveCapacity(found.count)
    OrderedWork.run(found.count, jobs: jobs, compute: { ScenarioLoader.load(found[$0]) }) { file in
      if let problem = file.problem { problems.append(problem) } else { files.append(file) }
      return !Interruption.isRequested
    }
  }

  /// Chooses cases; says so if none is left.
  mutating func choose(_ choice: CaseChoice) {
    let all = files.flatMap(\.cases)
    cases = all.filter(choice.includes)
    if cases.isEmpty, !all.isEmpty {
      problems.append(.nothingChosen(choice.text, advice: choice.advice(for: all)))
    }
  }

  /// Takes the problems away that say that there is nothing to run, but for paths that lead nowhere.
  mutating func allowEmpty() {
    problems.removeAll { $0.isAboutNothing }
  }
}
