import Exploration
import Harness
import Reconciliation
import ScenarioLanguage
import Simulation

extension Benchmark {
  /// All that is measured.
  static let all: [Benchmark] =
    [events, generatedCase, suite, quietDay, fork, journal] + [
      growth("growth-orders", "orders", [10, 100, 1_000, 10_000], Workload.orders),
      growth("growth-working", "orders", [10, 100, 1_000, 10_000], Workload.working),
      growth("growth-fills", "fills", [10, 100, 1_000, 10_000], Workload.fills),
      growth("growth-time", "min", [60, 1_440, 43_200], quickSize: 1) { Workload.quiet(minutes: $0) },
      parse, check, pass, join,
    ]

  /// The sizes of a pass, and of the join of the same keys that it is compared with.
  private static let passSizes = [1_000, 10_000, 100_000, 1_000_000]

  /// A pass over as many orders here as at the broker, of which one in a thousand differs.
  private static let pass = Benchmark(
    name: "growth-pass", unit: "orders", sizes: passSizes, sizeUnit: "orders", reference: "growth-join"
  ) { count in
    let orders = try PassOfOrders(count)
    return { try orders.pass() }
  }

  /// The same keys looked up in a table, and the statuses compared: the least that a pass can take.
  private static let join = Benchmark(name: "growth-join", unit: "orders", sizes: passSizes, sizeUnit: "orders") {
    count in
    let orders = try PassOfOrders(count)
    return { try orders.join() }
  }

  /// The simulated world alone, without judges.
  private static let events = Benchmark(name: "events", unit: "steps", sizes: [24], quickSize: 1, counted: 1...3) {
    hours in
    let plan = try plan(of: Workload.quiet(minutes: 60 * hours), judgesByClauses: false)
    return { CaseRunner<ReconciliationEngine>.run(plan, relations: .none).stepCount }
  }

  /// Generated cases, run and judged as a campaign does.
  private static let generatedCase = Benchmark(
    name: "case", unit: "events", sizes: [200], quickSize: 2, counted: 0...100
  ) { count in
    { (0..<count).reduce(0) { $0 + FuzzCase.run(base: 0x5EED, index: $1).result.entryCount } }
  }

  /// Cases with checks as people write them, parsed, compiled and run.
  private static let suite = Benchmark(name: "suite", unit: "events", sizes: [100], quickSize: 1, counted: 1...6) {
    count in
    let text = Workload.checked(20)
    return { try (0..<count).reduce(0) { sum, _ in try sum + run(plan(of: text)) } }
  }

  private static let quietDay = Benchmark(name: "quiet-day", unit: "events", sizes: [24], quickSize: 1, counted: 1...3)
  { hours in
    let plan = try plan(of: Workload.quiet(minutes: 60 * hours))
    return { run(plan) }
  }

  /// Copies of a world with a thousand orders.
  private static let fork = Benchmark(name: "fork", unit: "copies", sizes: [10_000], quickSize: 10, counted: 10...1010)
  { count in
    let world = try WorldOfOrders(1_000, plan(of: Workload.working(1_000), judgesByClauses: false).configuration)
    return { world.copies(count) }
  }

  /// What is on disk of a thousand orders, read back as a start does.
  private static let journal = Benchmark(name: "journal", unit: "bytes", sizes: [10], quickSize: 1, counted: 1...4) {
    count in
    let result = CaseRunner<ReconciliationEngine>.run(
      try plan(of: Workload.orders(1_000)), keepsTrace: true, relations: .none)
    guard let store = result.store else { throw BenchProblem(text: "the run has left no store") }
    return {
      for _ in 0..<count { _ = try StoreContents(checkpoints: store.checkpoints, journal: store.journal) }
      return count * (store.journal.count + store.checkpoints.reduce(0) { $0 + $1.count })
    }
  }

  private static let parse = Benchmark(
    name: "growth-parse", unit: "lines", sizes: [10, 100, 1_000, 10_000], sizeUnit: "lines"
  ) { count in
    let source = SourceFile(path: "bench.scenario", text: Workload.orders(max(1, count / 2)))
    return { ScenarioParser.parse(source).cases.isEmpty ? 0 : count }
  }

  private static let check = Benchmark(
    name: "growth-check", unit: "lines", sizes: [10, 100, 1_000, 10_000], sizeUnit: "lines"
  ) { count in
    let source = SourceFile(path: "bench.scenario", text: Workload.orders(max(1, count / 2)))
    let scenario = try parsed(source)
    return {
      _ = try PlanCompiler.compile(scenario)
      return count
    }
  }

  private static func growth(
    _ name: String, _ unit: String, _ sizes: [Int], quickSize: Int? = nil, _ text: @escaping @Sendable (Int) -> String
  ) -> Benchmark {
    Benchmark(name: name, unit: "events", sizes: sizes, quickSize: quickSize, sizeUnit: unit) { size in
      let plan = try plan(of: text(size))
      return { run(plan) }
    }
  }
}

extension Benchmark {
  private static func parsed(_ source: SourceFile) throws(BenchProblem) -> Scenario {
    let parsed = ScenarioParser.parse(source)
    guard let scenario = parsed.cases.first else {
      throw BenchProblem(text: "a workload cannot be read: \(parsed.diagnostics.first?.message ?? "it is empty")")
    }
    return scenario
  }

  private static func plan(of text: String, judgesByClauses: Bool = true) throws -> Plan {
    var plan = try PlanCompiler.compile(parsed(SourceFile(path: "bench.scenario", text: text)))
    plan.configuration.keepsTurns = judgesByClauses
    return plan
  }

  private static func run(_ plan: Plan) -> Int {
    CaseRunner<ReconciliationEngine>.run(plan, relations: .none).entryCount
  }
}
