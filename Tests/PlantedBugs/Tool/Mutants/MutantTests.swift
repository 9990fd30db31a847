import Foundation
import Synchronization

/// The unit tests of the copy, run with one mutant at a time.
///
/// A mutant is tried against those suites alone that come to its place, in one process.
struct MutantTests: Sendable {
  let package: PlantedPackage
  let root: URL
  let jobs: Int
  /// The targets whose tests say something about values and engine without a simulated world around them.
  static let targets = ["TradingTests", "ReconciliationTests"]

  /// Builds the tests.
  func build() -> String? { package.build(["--build-tests"]) }

  /// A number for what the tests say.
  var hash: UInt64 {
    MutantStore.hash(
      (MutantTests.targets + ["TestSupport"]).flatMap { target in
        let folder = root.appending(path: "Tests/\(target)")
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        return paths.filter { $0.hasSuffix(".swift") }.sorted().map {
          (try? String(contentsOf: folder.appending(path: $0), encoding: .utf8)) ?? ""
        }
      })
  }

  private var bundle: URL? {
    let folder = package.folder.appending(path: ".build/release")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.first { $0.hasSuffix(".xctest") }.map { folder.appending(path: $0) }
  }

  /// What a suite reaches, and how long it takes.
  struct Reach: Sendable {
    var suite: String
    var bytes: Data
    var seconds: Double

    /// Whether it comes to a mutant's place.
    func contains(_ mutant: Int) -> Bool { bytes.count > mutant && bytes[mutant] == 1 }
  }

  /// The suites by name, such as `TradingTests.PositionTests`.
  static func suites(in list: String) -> [String] {
    let tests = list.split(separator: "\n").compactMap { line in
      line.firstIndex(of: "/").map { String(line[..<$0]) }
    }
    return Set(tests).filter { suite in targets.contains { suite.hasPrefix($0 + ".") } }.sorted()
  }

  /// Runs each suite without a mutant.
  ///
  /// - Returns: nil if one of them fails, or there is none.
  func reach() -> [Reach]? {
    guard let bundle else { return nil }
    let list = Process()
    list.executableURL = bundle
    list.arguments = ["--testing-library", "swift-testing", "--list-tests"]
    let pipe = Pipe()
    list.standardOutput = pipe
    list.standardError = FileHandle.nullDevice
    guard (try? list.run()) != nil else { return nil }
    let text = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    list.waitUntilExit()
    let table = package.folder.appending(path: "tests.reach")
    var found: [Reach] = []
    for suite in MutantTests.suites(in: text) {
      let start = Date()
      guard pass(with: 0, [suite], reached: table), let bytes = try? Data(contentsOf: table) else {
        tell("\(suite) fails without a mutant")
        return nil
      }
      found.append(Reach(suite: suite, bytes: bytes, seconds: Date().timeIntervalSince(start)))
    }
    return found.isEmpty ? nil : found.sorted { $0.seconds < $1.seconds }
  }

  /// Tells of mutants whether tests come to their place, and whether one notices.
  func find(_ mutants: [Int], _ reach: [Reach], each: (_ id: Int, _ isReached: Bool, _ isFound: Bool) -> Void) {
    // Some at once, told together: what is known is to outlive a run that is stopped.
    for start in stride(from: 0, to: mutants.count, by: jobs * 8) {
      let batch = Array(mutants[start..<min(start + jobs * 8, mutants.count)])
      let found = Mutex<[Int: Bool]>([:])
      let next = Mutex(0)
      DispatchQueue.concurrentPerform(iterations: jobs) { _ in
        while true {
          let index = next.withLock { number in
            number += 1
            return number - 1
          }
          guard index < batch.count else { return }
          let suites = reach.filter { $0.contains(batch[index]) }
          guard !suites.isEmpty else { continue }
          let isFound = finds(batch[index], suites)
          found.withLock { $0[batch[index]] = isFound }
        }
      }
      let results = found.withLock { $0 }
      for mutant in batch { each(mutant, results[mutant] != nil, results[mutant] ?? false) }
    }
  }

  private func finds(_ mutant: Int, _ suites: [Reach]) -> Bool {
    let seconds = suites.reduce(0) { $0 + $1.seconds }
    return !pass(with: mutant, suites.map(\.suite), seconds: 10 + seconds * 5)
  }

  /// Runs suites.
  ///
  /// - Parameters:
  ///   - mutant: the number of the mutant; 0 for none.
  ///   - suites: their names.
  ///   - reached: where to write what they reach.
  ///   - seconds: how long they may take; longer is a failure.
  /// - Returns: Whether all of them pass.
  private func pass(with mutant: Int, _ suites: [String], reached: URL? = nil, seconds: Double = 300) -> Bool {
    guard let bundle else { return true }
    let process = Process()
    process.executableURL = bundle
    process.arguments =
      ["--testing-library", "swift-testing"] + suites.flatMap { ["--filter", "^\($0.replacing(".", with: "\\."))/"] }
    process.currentDirectoryURL = root
    var environment = ProcessInfo.processInfo.environment
    environment["MUTANT"] = String(mutant)
    environment["MUTANT_REACHED"] = reached?.path
    environment["SWIFT_BACKTRACE"] = "enable=no"
    process.environment = environment
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    do { try process.run() } catch { return true }
    let identifier = process.processIdentifier
    let timer = DispatchSource.makeTimerSource(queue: .global())
    timer.schedule(deadline: .now() + seconds)
    timer.setEventHandler { kill(identifier, SIGKILL) }
    timer.resume()
    process.waitUntilExit()
    timer.cancel()
    return process.terminationReason == .exit && process.terminationStatus == 0
  }
}
