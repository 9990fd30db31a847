import Foundation

/// The unit tests of the copy, run with one mutant at a time.
struct MutantTests {
  let package: PlantedPackage
  let root: URL
  /// The targets whose tests say something about engine and values without running whole campaigns, the fastest first.
  static let targets = ["TradingTests", "ReconciliationTests", "SimulationTests", "HarnessTests"]
  /// Suites about the package itself, which a copy is not.
  static let skipped = ["HouseTests"]

  /// Builds the tests.
  func build() -> String? { package.build(["--build-tests"]) }

  private var bundle: URL? {
    let folder = package.folder.appending(path: ".build/release")
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.first { $0.hasSuffix(".xctest") }.map { folder.appending(path: $0) }
  }

  /// What the tests of a target reach, and how long they take.
  struct Reach {
    var target: String
    var bytes: Data
    var seconds: Double

    /// Whether they come to a mutant's place.
    func contains(_ mutant: Int) -> Bool { bytes.count > mutant && bytes[mutant] == 1 }
  }

  /// Runs the tests of each target without a mutant.
  ///
  /// - Returns: nil if some of them fail.
  func reach() -> [Reach]? {
    let table = package.folder.appending(path: "tests.reach")
    var found: [Reach] = []
    for target in MutantTests.targets {
      let start = Date()
      guard pass(with: 0, target, reached: table), let bytes = try? Data(contentsOf: table) else { return nil }
      found.append(Reach(target: target, bytes: bytes, seconds: Date().timeIntervalSince(start)))
    }
    return found
  }

  /// Whether the tests that come to a mutant's place notice it, target by target until one does.
  func find(_ mutant: Int, _ reach: [Reach]) -> Bool {
    reach.contains { $0.contains(mutant) && !pass(with: mutant, $0.target, seconds: 10 + $0.seconds * 5) }
  }

  /// Runs the tests of a target.
  ///
  /// - Parameters:
  ///   - mutant: the number of the mutant; 0 for none.
  ///   - target: whose tests.
  ///   - reached: where to write what the tests reach.
  ///   - seconds: how long they may take; longer is a failure.
  /// - Returns: Whether all of them pass.
  private func pass(with mutant: Int, _ target: String, reached: URL? = nil, seconds: Double = 300) -> Bool {
    guard let bundle else { return true }
    let process = Process()
    process.executableURL = bundle
    process.arguments =
      ["--testing-library", "swift-testing", "--filter", "^\(target)\\."]
      + MutantTests.skipped.flatMap { ["--skip", $0] }
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
