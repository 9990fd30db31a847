import Reporting

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// What the environment says about the CI server that the tool runs on.
enum CIServer {
  /// Whether a step of GitHub Actions reads the output.
  static var isGitHub: Bool { Environment["GITHUB_ACTIONS"] == "true" }

  /// Whether a job of GitLab reads the reports.
  static var isGitLab: Bool { Environment["GITLAB_CI"] == "true" }

  /// The file that the summary of the step is added to; nil if there is none.
  static var summaryFile: String? {
    let path = Environment["GITHUB_STEP_SUMMARY"]
    return path.isEmpty ? nil : path
  }

  /// How paths are written for the server: from the root of the repository that it has checked out.
  static var paths: SourcePaths {
    let names = ["GITHUB_WORKSPACE", "CI_PROJECT_DIR", "WORKSPACE"]
    guard let root = names.lazy.map({ Environment[$0] }).first(where: { !$0.isEmpty }), let folder = resolved("."),
      let root = resolved(root)
    else { return SourcePaths() }
    return SourcePaths(root: root, folder: folder)
  }

  private static func resolved(_ path: String) -> String? {
    guard let pointer = realpath(path, nil) else { return nil }
    defer { free(pointer) }
    return String(validatingCString: pointer)
  }
}

/// A file that texts are added to: the summary of a step, to which other commands may have added theirs.
struct AppendedFile {
  let path: String

  /// How many bytes it has.
  var size: Int {
    var status = stat()
    return stat(path, &status) == 0 ? Int(status.st_size) : 0
  }

  /// Adds bytes at its end.
  func append(_ bytes: [UInt8]) throws(SystemError) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .last }
    let output = ByteOutput(descriptor, name: path)
    output.write(bytes)
    output.close()
    if let error = output.error { throw error }
  }
}
