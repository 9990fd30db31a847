import Reconciliation
import Simulation
import Trading

extension HeaderLine {
  /// The trading mode of the engine.
  static let mode = HeaderLine(
    word: "mode", grammar: TradingMode.allCases.map(\.rawValue).joined(separator: "|"),
    summary: "the trading mode of the engine: live compares positions with the broker too, and polls more often",
    example: "mode live", usual: "paper",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.mode = try parser.choice(.mode, TradingMode.self).value
      return true
    },
    write: { [$0.mode.rawValue] })

  /// The seed of everything that is drawn.
  static let seed = HeaderLine(
    word: "seed", grammar: "N", summary: "the seed of everything that is drawn, such as jitter and times like `5s..9s`",
    example: "seed 7", usual: "0",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.seed = try parser.integer("a seed", in: 0...UInt64.max).value
      return true
    },
    write: { [String($0.seed)] })

  /// The broker profile.
  static let broker = HeaderLine(
    word: "broker", grammar: "PROFILE", summary: "what the broker promises; see the profiles below",
    example: "broker scripted", usual: "scripted",
    read: { parser throws(LineGivenUp) in
      let profile = try parser.choice(.profile, BrokerProfile.self)
      parser.scenario.header.broker = Located(profile.value.rawValue, at: profile.span)
      return true
    },
    write: { [$0.broker.value] })

  /// The length of the run.
  static let ends = HeaderLine(
    word: "ends", grammar: "DURATION [or quiet]",
    summary:
      "how long the run takes; with `or quiet` it ends sooner once all lines are done, all disturbances over, both sides "
      + "agree and two passes in a row found nothing",
    example: "ends 1m30s",
    usual: "60s after the last line",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.ends = try parser.positiveDuration("the length of a run")
      if parser.skip("or") {
        try parser.keyword("quiet")
        parser.scenario.header.endsWhenQuiet = true
      }
      return true
    },
    write: { header in
      header.ends.map { ["\($0.value)\(header.endsWhenQuiet ? " or quiet" : "")"] } ?? []
    })

  /// The budget of the run.
  static let maximumSteps = HeaderLine(
    word: "max-steps", grammar: "N",
    summary: "how many steps the run may take, and how many entries its log may have, before it counts as inconclusive",
    example: "max-steps 50000", usual: "\(Scenario.Header.defaultMaximumSteps)",
    read: { parser throws(LineGivenUp) in
      let steps = try parser.integer("how many steps the run may take", in: 1...1_000_000_000)
      parser.scenario.header.maximumSteps = steps
      return true
    },
    write: { header in header.maximumSteps.map { [String($0.value)] } ?? [] })

  /// Values for a parameter, one case each.
  static let each = HeaderLine(
    word: "each", grammar: "NAME in VALUE, VALUE...",
    summary: "one case for each value; `<NAME>` on a line stands for it, and several `each` make all combinations",
    example: "each lost in 1, 2, 3", isRepeatable: true,
    read: { _ in false },  // The parameter table has read it.
    write: { _ in [] })

  /// A latency in place of the drawn one.
  static let pin = HeaderLine(
    word: "pin", grammar: "latency CHANNEL N DURATION",
    summary: "the latency of the n-th message of a channel, as the shrinker fixes it",
    example: "pin latency stream 3 250ms", isRepeatable: true,
    read: { parser throws(LineGivenUp) in
      try parser.keyword("latency")
      let channel = try parser.choice(.channel, of: MessageKinds.channels)
      let ordinal = try parser.integer("the number of the message", in: 1...Int.max)
      let latency = try parser.duration()
      let pin = Scenario.LatencyPin(channel: channel.value, ordinal: ordinal.value, latency: latency.value)
      parser.scenario.header.pins.append(Located(pin, at: parser.lineSpan))
      return true
    },
    write: { header in
      header.pins.map(\.value).map { "latency \($0.channel.text) \($0.ordinal) \($0.latency)" }
    })
}
