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
  ///
  /// - Parameters:
  ///   - paths: files and folders, and `-` for standard input; the default folder if there are none.
  ///   - jobs: how many threads read.
  init(_ paths: [String], jobs: Int = 1) {
    var finder = ScenarioFinder()
    for path in paths {
      if path == "-" { finder.addStandardInput() } else { finder.find(path) }
    }
    if paths.isEmpty { finder.find(ScenarioFinder.defaultPath, isDefault: true) }
    problems = finder.problems
    let found = finder.files
    files.reserveCapacity(found.count)
    OrderedWork.run(found.count, jobs: jobs, compute: { ScenarioLoader.load(found[$0]) }) { file in
      if let problem = file.problem { problems.append(problem) } else { files.append(file) }
      return !Interruption.isRequested
    }
  }

  /// Finds, reads and parses counterexamples: all that are there, in folders that need not be.
  init(finds folders: [String]) {
    var finder = ScenarioFinder()
    for folder in folders { finder.findIfAny(in: folder) }
    problems = finder.problems
    for path in finder.files {
      let file = ScenarioLoader.load(path)
      if let problem = file.problem { problems.append(problem) } else { files.append(file) }
    }
    cases = files.flatMap(\.cases)
  }

  /// Chooses cases; says so if none is left.
  mutating func choose(_ choice: CaseChoice) {
    let all = files.flatMap(\.cases)
    cases = all.filter(choice.includes)
    if cases.isEmpty, !all.isEmpty {
      problems.append(.nothingChosen(choice.text, advice: choice.advice(for: all)))
    }
    // That a part is empty since there are fewer cases than parts is nobody's mistake.
    if let part = choice.part {
      cases = cases.enumerated().filter { $0.offset % part.count == part.index }.map(\.element)
    }
  }

  /// Takes the problems away that say that there is nothing to run, but for paths that lead nowhere.
  mutating func allowEmpty() {
    problems.removeAll { $0.isAboutNothing }
  }
}
