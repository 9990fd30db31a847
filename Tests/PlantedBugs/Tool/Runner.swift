import Foundation

/// Starts the runner of the copied package and reads its records.
struct Runner {
  /// The executable.
  let executable: URL

  /// Runs a command with a bug.
  ///
  /// - Parameters:
  ///   - arguments: the command of the runner.
  ///   - bug: the number of the bug; 0 for none.
  /// - Returns: The records; a process that died without one adds a record of a crash.
  func run(_ arguments: [String], bug: Int = 0) -> [RunRecord] {
    let process = Process()
    process.executableURL = executable
    process.arguments = arguments
    var environment = ProcessInfo.processInfo.environment
    environment["PLANTED_BUG"] = String(bug)
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = FileHandle.nullDevice
    let start = Date()
    do { try process.run() } catch { return [RunRecord(kind: .crash, oracle: "not started", message: "\(error)")] }
    let output = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    let seconds = Date().timeIntervalSince(start)
    let decoder = JSONDecoder()
    var records = output.split(separator: 10).compactMap { try? decoder.decode(RunRecord.self, from: $0) }
    if process.terminationStatus != 0, records.last?.kind != .crash {
      records.append(RunRecord(kind: .crash, oracle: "crash"))
    }
    for index in records.indices where records[index].kind == .crash { records[index].seconds = seconds }
    return records
  }

  /// Searches one base seed until the first failure.
  ///
  /// - Parameter relation: a relation that is left out, if one is.
  func search(base: Int, limit: Int, bug: Int, without relation: String? = nil) -> RunRecord? {
    run(["search", String(base), String(limit)] + (relation.map { ["no-\($0)"] } ?? []), bug: bug).last
  }

  /// Runs scenario files, going on behind a file that ends the process.
  func suite(_ files: [String], bug: Int) -> [RunRecord] {
    var found: [RunRecord] = []
    while found.count < files.count {
      let records = run(["suite", String(found.count)] + files, bug: bug)
      let before = found.count
      for record in records where found.count < files.count {
        var record = record
        record.file = files[found.count]
        found.append(record)
      }
      if found.count == before { break }
    }
    return found
  }
}
