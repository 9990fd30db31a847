import Foundation

/// One run of the tool with `--coverage`.
struct CoverageSession {
  let root: URL
  let options: CoverageOptions

  private static let listPath = "Tests/PlantedBugs/unreached.txt"

  /// Builds an instrumented program, runs fuzz and suite on it, and tells what neither reaches.
  func run() -> ExitCode {
    let list: UnreachedList
    do {
      let text = try? String(contentsOf: root.appending(path: CoverageSession.listPath), encoding: .utf8)
      list = try UnreachedList(text ?? "", name: CoverageSession.listPath)
    } catch {
      tell(error.errors.map(\.description).joined(separator: "\n"))
      return .mismatch
    }
    let flags = ["-Xswiftc", "-profile-generate", "-Xswiftc", "-profile-coverage-mapping"]
    tell("compiling with counters in \(options.scratch)")
    guard call(["swift", "build", "-c", "release", "--product", "trueup", "--scratch-path", scratch.path] + flags)
    else {
      tell("the package does not compile")
      return .buildFailed
    }
    let fuzzing = ["fuzz", "--seed", options.seed, "--runs", "\(options.runs)", "-j", "\(options.jobs)", "--counts"]
    guard let fuzz = measure("fuzz", fuzzing + ["--digests"]), let suite = measure("suite", ["run", "-q"]) else {
      tell("the counters cannot be read; llvm-profdata and llvm-cov have to stand beside swift")
      return .buildFailed
    }
    let report = CoverageReport(
      fuzz: fuzz, suite: suite, list: list,
      conditions: "Coverage: \(options.runs) fuzzed cases of seed \(options.seed), and the files under Scenarios")
    print(report.text { MutantOptions.matches($0, options.files) }, terminator: "")
    try? report.text { _ in true }.write(
      to: root.appending(path: "Reports/coverage.txt"), atomically: true, encoding: .utf8)
    let stale = list.stale(among: fuzz.flatMap(\.places))
    guard stale.isEmpty else {
      tell(stale.map(\.description).joined(separator: "\n"))
      return .mismatch
    }
    return report.open.isEmpty ? .allFound : .someNotFound
  }

  private var scratch: URL { URL(filePath: options.scratch, relativeTo: root).absoluteURL }

  private func measure(_ name: String, _ arguments: [String]) -> [CoveredFile]? {
    let program = scratch.appending(path: "release/trueup").path
    let (raw, merged) = (scratch.appending(path: "\(name).profraw"), scratch.appending(path: "\(name).profdata"))
    let exported = scratch.appending(path: "\(name).json")
    try? FileManager.default.removeItem(at: raw)
    tell("running trueup \(arguments.joined(separator: " "))")
    // That something fails says nothing about what was reached.
    _ = call([program] + arguments, counters: raw)
    let sources = MutantSession.targets.map { root.appending(path: "Sources/\($0)").path }
    guard call(["llvm-profdata", "merge", "-sparse", raw.path, "-o", merged.path]),
      call(["llvm-cov", "export", program, "-instr-profile", merged.path] + sources, output: exported),
      let bytes = try? Data(contentsOf: exported),
      let export = try? JSONDecoder().decode(CoverageExport.self, from: bytes)
    else { return nil }
    return export.regions().sorted { $0.key < $1.key }.compactMap { path, regions in
      guard sources.contains(where: { path.hasPrefix($0 + "/") }), path.hasPrefix(root.path),
        let text = try? String(contentsOfFile: path, encoding: .utf8)
      else { return nil }
      return CoveredFile(name: String(path.dropFirst(root.path.count).drop { $0 == "/" }), text: text, regions: regions)
    }
  }

  /// Runs a command, with the tools of the toolchain within reach.
  private func call(_ words: [String], counters: URL? = nil, output: URL? = nil) -> Bool {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = words
    process.currentDirectoryURL = root
    var environment = ProcessInfo.processInfo.environment
    let folders = (environment["PATH"] ?? "").split(separator: ":").map(String.init)
    let swift = folders.map { "\($0)/swift" }.first { FileManager.default.isExecutableFile(atPath: $0) }
    let toolchain = swift.map { URL(filePath: $0).resolvingSymlinksInPath().deletingLastPathComponent().path }
    environment["PATH"] = ([toolchain].compactMap(\.self) + folders).joined(separator: ":")
    environment["LLVM_PROFILE_FILE"] = counters?.path ?? "/dev/null"
    process.environment = environment
    if let output {
      guard FileManager.default.createFile(atPath: output.path, contents: nil) else { return false }
      process.standardOutput = FileHandle(forWritingAtPath: output.path)
    } else {
      process.standardOutput = FileHandle.nullDevice
    }
    if counters != nil { process.standardError = FileHandle.nullDevice }
    do { try process.run() } catch { return false }
    process.waitUntilExit()
    return process.terminationStatus == 0
  }
}
