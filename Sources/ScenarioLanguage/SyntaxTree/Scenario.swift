public import Reconciliation
public import Trading

/// One case of a scenario file with all parameters filled in: what a run executes.
///
/// The fuzzer makes such trees, the shrinker edits them, ``ScenarioPrinter`` turns them into a file and the
/// parser turns a file into them, one tree a case.
public struct Scenario: Sendable {
  /// Comment lines above the first line, without the `#`.
  public var comments: [String] = []
  /// The title of the scenario.
  public var title: Located<String>
  /// The parameters of this case by name, in the order of the file; empty without `examples` and `each`.
  public var parameters: [(name: String, value: String)] = []
  /// What the file says about itself.
  public var header = Header()
  /// The engine's settings.
  public var settings: [Located<(setting: EngineSetting, value: SettingValue)>] = []
  /// The state before the run.
  public var setup: [Located<SetupItem>] = []
  /// What happens, in the order of the file.
  public var timeline: [TimelineLine] = []
  /// What must hold throughout.
  public var always: [Located<AlwaysItem>] = []
  /// What must hold at the end.
  public var finally: [Located<FinalItem>] = []

  /// Makes a scenario without lines.
  public init(title: Located<String>) {
    self.title = title
  }

  /// The header of a scenario.
  public struct Header: Sendable {
    /// What the scenario is about.
    public var about: String?
    /// Free words to select scenarios by.
    public var tags: [Located<String>] = []
    /// The trading mode of the engine; paper if the file does not say.
    public var mode: TradingMode = .paper
    /// The seed of everything that is drawn.
    public var seed: UInt64 = 0
    /// The name of the broker profile.
    public var broker: Located<String> = Located("scripted")
    /// How long the run takes; nil for 60 s after the last line.
    public var ends: Located<TimeSpan>?
    /// Whether the run ends before that once it is proven that nothing new is to come.
    public var endsWhenQuiet = false
    /// How many steps the run may take; nil for ``defaultMaximumSteps``.
    public var maximumSteps: Located<Int>?
    /// The open issue for which the scenario is expected to fail.
    public var expectedFailure: Located<String>?
    /// Why the scenario is not run.
    public var skip: String?
    /// Latencies fixed by the shrinker: the latency of the n-th message of a channel.
    public var pins: [Located<LatencyPin>] = []

    /// How many steps a run may take, and how many entries its log may have, if the file does not say.
    ///
    /// A day of polls every two seconds takes a third of it; the log of all of it takes 250 MB.
    public static let defaultMaximumSteps = 1_000_000

    /// Makes an empty header.
    public init() {}
  }

  /// The latency of one message, in place of the drawn one.
  public struct LatencyPin: Hashable, Sendable {
    /// The channel.
    public var channel: Word
    /// Which message of the channel, counted from 1.
    public var ordinal: Int
    /// The latency.
    public var latency: TimeSpan

    /// Makes a pin.
    public init(channel: Word, ordinal: Int, latency: TimeSpan) {
      self.channel = channel
      self.ordinal = ordinal
      self.latency = latency
    }
  }
}
