import Foundation

/// The descriptions of a folder, read and checked.
struct BugFolder {
  /// The bugs in the order of their numbers.
  let bugs: [BugDescription]

  /// The folder of the package's own descriptions.
  static let usual = "Tests/PlantedBugs/Bugs"

  /// Where a folder is, links followed.
  static func location(_ path: String, from root: URL) -> URL {
    (path.hasPrefix("/") ? URL(filePath: path) : root.appending(path: path)).resolvingSymlinksInPath()
  }

  /// Reads all descriptions of a folder.
  ///
  /// - Throws: ``BugErrors`` with everything that is wrong.
  init(_ folder: URL) throws(BugErrors) {
    var bugs: [BugDescription] = []
    var errors: [BugError] = []
    let files = ((try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)) ?? [])
      .filter { $0.pathExtension == "bug" }.sorted { $0.lastPathComponent < $1.lastPathComponent }
    if files.isEmpty {
      errors.append(BugError(place: folder.path, message: "no description (a file that ends with `.bug`) is here"))
    }
    for file in files {
      let name = file.lastPathComponent
      guard let text = try? String(contentsOf: file, encoding: .utf8) else {
        errors.append(BugError(place: name, message: "the file cannot be read as UTF-8 text"))
        continue
      }
      do { bugs.append(try BugParser.parse(text, fileName: name)) } catch { errors.append(error) }
    }
    bugs.sort { $0.id < $1.id }
    for (bug, next) in zip(bugs, bugs.dropFirst()) where bug.id == next.id {
      errors.append(BugError(place: "\(next.name).bug", message: "the id \(bug.id) is that of \(bug.name).bug already"))
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
    self.bugs = bugs
  }

  /// The changed texts of the source files, by the path below the folder that holds `Sources`.
  ///
  /// - Parameter read: reads a source file; nil if there is no such file.
  static func plant(
    _ bugs: [BugDescription], reading read: (String) -> String?
  ) throws(BugErrors) -> [String: String] {
    var texts: [String: String] = [:]
    var errors: [BugError] = []
    for (file, bugs) in Dictionary(grouping: bugs, by: \.file).sorted(by: { $0.key < $1.key }) {
      guard let source = read(file) else {
        errors += bugs.map { BugError(place: "\($0.name).bug", message: "there is no file \(file)") }
        continue
      }
      // Each one is matched by itself first, so that all that do not match are named.
      for bug in bugs {
        do { _ = try SourceMatch.range(of: bug, in: source) } catch { errors.append(error) }
      }
      guard errors.isEmpty else { continue }
      do { texts[file] = Planter.importing(try Planter.plant(bugs, in: source), file: file) } catch {
        errors.append(error)
      }
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
    return texts
  }
}

/// Everything that is wrong with the descriptions of a folder.
struct BugErrors: Error {
  let errors: [BugError]
}
