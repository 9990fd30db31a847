import Foundation

/// Runs the built binary as a user would.
enum Trueup {
  /// What a finished process left.
  struct Result {
    var status: Int32
    var output: String
    var errors: String

    var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
  }

  /// The variables that the tool looks at: none of them comes from the machine that tests.
  private static let heeded = [
    "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "TRUEUP_PLANTED", "SWIFT_DETERMINISTIC_HASHING", "CI",
    "GITHUB_ACTIONS", "GITHUB_STEP_SUMMARY", "COLUMNS", "GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE", "GITLAB_CI",
  ]

  /// The binary: that which `TRUEUP_BINARY` names, such as one that is optimised, or that beside the bundle of the tests.
  static let binary = ProcessInfo.processInfo.environment["TRUEUP_BINARY"].map { URL(filePath: $0) } ?? ownBinary

  /// The binary beside the bundle of the tests, built as they are.
  static let ownBinary: URL = {
    let bundle = Bundle.allBundles.first { $0.bundlePath.hasSuffix(".xctest") } ?? Bundle.main
    let folder =
      bundle.bundlePath.hasSuffix(".xctest") ? bundle.bundleURL.deletingLastPathComponent() : bundle.bundleURL
    return folder.appendingPathComponent("trueup")
  }()

  /// Runs the binary in a workspace and waits for its end.
  static func run(
    _ arguments: String..., in workspace: Workspace, environment: [String: String] = [:]
  ) throws -> Result {
    try run(arguments, in: workspace, environment: environment)
  }

  /// Runs the binary in a workspace and waits for its end.
  static func run(
    _ arguments: [String], in workspace: Workspace, environment: [String: String] = [:]
  ) throws -> Result {
    try start(arguments, in: workspace, environment).finish()
  }

  /// Starts the binary in a workspace.
  static func start(
    _ arguments: [String], in workspace: Workspace, _ environment: [String: String] = [:]
  ) throws -> Running {
    try start(binary.path, arguments, in: workspace, environment)
  }

  /// Runs a shell script in a workspace; `$0` in it is the binary.
  static func shell(_ script: String, by shell: String = "/bin/sh", in workspace: Workspace) throws -> Result {
    try start(shell, ["-c", script, binary.path], in: workspace, [:]).finish()
  }

  /// The folder of the sources.
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  /// A process that runs.
  struct Running {
    let process: Process
    let output: URL
    let errors: URL

    func finish() throws -> Result {
      process.waitUntilExit()
      let isSignal = process.terminationReason == .uncaughtSignal
      return Result(
        status: isSignal ? -process.terminationStatus : process.terminationStatus,
        output: String(decoding: try Data(contentsOf: output), as: UTF8.self),
        errors: String(decoding: try Data(contentsOf: errors), as: UTF8.self))
    }

    /// Waits until the process has written something.
    func waitForOutput() throws {
      while process.isRunning, try Data(contentsOf: output).isEmpty { usleep(2_000) }
    }
  }

  /// Starts a program; its output goes to files, so that no pipe can fill up.
  static func start(
    _ path: String, _ arguments: [String], in workspace: Workspace, _ environment: [String: String]
  ) throws -> Running {
    let output = try workspace.outputFile()
    let errors = try workspace.outputFile()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: path)
    process.arguments = arguments
    process.currentDirectoryURL = workspace.folder
    var variables = ProcessInfo.processInfo.environment
    for name in Trueup.heeded {
      variables[name] = environment[name]
    }
    variables.merge(environment) { $1 }
    process.environment = variables
    process.standardOutput = try FileHandle(forWritingTo: output)
    process.standardError = try FileHandle(forWritingTo: errors)
    try process.run()
    return Running(process: process, output: output, errors: errors)
  }
}

/// A temporary folder that goes away with its owner.
final class Workspace {
  /// The folder that commands run in.
  let folder: URL
  private let root: URL
  private var outputs = 0

  init() throws {
    root = FileManager.default.temporaryDirectory.appendingPathComponent("trueup-\(UUID().uuidString)")
    folder = root.appendingPathComponent("work")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  }

  deinit {
    try? FileManager.default.removeItem(at: root)
  }

  /// Writes a file, with the folders above it.
  func write(_ path: String, _ text: String) throws {
    try write(path, Data(text.utf8))
  }

  /// Writes a file, with the folders above it.
  func write(_ path: String, _ data: Data) throws {
    let url = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try data.write(to: url)
  }

  /// Makes a folder.
  func makeFolder(_ path: String) throws {
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent(path), withIntermediateDirectories: true)
  }

  /// Makes a symbolic link.
  func link(_ path: String, to destination: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: folder.appendingPathComponent(path).path, withDestinationPath: destination)
  }

  /// The text of a file.
  func read(_ path: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(path)), as: UTF8.self)
  }

  /// The names in a folder, sorted.
  func names(in path: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: folder.appendingPathComponent(path).path).sorted()
  }

  fileprivate func outputFile() throws -> URL {
    outputs += 1
    let url = root.appendingPathComponent("output-\(outputs)")
    try Data().write(to: url)
    return url
  }
}
