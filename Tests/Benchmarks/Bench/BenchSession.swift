import Foundation

/// One run: everything measured, printed, and compared.
struct BenchSession {
  private let options: BenchOptions

  init(_ options: BenchOptions) { self.options = options }

  /// What is to be known of the figures: a debug build copies and dispatches what `-c release` sees through, whether or
  /// not it is optimised.
  private static var caveat: String {
    #if DEBUG
      "; built for debugging, and no figure holds for `-c release`"
    #else
      ""
    #endif
  }

  /// Runs all of it and returns the exit code.
  func run() -> Int32 {
    let chosen = Benchmark.all.filter { one in
      options.names.isEmpty || options.names.contains { one.name.contains($0) }
    }
    guard !chosen.isEmpty || options.names.contains("handle") else {
      fail(64, "nothing is called so; there are " + Benchmark.all.map(\.name).joined(separator: ", "))
    }
    let yardstick = Yardstick.seconds(rounds: options.isQuick ? 1 : 7)
    print("fixed loop \(text(yardstick)): the unit of all ratios\(Self.caveat)\n")
    print(row(["", "size", "time", "spread", "ratio", "work", "a second", "memory"]))
    var measurements: [Measurement] = []
    var exponents: [String: Double] = [:]
    for one in chosen {
      var table: [Measurement] = []
      for size in options.isQuick ? [one.quickSize ?? one.sizes[0]] : one.sizes {
        do {
          let measured = try one.measure(size, isQuick: options.isQuick)
          show(measured, one, yardstick)
          table.append(measured)
        } catch { fail(70, "\(one.name) of \(size): \(error)") }
      }
      if let exponent = exponent(of: table) {
        print("  \(one.name) grows with the exponent \(String(format: "%.2f", exponent))")
        exponents[one.name] = exponent
      }
      measurements += table
    }
    compare(measurements, chosen)
    showLatency()
    return finish(Baseline(measurements, exponents, countInstructions(of: chosen), yardstick: yardstick))
  }

  /// Does what a benchmark does, once, for whoever counts instructions.
  static func runOnce(_ name: String, _ size: Int) -> Int32 {
    guard let one = Benchmark.all.first(where: { $0.name == name }) else { fail(64, "nothing is called \(name)") }
    do { _ = try one.prepare(size)() } catch { fail(70, "\(name) of \(size): \(error)") }
    return 0
  }

  /// Says how much longer than its reference a benchmark takes, size by size.
  private func compare(_ measurements: [Measurement], _ chosen: [Benchmark]) {
    for one in chosen {
      guard let reference = one.reference else { continue }
      for measured in measurements where measured.name == one.name {
        guard let other = measurements.first(where: { $0.name == reference && $0.size == measured.size })
        else { continue }
        let ratio = String(format: "%.2f", measured.fastest / other.fastest)
        print("  \(one.name) of \(measured.size) \(one.sizeUnit) takes \(ratio) times as long as \(reference)")
      }
    }
  }

  /// Says how long single inputs take while many orders work.
  private func showLatency() {
    guard options.names.isEmpty || options.names.contains(where: { "handle".contains($0) }) else { return }
    let (orders, inputs) = options.isQuick ? (1_000, 1_000) : (100_000, 50_000)
    do throws(BenchProblem) {
      print("  handle, with \(orders) orders working: \(try HandleLatency(orders: orders, inputs: inputs).text)")
    } catch { fail(70, error.text) }
  }

  private func countInstructions(of chosen: [Benchmark]) -> [String: Int] {
    guard options.countsInstructions else { return [:] }
    guard let valgrind = InstructionCount.valgrind else {
      fail(69, "`--instructions` needs valgrind, and there is none in PATH")
    }
    var counts: [String: Int] = [:]
    print("")
    for one in chosen {
      guard let sizes = one.counted else { continue }
      do throws(BenchProblem) {
        let count = try InstructionCount.each(of: one, counted: sizes, valgrind)
        print("\(one.name) takes \(count) instructions each, counted over \(sizes.upperBound - sizes.lowerBound)")
        counts[one.name] = count
      } catch { fail(70, error.text) }
    }
    return counts
  }

  private func finish(_ figures: Baseline) -> Int32 {
    if let path = options.output {
      do { try figures.text.write(toFile: path, atomically: true, encoding: .utf8) } catch {
        fail(74, "the baseline cannot be written to \(path): \(error.localizedDescription)")
      }
    }
    guard let path = options.baseline else { return 0 }
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else {
      fail(66, "the baseline \(path) cannot be read; write one with --write")
    }
    do throws(BenchProblem) {
      let regressions = figures.regressions(against: try Baseline(reading: text))
      print(regressions.isEmpty ? "\nnothing is worse than in \(path)" : "\nworse than in \(path):")
      for line in regressions { print("  " + line) }
      return regressions.isEmpty ? 0 : 1
    } catch { fail(65, error.text) }
  }

  /// The steepest growth between two sizes of which the smaller one took long enough to be measured.
  private func exponent(of table: [Measurement]) -> Double? {
    zip(table, table.dropFirst()).compactMap { small, large in
      small.fastest < 0.001 ? nil : log(large.fastest / small.fastest) / log(Double(large.size) / Double(small.size))
    }.max()
  }

  private func show(_ one: Measurement, _ benchmark: Benchmark, _ yardstick: Double) {
    let size = benchmark.isGrowth ? "\(one.size) \(benchmark.sizeUnit)" : ""
    let rate = one.fastest > 0 ? Int(Double(one.work) / one.fastest) : 0
    print(
      row([
        one.name, size, text(one.fastest), String(format: "+%.0f %%", one.spread),
        String(format: "%.3f", one.fastest / yardstick), "\(one.work) \(one.unit)", "\(rate)",
        "\(one.memory / 1024) MiB",
      ]))
  }

  private func row(_ cells: [String]) -> String {
    let widths = [16, 14, 11, 8, 10, 18, 12, 8]
    return zip(cells, widths).enumerated().map { index, cell in
      let gap = String(repeating: " ", count: max(0, cell.1 - cell.0.count))
      return index < 2 ? cell.0 + gap : gap + cell.0
    }.joined(separator: " ")
  }

  private func text(_ seconds: Double) -> String {
    seconds < 0.001
      ? String(format: "%.2f us", seconds * 1e6)
      : seconds < 1 ? String(format: "%.2f ms", seconds * 1e3) : String(format: "%.3f s", seconds)
  }
}
