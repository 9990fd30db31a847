import Reporting
import Simulation

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// A store in a folder: `journal`, `checkpoint-1` (the newest), `checkpoint-2`, and `archive` if anything is in it.
struct StoreFolder {
  let path: String

  private static let checkpoints = ["checkpoint-1", "checkpoint-2"]
  /// How large a file of a store may be, in bytes: far above what an engine leaves between two checkpoints.
  private static let limit = 1 << 30

  /// Writes a store into a folder that holds none, or the same one.
  func write(_ files: StoreFiles) throws(Problem) {
    guard try isFree(for: files) else {
      throw Problem(
        path, "there is the store of another run in this folder, and it stays as it is",
        advice: ["name another folder: --store DIR", "see what it holds: trueup journal \(path.shellQuoted)"],
        exitCode: .toolError)
    }
    do throws(SystemError) {
      for (index, name) in StoreFolder.checkpoints.enumerated() {
        if index < files.checkpoints.count {
          try write(files.checkpoints[index], to: name)
        }
      }
      try write(files.journal, to: "journal")
      if !files.archive.isEmpty { try write(files.archive, to: "archive") }
    } catch {
      throw Problem(
        path, "the store cannot be written: \(error)",
        advice: [
          error.isFull
            ? "make room there, or write elsewhere: --store DIR"
            : "make it a folder that you may write to, or write elsewhere: --store DIR"
        ], exitCode: .toolError)
    }
  }

  /// Whether nothing in the folder would be written over by something else.
  private func isFree(for files: StoreFiles) throws(Problem) -> Bool {
    var new = ["journal": files.journal]
    if !files.archive.isEmpty { new["archive"] = files.archive }
    for (name, bytes) in zip(StoreFolder.checkpoints, files.checkpoints) { new[name] = bytes }
    for name in StoreFolder.checkpoints + ["journal", "archive"] {
      let file = "\(path)/\(name)"
      guard access(file, F_OK) == 0 else { continue }
      guard try StoreFolder.bytes(of: file) == new[name] else { return false }
    }
    return true
  }

  private func write(_ bytes: [UInt8], to name: String) throws(SystemError) {
    let file = try ReportFile(name, in: path)
    file.write(bytes)
    try file.finish()
  }

  /// The bytes of a file of a store.
  private static func bytes(of file: String) throws(Problem) -> [UInt8] {
    do throws(Problem) { return try FileReader.bytes(of: file, limit: limit) } catch {
      // What to do about a scenario that cannot be read does not help here.
      throw Problem(file, error.message, advice: [layout], exitCode: error.exitCode)
    }
  }

  private static let layout =
    "a store is a file `journal`, up to two files `checkpoint-1`, `checkpoint-2`, and at times `archive`"

  /// Reads a store.
  func read() throws(Problem) -> StoreFiles {
    var files = StoreFiles(checkpoints: [], journal: [])
    var isEmpty = true
    for name in StoreFolder.checkpoints + ["journal"] {
      let file = "\(path)/\(name)"
      guard access(file, F_OK) == 0 || !SystemError.last.isMissing else { continue }
      let bytes = try StoreFolder.bytes(of: file)
      isEmpty = false
      if name == "journal" { files.journal = bytes } else { files.checkpoints.append(bytes) }
    }
    guard !isEmpty else {
      throw Problem(
        path, "there is no store in this folder",
        advice: [
          StoreFolder.layout, "write that of a run: trueup trace FILE --store \(path.shellQuoted)",
        ],
        exitCode: .nothingToRun)
    }
    // A start needs no archive, so that one alone is no store.
    let archive = "\(path)/archive"
    if access(archive, F_OK) == 0 { files.archive = try StoreFolder.bytes(of: archive) }
    return files
  }
}
