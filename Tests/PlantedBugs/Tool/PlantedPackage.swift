import Foundation

/// The copy of the package in which the bugs are planted.
struct PlantedPackage {
  /// Where the copy is.
  let folder: URL
  /// The sources of the runner.
  let runnerSources: [URL]
  /// Files that the copy has and the package has not, by path below the copy.
  var additions: [String: String] = [:]
  /// The target in C that chooses among mutants, if there is one.
  var choice: String?
  /// The targets of unit tests that are copied too.
  var tests: [String] = []
  /// Further words for `swift build`.
  var flags: [String] = []

  /// The targets of the copy, lowest first; each depends on those before it.
  private static let targets = [
    "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
  ]

  /// The runner, once built.
  var runner: URL { folder.appending(path: ".build/release/runner") }

  /// Copies the sources with the bugs in them; files that did not change are left alone, so that only what is new is
  /// compiled.
  ///
  /// - Parameters:
  ///   - sources: the folder `Sources` to copy.
  ///   - planted: the changed texts by path.
  func write(copying sources: URL, planted: [String: String]) throws {
    var kept: Set<String> = []
    func put(_ text: String, at path: String) throws {
      let file = folder.appending(path: path)
      kept.insert(file.standardizedFileURL.path)
      if (try? String(contentsOf: file, encoding: .utf8)) == text { return }
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
    }
    for target in PlantedPackage.targets {
      for path in swiftFiles(below: sources.appending(path: target)) {
        let name = "Sources/\(target)/\(path)"
        let file = sources.appending(path: "\(target)/\(path)")
        try put(planted[name] ?? String(contentsOf: file, encoding: .utf8), at: name)
      }
    }
    for (path, text) in additions.sorted(by: { $0.key < $1.key }) { try put(text, at: path) }
    for file in runnerSources {
      try put(String(contentsOf: file, encoding: .utf8), at: "Sources/runner/\(file.lastPathComponent)")
    }
    for target in tests.isEmpty ? [] : tests + ["TestSupport"] {
      let from = sources.deletingLastPathComponent().appending(path: "Tests/\(target)")
      for path in swiftFiles(below: from) {
        try put(String(contentsOf: from.appending(path: path), encoding: .utf8), at: "Tests/\(target)/\(path)")
      }
    }
    try put(manifest, at: "Package.swift")
    for name in ["Sources", "Tests"] {
      let root = folder.appending(path: name)
      for path in swiftFiles(below: root) where !kept.contains(root.appending(path: path).standardizedFileURL.path) {
        try FileManager.default.removeItem(at: root.appending(path: path))
      }
    }
  }

  private func swiftFiles(below folder: URL) -> [String] {
    let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted()
  }

  /// Compiles the copy.
  ///
  /// - Parameter what: what to build, in the words of `swift build`.
  /// - Returns: What the compiler said, or nil if all went well.
  func build(_ what: [String] = ["--product", "runner"]) -> String? {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments = ["swift", "build", "-c", "release", "--package-path", folder.path] + flags + what
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return "swift cannot be started: \(error)" }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return process.terminationStatus == 0 ? nil : output
  }

  /// As the manifest of the package, but with the runner, and with warnings allowed: a replacement may leave
  /// something unused.
  private var manifest: String {
    let names = PlantedPackage.targets
    func quoted(_ names: some Sequence<String>) -> String { names.map { "\"\($0)\"" }.joined(separator: ", ") }
    let base = choice.map { [$0] } ?? []
    let lines =
      base.map { "    .target(name: \"\($0)\")," }
      + names.indices.map { index in
        "    .target(name: \"\(names[index])\", dependencies: [\(quoted(base + names[..<index]))], swiftSettings: settings),"
      }
      + (tests.isEmpty
        ? [] : ["    .target(name: \"TestSupport\", dependencies: [\"Trading\"], path: \"Tests/TestSupport\"),"])
      + tests.map {
        "    .testTarget(name: \"\($0)\", dependencies: [\(quoted(names + ["TestSupport"]))], swiftSettings: settings),"
      }
    return """
      // swift-tools-version: 6.2
      import PackageDescription

      let settings: [SwiftSetting] = [
        .enableUpcomingFeature("ExistentialAny"),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
      ]

      let package = Package(
        name: "planted-copy",
        targets: [
      \(lines.joined(separator: "\n"))
          .executableTarget(name: "runner", dependencies: [\(quoted(base + names))], swiftSettings: settings),
        ],
        swiftLanguageModes: [.v6]
      )

      """
  }
}
