import Reporting
import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// Finds scenario files under paths, in an order that does not depend on the file system.
struct ScenarioFinder {
  /// The paths of the files; each once.
  private(set) var files: [String] = []
  /// What stood in the way.
  private(set) var problems: [Problem] = []
  private var known: Set<String> = []
  /// How many files were met, those that were met before included.
  private var seen = 0
  /// The folders above the one being read.
  private var ancestors: [FolderIdentity] = []

  private struct FolderIdentity: Equatable {
    var device: UInt64
    var node: UInt64
  }

  /// The folder that is searched when no path is given.
  static let defaultPath = "Scenarios"

  /// Finds the files of a path: the path itself if it is a file, else all `*.scenario` files below it.
  mutating func find(_ path: String, isDefault: Bool = false) {
    var status = stat()
    guard stat(path, &status) == 0 else {
      let error = SystemError.last
      problems.append(!error.isMissing ? .unreadable(path, error) : isDefault ? .noDefaultFolder(path) : .missing(path))
      return
    }
    guard isFolder(status) else { return add(path) }
    let before = (seen, problems.count)
    search(ScenarioFinder.shortened(path), status)
    if before == (seen, problems.count) {
      problems.append(.noScenarios(in: path))
    }
  }

  /// Finds the files below a folder, if it is there and has any.
  mutating func findIfAny(in folder: String) {
    var status = stat()
    if stat(folder, &status) == 0, isFolder(status) { search(ScenarioFinder.shortened(folder), status) }
  }

  /// Adds standard input in the place of a file.
  mutating func addStandardInput() { add(SourceFile.standardInputPath) }

  private mutating func search(_ folder: String, _ status: stat) {
    let identity = FolderIdentity(device: UInt64(status.st_dev), node: UInt64(status.st_ino))
    guard !ancestors.contains(identity) else { return problems.append(.loop(folder)) }
    ancestors.append(identity)
    defer { ancestors.removeLast() }
    guard let stream = opendir(folder) else { return problems.append(.unreadable(folder, .last)) }
    var names: [String] = []
    var unreadable: [String] = []
    while let entry = readdir(stream) {
      let bytes = withUnsafeBytes(of: &entry.pointee.d_name) { Array($0.prefix { $0 != 0 }) }
      guard bytes.first != UInt8(ascii: ".") else { continue }
      if let name = String(validating: bytes, as: UTF8.self) {
        names.append(name)
      } else if bytes.suffix(9) == Array(".scenario".utf8)[...] {
        unreadable.append(ArgumentText.escaped(bytes))
      }
    }
    for name in unreadable.sorted() { problems.append(.unreadableName(name, in: folder)) }
    closedir(stream)
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    let prefix = folder == "." ? "" : folder.hasSuffix("/") ? folder : "\(folder)/"
    for name in names where !Interruption.isRequested { visit(prefix + name, name) }
  }

  private mutating func visit(_ path: String, _ name: String) {
    let isScenario = name.hasSuffix(".scenario")
    var status = stat()
    guard stat(path, &status) == 0 else {
      let error = SystemError.last
      if isScenario { problems.append(error.isMissing ? .brokenLink(path) : .unreadable(path, error)) }
      return
    }
    if isFolder(status) {
      search(path, status)
    } else if isScenario, status.st_mode & S_IFMT == S_IFREG {
      add(path)
    }
  }

  private mutating func add(_ path: String) {
    let path = ScenarioFinder.shortened(path)
    seen += 1
    if known.insert(path).inserted { files.append(path) }
  }

  private func isFolder(_ status: stat) -> Bool { status.st_mode & S_IFMT == S_IFDIR }

  /// The path without `./` at the start, slashes at the end and doubled slashes, so that it is known again.
  private static func shortened(_ path: String) -> String {
    let parts = path.split(separator: "/").filter { $0 != "." }
    let short = parts.joined(separator: "/")
    return path.hasPrefix("/") ? "/\(short)" : short.isEmpty ? "." : short
  }
}
