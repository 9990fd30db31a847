import Harness
import Reporting
import ScenarioLanguage
import Simulation

/// A file with its golden blocks and holes filled in with what its run gives.
struct Blessing {
  /// The file.
  let path: String
  /// The text of the file afterwards.
  private(set) var text: String
  /// What changes, in the order of the file.
  private(set) var changes: [Change] = []

  /// One block or hole that changes.
  struct Change {
    /// The line of the check.
    var line: Int
    /// The lines of the block in the file; empty for a hole or a block without lines.
    var block: Range<Int>
    var isHole: Bool
    /// What goes and what comes.
    var difference: [String]
  }

  /// A golden block, and what belongs into it.
  private struct Block {
    var head: Int
    var lines: [Located<String>]
    var actual: [String]
  }

  /// Runs a file and finds out what changes; nil if no case of it is chosen.
  init?(of path: String, _ choice: CaseChoice) throws(Refusal) {
    self.path = path
    var file = ScenarioLoader.load(path)
    if let problem = file.problem { throw .problem(problem) }
    let original = file.source
    let holes = try Holes.fill(&file)
    guard !file.hasErrors else { throw .invalid(file) }
    let cases = file.cases.filter { $0.scenario.header.skip == nil }
    guard !cases.isEmpty || file.cases.isEmpty else {
      throw .problem(
        Problem(
          path, "is not blessed: it is skipped, and what is not run gives nothing",
          advice: ["remove `skip` from its header"], exitCode: .failed))
    }
    guard cases.contains(where: choice.includes) else { return nil }
    var edits = SourceEdits(original.text)
    for hole in holes {
      let old = edits.line(hole.span.line)
      edits.replace(hole.span, with: hole.value)
      changes.append(
        Change(
          line: hole.span.line, block: 0..<0, isHole: true,
          difference: ["- \(old)", "+ \(file.source.lines[hole.span.line - 1])"]))
    }
    for block in try Blessing.blocks(of: cases, in: file) where block.lines.map(\.value) != block.actual {
      let range = try Blessing.range(of: block, in: path)
      edits.replaceBlock(range, below: block.head, with: block.actual)
      changes.append(
        Change(
          line: block.head, block: range, isHole: false,
          difference: block.lines.map { "- | \($0.value)" } + block.actual.map { "+ | \($0)" }))
    }
    changes.sort { $0.line < $1.line }
    text = edits.text
    if !changes.isEmpty { try checkAgain(cases.count) }
  }

  /// The lines of a block; they must stand below each other.
  private static func range(of block: Block, in path: String) throws(Refusal) -> Range<Int> {
    guard let first = block.lines.first?.span.line, let last = block.lines.last?.span.line else { return 0..<0 }
    guard last - first + 1 == block.lines.count else {
      throw .problem(
        Problem(
          "\(path):\(first)", "the block is not blessed: something other than its lines stands between them",
          advice: ["move comments above the line `log golden`, and take blank lines out"], exitCode: .failed))
    }
    return first..<last + 1
  }

  /// Runs all cases; the same block must come out of each.
  private static func blocks(of cases: [SuiteCase], in file: LoadedFile) throws(Refusal) -> [Block] {
    var blocks: [Block] = []
    for suiteCase in cases {
      let result = SuiteRun.run(suiteCase.scenario, keepsTrace: true)
      try refuseOtherFailures(suiteCase, result)
      guard let trace = result.trace, let plan = try? PlanCompiler.compile(suiteCase.scenario) else { continue }
      for item in suiteCase.scenario.finally {
        guard case .log(let check) = item.value, let golden = check.form as? LogGolden else { continue }
        let actual = golden.lines(of: trace, plan.names)
        guard let known = blocks.first(where: { $0.head == item.span.line }) else {
          blocks.append(Block(head: item.span.line, lines: golden.lines, actual: actual))
          continue
        }
        guard known.actual == actual else {
          throw .problem(
            Problem(
              "\(file.source.path):\(item.span.line)", "the block is not blessed: its cases give different lines",
              advice: [
                "\(cases[0].identifier) and \(suiteCase.identifier) differ",
                "write the lines with `log in-order`, or divide the file",
              ], exitCode: .failed))
        }
      }
    }
    return blocks
  }

  /// What is blessed must be right in every other way.
  private static func refuseOtherFailures(_ suiteCase: SuiteCase, _ result: CaseResult) throws(Refusal) {
    var others = result
    others.failures.removeAll { $0.kind == .golden }
    others.failureCount = others.failures.count
    guard !others.failures.isEmpty || suiteCase.scenario.header.expectedFailure != nil else { return }
    var report = CaseReport(suiteCase, result: others.failures.isEmpty ? result : others, elapsed: .zero)
    if report.verdict == .expectedFailure { report.verdict = .failed }
    throw .failing(report)
  }

  /// The file as it will be must pass, and a second run must give the same.
  private func checkAgain(_ count: Int) throws(Refusal) {
    let file = ScenarioLoader.parse(SourceFile(path: path, text: text))
    let cases = file.cases.filter { $0.scenario.header.skip == nil }
    for suiteCase in cases {
      let first = SuiteRun.run(suiteCase.scenario, keepsTrace: false)
      let divergence = SecondRun.divergence(of: suiteCase, from: first)
      guard first.isPassed, divergence == nil else {
        throw .problem(
          Problem(
            path, "is not blessed: two runs of \(suiteCase.identifier) differ",
            advice: divergence?.notes ?? ["see it: trueup run --verify \(path.shellQuoted)"], exitCode: .toolError))
      }
    }
    guard cases.count == count, !file.hasErrors else {
      throw .problem(
        Problem(
          path, "is not blessed: with the new lines it would not be the same file",
          advice: ["this is a mistake of trueup: please report it with the file"], exitCode: .toolError))
    }
  }
}
