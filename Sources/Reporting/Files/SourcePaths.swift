/// How reports for a CI server write paths: from the root of the repository, wherever the tool was called.
public struct SourcePaths: Sendable {
  private let root: [Substring]?
  private let folder: String

  /// Writes paths as they are.
  public init() {
    root = nil
    folder = ""
  }

  /// Writes paths as seen from a root.
  ///
  /// - Parameters:
  ///   - root: the folder of the repository, absolute.
  ///   - folder: the folder that the tool was called in, absolute.
  public init(root: String, folder: String) {
    self.root = root.hasPrefix("/") ? SourcePaths.parts(root) : nil
    self.folder = folder
  }

  /// A path as a report writes it; one outside of the repository stays as it is.
  public func path(_ path: String) -> String {
    guard let root else { return path }
    let parts = SourcePaths.parts(path.hasPrefix("/") ? path : "\(folder)/\(path)")
    guard parts.starts(with: root), parts.count > root.count else { return path }
    return parts.dropFirst(root.count).joined(separator: "/")
  }

  private static func parts(_ path: String) -> [Substring] {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts
  }
}
