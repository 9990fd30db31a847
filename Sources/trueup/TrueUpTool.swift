import Exploration
import Harness
import Reconciliation
import Reporting
public import Simulation
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The command line of TrueUp with an engine of somebody else in it.
///
/// ```swift
/// TrueUpTool<MyEngine>.main()
/// ```
///
/// `run`, `trace`, `fuzz`, `explain` and the rest are those of the tool, with its texts, reports and exit codes; what
/// reads our journal (`status`, `compliance`, `journal`) says that it does not apply.
public enum TrueUpTool<Engine: ForeignEngine> {
  /// Runs the command line of this process, and ends it.
  ///
  /// Messages name the program as it was called, so that a command which they advise is one of it.
  public static func main() -> Never {
    ToolName.choose(
      CommandLine.arguments.first?.split(separator: "/").last.map { String($0).shellQuoted } ?? ToolName.current)
    Tool.start(on: EngineUnderTest(foreign: Engine.self, limits: RunLimits { Interruption.isRequested }))
  }
}

extension Tool {
  /// The engine that this process tests; it is named once, before anything runs.
  private static let tested = Mutex(
    EngineUnderTest(ReconciliationEngine.self, limits: RunLimits { Interruption.isRequested }))

  /// The engine that this process tests.
  static var engine: EngineUnderTest { tested.withLock { $0 } }

  /// Runs the command line of this process against the engine of TrueUp, and ends it.
  public static func start() -> Never {
    // A pipe that nobody reads and a limit on file sizes become error messages instead of the end of the process.
    signal(SIGPIPE, SIG_IGN)
    signal(SIGXFSZ, SIG_IGN)
    Terminal.occupyStandardDescriptors()
    exit(main().rawValue)
  }

  /// The same against another engine.
  static func start(on engine: EngineUnderTest) -> Never {
    tested.withLock { $0 = engine }
    start()
  }
}
