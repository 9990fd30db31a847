public import ScenarioLanguage
public import Simulation

/// Two logs beside each other: the first entry that differs, and then, by cause, what is in one of them only.
public struct TraceComparison {
  /// One of the two.
  public struct Side {
    let name: String
    let trace: Trace
    let names: Names

    /// Makes a side.
    public init(_ name: String, _ trace: Trace, _ names: Names) {
      self.name = name
      self.trace = trace
      self.names = names
    }
  }

  private static let limit = 12

  private let left: Side
  private let right: Side
  /// The number of the first entry that differs; nil if one log goes on where the other ends, or none does.
  private let first: Int?

  /// Compares two logs, entry by entry: instant, event, fields and cause.
  public init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
    let shared = min(left.trace.entries.count, right.trace.entries.count)
    first =
      (0..<shared).first { index in
        left.trace.entries[index].cause != right.trace.entries[index].cause
          || left.names.line(of: left.trace.entries[index]) != right.names.line(of: right.trace.entries[index])
      } ?? (left.trace.entries.count == right.trace.entries.count ? nil : shared)
  }

  /// Whether nothing differs.
  public var isSame: Bool { first == nil }

  /// What differs, for people.
  public var text: StyledText {
    guard let first else {
      return " \(Quantities.count(left.trace.entries.count, "entry", plural: "entries")), all the same\n"
    }
    var text: StyledText =
      "\(.bold("the first \(first == 1 ? "entry is" : "\(Quantities.grouped(first)) entries are") the same"))\n"
    for index in context(before: first) { text += "  \(LogText.line(index, of: left.trace, left.names))\n" }
    text += .red("- \(entry(first, of: left))") + "\n"
    text += .green("+ \(entry(first, of: right))") + "\n"
    text += "\n- \(left.name)\n+ \(right.name)\n"
    let (gone, come) = (roots(of: left, missingIn: right), roots(of: right, missingIn: left))
    if gone.isEmpty, come.isEmpty { return text + "\nby cause both have the same entries, at other times\n" }
    text += "\n\(.bold("by cause"))\n"
    for (sign, side, roots) in [("-", left, gone), ("+", right, come)] {
      for root in roots.prefix(TraceComparison.limit) {
        let more: StyledText =
          root.followers > 0 ? "   and \(Quantities.grouped(root.followers)) that follow from it" : ""
        let line: StyledText = "\(sign) \(LogText.line(root.entry, of: side.trace, side.names))"
        text += (sign == "-" ? .red(line) : .green(line)) + more + "\n"
      }
      if roots.count > TraceComparison.limit { text += "\(sign) and \(roots.count - TraceComparison.limit) more\n" }
    }
    return text
  }

  private func entry(_ index: Int, of side: Side) -> StyledText {
    index < side.trace.entries.count ? LogText.line(index, of: side.trace, side.names) : "the log ends here"
  }

  /// The shared causes of the first difference, the oldest first.
  private func context(before first: Int) -> [Int] {
    var chain: [Int] = []
    var next = first < left.trace.entries.count ? left.trace.entries[first].cause : TraceEntry.noCause
    while next != TraceEntry.noCause, Int(next) < first, chain.count < 4 {
      chain.append(Int(next))
      next = left.trace.entries[Int(next)].cause
    }
    return chain.reversed()
  }

  private struct Root {
    var entry: Int
    var followers = 0
  }

  /// The entries of a side that the other does not have, each with how many of them follow from it.
  ///
  /// Two entries are the same if they say the same, whenever, for the same reason: their whole chains of causes agree.
  private func roots(of side: Side, missingIn other: Side) -> [Root] {
    var known: [String: Int] = [:]
    for story in TraceComparison.stories(of: other) { known[story, default: 0] += 1 }
    var rootOf: [Int: Int] = [:]
    var roots: [Root] = []
    for (index, story) in TraceComparison.stories(of: side).enumerated() {
      if let count = known[story], count > 0 {
        known[story] = count - 1
        continue
      }
      let cause = side.trace.entries[index].cause
      if cause != TraceEntry.noCause, let root = rootOf[Int(cause)] {
        rootOf[index] = root
        roots[root].followers += 1
      } else {
        rootOf[index] = roots.count
        roots.append(Root(entry: index))
      }
    }
    return roots
  }

  /// For each entry what it says, with a number for the story of its cause.
  private static func stories(of side: Side) -> [String] {
    var stories: [String] = []
    var depth: [Int] = []
    for entry in side.trace.entries {
      let own = side.names.line(of: entry, withTime: false)
      let cause = entry.cause == TraceEntry.noCause ? nil : Int(entry.cause)
      depth.append(cause.map { depth[$0] + 1 } ?? 0)
      // A cause beyond a few steps adds nothing that a nearer one does not.
      let before = cause.map { side.names.line(of: side.trace.entries[$0], withTime: false) } ?? ""
      stories.append("\(own)\n\(before)\n\(depth[depth.count - 1])")
    }
    return stories
  }
}
