public import Reconciliation

/// What each setting can be, and what it is without a line, as the README and `trueup list settings` tell people.
///
/// Written down a second time: a default is in force in every run alike, so no two runs ever differ by it.
public enum UsualSettings {
  /// A line a setting: name, values, and the default, where the modes differ `paper/live`.
  private static let text = """
    enabled: on off = on
    order-interval: time or off = 5s/2s
    full-interval: time or off = 5m
    reconcile-on: list startup reconnect = startup reconnect
    post-trade: list buy sell close = off
    empty-store: take-over review refuse = take-over
    poll-kind: incremental delta trade-only scheduled full = incremental
    full-kind: full scheduled = full
    startup-kind: full scheduled = full
    reconnect-kind: full scheduled incremental trade-only = full
    lookback: time = 1d
    batch: 1...1000000 = 1000
    request-timeout: time = 2s
    pass-timeout: time = 5m
    probe-first: on off = off
    on-timeout: lookup-then-resend lookup-then-reject = lookup-then-resend
    resend-within: time or off = 30s
    resend-day-within: time or off = 8h
    reads-lag: time or off = off
    retry-delay: time = 1s
    retry-limit: time = 30s
    max-retries: 0...100 = 3
    max-look-ups: 0...10000 = 0
    missing-confirmations: 1...100 = 3
    drift-policy: adopt-broker within-limit review internal-authoritative latest-timestamp = within-limit
    price-policy: drift-policy adopt-broker within-limit review internal-authoritative latest-timestamp weighted-average = drift-policy
    review-from: off informational warning critical emergency = off
    drift-confirmations: 1...100 = 2
    tolerance: number = 0.01
    quantity-epsilon: number = 0.00001
    max-auto-correction: money = 100
    max-auto-correction-per-pass: money = 300
    max-auto-correction-per-day: money = 1000
    checkpoint-every: 1...1000000 = 1
    bus-backlog: 1...1000000 = 1000
    keep-ended: time or off = 7d
    stream-silence: time or off = 15s
    wait-alert: time or off = 5m
    blind-alert: time or off = 5m
    timing-conflict-after: time or off = 5m
    metrics-interval: time or off = off
    while-degraded: send hold = send
    informational-from: money = 10
    warning-from: money = 100
    critical-from: money = 1000
    emergency-from: money = 10000
    escalation-time: time or off = 4h
    remind-every: time or off = off
    ticket-retries: 0...100 = 0
    ticket-retry-interval: time = 1h
    block-from: off warning critical emergency = off
    block-contradictions: on off = on
    inferred-fills: off after-confirmations by-ticket = off
    reconcile-symbols: symbols = all
    stale-orders: off report look-up cancel = off
    stale-after: time = 1h
    activity-grace: time or off = off
    keep-reports: on off = off
    features-within: time = 10m
    """

  /// One line of the list.
  private struct Row {
    var values: String
    var usual: String
  }

  private static let rows: [String: Row] = text.split(separator: "\n").reduce(into: [:]) { rows, line in
    guard let name = line.firstIndex(of: ":"), let sign = line.lastIndex(of: "=") else { return }
    let values = line[line.index(name, offsetBy: 2)..<line.index(before: sign)]
    rows[String(line[..<name])] = Row(values: String(values), usual: String(line[line.index(sign, offsetBy: 2)...]))
  }

  /// The settings that have no line.
  public static let missing = EngineSetting.allCases.filter { rows[$0.rawValue] == nil }

  /// The first setting that is not as its line says: its name, what it is, and what is due.
  ///
  /// Looked for once in a process: nothing that a run does can change it.
  public static let difference: (setting: String, said: String, due: String)? = {
    for mode in [TradingMode.paper, .live] {
      let configuration = EngineConfiguration(mode: mode)
      for setting in EngineSetting.allCases {
        guard let row = rows[setting.rawValue] else { continue }
        let values = setting.type.words
        if values != row.values { return (setting.rawValue, values, row.values) }
        let usual = row.usual.split(separator: "/")
        let due = String(mode == .paper ? usual[0] : usual[usual.count - 1])
        let said = configuration.value(of: setting).text.split(separator: ", ").joined(separator: " ")
        if said != due { return (setting.rawValue, said, due) }
      }
    }
    return nil
  }()
}

extension EngineSetting.ValueType {
  /// The values in words; those without figures or words of their own go by the name of their case.
  fileprivate var words: String {
    if case .duration(let canBeOff) = self { return canBeOff ? "time or off" : "time" }
    if case .integer(let range) = self { return "\(range.lowerBound)...\(range.upperBound)" }
    if case .choice(let words) = self { return words.joined(separator: " ") }
    if case .list(let words) = self { return "list " + words.joined(separator: " ") }
    if self == .decimal { return "number" }
    return self == .toggle ? "on off" : "\(self)"
  }
}
