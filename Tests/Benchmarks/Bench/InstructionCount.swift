import Foundation

/// How many instructions a benchmark takes, as `valgrind` counts them: the same on a busy machine as on an idle one, so
/// that it says of one per cent what a time does not say of thirty.
enum InstructionCount {
  /// Where `valgrind` is, if it is installed.
  static let valgrind: String? = {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    return folders.map { "\($0)/valgrind" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()

  /// The instructions of one more of what a benchmark does: what two sizes differ by, so that the start of the process
  /// and the preparation are not in it.
  static func each(of benchmark: Benchmark, counted sizes: ClosedRange<Int>, _ valgrind: String) throws(BenchProblem)
    -> Int
  {
    let large = try total(benchmark.name, sizes.upperBound, valgrind)
    let small = try total(benchmark.name, sizes.lowerBound, valgrind)
    return (large - small) / (sizes.upperBound - sizes.lowerBound)
  }

  private static func total(_ name: String, _ size: Int, _ valgrind: String) throws(BenchProblem) -> Int {
    let process = Process()
    let messages = Pipe()
    process.executableURL = URL(fileURLWithPath: valgrind)
    process.arguments = [
      "--tool=callgrind", "--callgrind-out-file=/dev/null", Bundle.main.executablePath ?? CommandLine.arguments[0],
      "--body", name, String(size),
    ]
    // The order of dictionaries takes instructions, and is another one in each process.
    process.environment = ProcessInfo.processInfo.environment.merging(["SWIFT_DETERMINISTIC_HASHING": "1"]) { $1 }
    process.standardError = messages
    process.standardOutput = FileHandle.nullDevice
    let text: String
    do {
      try process.run()
      text = String(decoding: try messages.fileHandleForReading.readToEnd() ?? Data(), as: UTF8.self)
      process.waitUntilExit()
    } catch {
      throw BenchProblem(text: "\(valgrind) does not run: \(error.localizedDescription)")
    }
    let line = text.split(separator: "\n").last { $0.contains("Collected :") }
    guard process.terminationStatus == 0, let count = line?.split(separator: " ").last.flatMap({ Int($0) }) else {
      throw BenchProblem(text: "\(valgrind) has counted nothing of \(name): \(text.suffix(200))")
    }
    return count
  }
}
