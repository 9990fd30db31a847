// swift-tools-version: 6.2
import PackageDescription

/// The targets of the house, lowest first; each may import only what stands above it in this list.
///
/// The order is the order of the design: imports point downwards, and everything up to and including
/// `Exploration` imports nothing but the standard library. `HouseTests` checks both.
let targets: [Target] = [
  .target(name: "Trading"),
  .target(name: "Reconciliation", dependencies: ["Trading"], exclude: ["README.md"]),
  .target(name: "Specification", dependencies: ["Trading", "Reconciliation"]),
  .target(name: "Simulation", dependencies: ["Trading", "Reconciliation"], exclude: ["README.md"]),
  .target(name: "ScenarioLanguage", dependencies: ["Trading", "Reconciliation", "Simulation"]),
  .target(
    name: "Harness", dependencies: ["Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage"]),
  .target(
    name: "Exploration",
    dependencies: ["Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness"]),
  .target(
    name: "Reporting",
    dependencies: [
      "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
    ]),
  .target(
    name: "CommandLineTool",
    dependencies: [
      "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
      "Reporting",
    ], path: "Sources/trueup"),
  .executableTarget(name: "trueup", dependencies: ["CommandLineTool"], path: "Sources/Main"),
  .target(
    name: "ForeignEngine", dependencies: ["Trading", "Reconciliation", "Simulation"],
    path: "Tests/ForeignEngine/Engine"),
  .executableTarget(
    name: "foreign", dependencies: ["ForeignEngine", "CommandLineTool"], path: "Tests/ForeignEngine/Main"),
  .target(name: "TestSupport", dependencies: ["Trading"], path: "Tests/TestSupport"),
  .testTarget(name: "TradingTests", dependencies: ["Trading", "TestSupport"]),
  .testTarget(name: "ReconciliationTests", dependencies: ["Trading", "Reconciliation", "TestSupport"]),
  .testTarget(
    name: "SpecificationTests", dependencies: ["Trading", "Reconciliation", "Specification", "TestSupport"]),
  .testTarget(name: "SimulationTests", dependencies: ["Trading", "Reconciliation", "Simulation", "TestSupport"]),
  .testTarget(
    name: "ScenarioLanguageTests", dependencies: ["Trading", "Reconciliation", "Simulation", "ScenarioLanguage"]),
  .testTarget(
    name: "HarnessTests",
    dependencies: ["Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness"]),
  .testTarget(
    name: "ExplorationTests",
    dependencies: [
      "Trading", "Reconciliation", "Simulation", "ScenarioLanguage", "Harness", "Exploration", "Reporting",
      "TestSupport",
    ]),
  .testTarget(
    name: "ForeignEngineTests",
    dependencies: [
      "Trading", "Reconciliation", "Simulation", "ScenarioLanguage", "Harness", "Exploration", "ForeignEngine",
    ]),
  .testTarget(name: "EndToEnd", dependencies: ["trueup", "foreign", "bench", "TestSupport"]),
  .executableTarget(name: "planted", path: "Tests/PlantedBugs/Tool"),
  .executableTarget(
    name: "bench",
    dependencies: [
      "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
    ], path: "Tests/Benchmarks/Bench"),
  .testTarget(name: "PlantedBugsTests", dependencies: ["planted"]),
]

/// Strict settings, the same for every target: Swift 6 mode, no silent imports, warnings are errors.
for target in targets {
  target.swiftSettings = [
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .treatAllWarnings(as: .error),
  ]
}

let package = Package(
  name: "trueup",
  products: [.executable(name: "trueup", targets: ["trueup"])]
    + [
      "Trading", "Reconciliation", "Specification", "Simulation", "ScenarioLanguage", "Harness", "Exploration",
      "Reporting", "CommandLineTool",
    ].map { .library(name: $0, targets: [$0]) },
  targets: targets,
  swiftLanguageModes: [.v6]
)
