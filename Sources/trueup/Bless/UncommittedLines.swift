import Reporting

/// The lines of a file that differ from the last commit, if it is in one.
struct UncommittedLines {
  /// By their numbers in the file.
  private let ranges: [Range<Int>]

  /// Asks git; nil where there is none, no repository, or no commit with the file.
  init?(of path: String) {
    let slash = path.lastIndex(of: "/")
    let folder = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let name = slash.map { String(path[$0...].dropFirst()) } ?? path
    let words = ["-C", folder, "diff", "--no-color", "--no-ext-diff", "-U0", "HEAD", "--", "./\(name)"]
    guard let output = try? ChildProcess(words, program: "git", isQuiet: true).finish(), output.isComplete else {
      return nil
    }
    ranges = output.lines.filter { $0.hasPrefix("@@ ") }.compactMap(UncommittedLines.range)
  }

  /// The line of the first change that would write over such lines.
  func first(in changes: [Blessing.Change]) -> Int? {
    changes.first { change in ranges.contains { $0.overlaps(change.block) } }?.line
  }

  /// The new lines of `@@ -3,0 +4,2 @@`; none for lines that are gone.
  private static func range(_ hunk: String) -> Range<Int>? {
    guard let part = hunk.split(separator: " ").first(where: { $0.hasPrefix("+") }) else { return nil }
    let numbers = part.dropFirst().split(separator: ",").compactMap { Int($0) }
    guard let start = numbers.first else { return nil }
    let count = numbers.count > 1 ? numbers[1] : 1
    return count > 0 ? start..<start + count : nil
  }
}
