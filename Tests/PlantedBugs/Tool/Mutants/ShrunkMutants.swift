import Foundation

/// The cases that find some of the mutants, as small as a person would get them.
struct ShrunkMutants {
  let executable: URL
  /// How many of them, each of another file.
  let count: Int

  /// The mutants to shrink: the first of each file that fuzzed cases find, in the order in which they are given.
  func chosen(from results: [MutantResult]) -> [MutantResult] {
    var files: Set<String> = []
    return Array(
      results.filter { $0.mutant.operation != .planted && $0.fuzz.oracle != nil && $0.fuzz.failed != nil }
        .filter { files.insert($0.mutant.file).inserted }.prefix(count))
  }

  /// Shrinks them, writes the scenarios to a folder and tells their sizes.
  func lines(_ results: [MutantResult], writingTo folder: URL) -> [String] {
    guard count > 0 else { return [] }
    var lines = ["", "Shrunk: mutant, oracle, lines of the timeline, and how many of them would do"]
    try? FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for result in chosen(from: results) {
      let name = MutantReport.line(result.mutant, result.fuzz.oracle ?? "")
      guard let record = shrink(result), let size = record.lines, let text = record.text else {
        lines.append("  \(name): does not shrink")
        continue
      }
      lines.append("  \(name): \(size), \(record.fewest.map(String.init) ?? "not tried")")
      let file = result.mutant.file.split(separator: "/").last.map { $0.dropLast(6) } ?? "mutant"
      let head = "# \(MutantReport.line(result.mutant, result.mutant.lineText))\n"
      try? (head + text).write(
        to: folder.appending(path: "\(file)-\(result.mutant.line).scenario"), atomically: true, encoding: .utf8)
    }
    return lines
  }

  private func shrink(_ result: MutantResult) -> RunRecord? {
    let process = Process()
    process.executableURL = executable
    process.arguments = ["shrink", String(MutantTrial.base), String((result.fuzz.failed ?? 1) - 1)]
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["SWIFT_BACKTRACE": "enable=no", "MUTANT": String(result.mutant.id)]
    ) { $1 }
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    guard (try? process.run()) != nil else { return nil }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let records = output.split(separator: 10).compactMap { try? JSONDecoder().decode(RunRecord.self, from: $0) }
    return records.last { $0.kind == .shrink }
  }
}
