import Foundation

/// The figures of an earlier run, which hold on any machine: ratios, work and exponents.
struct Baseline {
  /// By name: ratio to the yardstick and work, and for tables of growth the exponent.
  private(set) var ratios: [String: (ratio: Double, work: Int)] = [:]
  private(set) var exponents: [String: Double] = [:]
  /// By name: the instructions of one of what is done.
  private(set) var instructions: [String: Int] = [:]

  /// How much slower counts as slower: below that it is the noise of a shared machine.
  static let allowed = 1.3
  /// How many more instructions count as more: another toolchain or library makes a little.
  static let allowedInstructions = 1.03
  /// What an exponent may rise by.
  static let allowedExponent = 0.15

  init(
    _ measurements: [Measurement], _ exponents: [String: Double], _ instructions: [String: Int], yardstick: Double
  ) {
    for one in measurements { ratios[one.key] = (one.fastest / yardstick, one.work) }
    self.exponents = exponents
    self.instructions = instructions
  }

  /// Reads a baseline.
  init(reading text: String) throws(BenchProblem) {
    for line in text.split(separator: "\n") where !line.hasPrefix("#") {
      let words = line.split(separator: " ").map(String.init)
      switch words.count {
      case 4 where words[0] == "ratio":
        guard let ratio = Double(words[2]), let work = Int(words[3]) else { fallthrough }
        ratios[words[1]] = (ratio, work)
      case 3 where words[0] == "instructions":
        guard let count = Int(words[2]) else { fallthrough }
        instructions[words[1]] = count
      case 3 where words[0] == "exponent":
        guard let exponent = Double(words[2]) else { fallthrough }
        exponents[words[1]] = exponent
      default: throw BenchProblem(text: "this line of the baseline is none: \(line)")
      }
    }
  }

  /// The baseline as a file.
  var text: String {
    var lines = ["# swift run -c release bench --write FILE; ratio: time over that of a fixed loop, then the work"]
    for (name, one) in ratios.sorted(by: { $0.key < $1.key }) {
      lines.append("ratio \(name) \(String(format: "%.6f", one.ratio)) \(one.work)")
    }
    for (name, exponent) in exponents.sorted(by: { $0.key < $1.key }) {
      lines.append("exponent \(name) \(String(format: "%.2f", exponent))")
    }
    for (name, count) in instructions.sorted(by: { $0.key < $1.key }) { lines.append("instructions \(name) \(count)") }
    return lines.joined(separator: "\n") + "\n"
  }

  /// What is worse than in another baseline, in words.
  func regressions(against former: Baseline) -> [String] {
    var lines: [String] = []
    for (name, now) in ratios.sorted(by: { $0.key < $1.key }) {
      guard let before = former.ratios[name] else { continue }
      if now.work != before.work { lines.append("\(name): the work is \(now.work), and was \(before.work)") }
      if now.ratio > before.ratio * Self.allowed {
        lines.append("\(name): takes \(String(format: "%.2f", now.ratio / before.ratio)) times as long")
      }
    }
    for (name, now) in exponents.sorted(by: { $0.key < $1.key }) {
      guard let before = former.exponents[name], now > before + Self.allowedExponent else { continue }
      lines.append(
        "\(name): grows with the exponent \(String(format: "%.2f", now)), and it was \(String(format: "%.2f", before))")
    }
    for (name, now) in instructions.sorted(by: { $0.key < $1.key }) {
      guard let before = former.instructions[name], Double(now) > Double(before) * Self.allowedInstructions else {
        continue
      }
      lines.append("\(name): takes \(now) instructions, and took \(before)")
    }
    return lines
  }
}
