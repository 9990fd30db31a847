import Foundation

/// The unit tests of the copy, run with one mutant at a time.
struct MutantTests {
  let package: PlantedPackage
  let root: URL
  /// The targets whose tests say something about engine and values without running whole campaigns.
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

  /// Runs the tests.
  ///
  /// - Parameters:
  ///   - mutant: the number of the mutant; 0 for none.
  ///   - reached: where to write what the tests reach.
  ///   - seconds: how long they may take; longer is a failure.
  /// - Returns: Whether all of them pass.
  func pass(with mutant: Int, reached: URL? = nil, seconds: Double = 300) -> Bool {
    guard let bundle else { return true }
    let process = Process()
    process.executableURL = bundle
    process.arguments = ["--testing-library", "swift-testing"] + MutantTests.skipped.flatMap { ["--skip", $0] }
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
