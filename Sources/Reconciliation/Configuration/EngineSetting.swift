public import Trading

/// The names of the engine's settings; all else about them is in their definitions.
///
/// The scenario's `engine` section and the live configuration file use these names.
public enum EngineSetting: String, Hashable, Sendable, CaseIterable {
  case enabled
  case orderInterval = "order-interval"
  case fullInterval = "full-interval"
  case reconcileOn = "reconcile-on"
  case reconcileSymbols = "reconcile-symbols"
  case postTrade = "post-trade"
  case emptyStore = "empty-store"
  case pollKind = "poll-kind"
  case fullKind = "full-kind"
  case startupKind = "startup-kind"
  case reconnectKind = "reconnect-kind"
  case lookback
  case batch
  case requestTimeout = "request-timeout"
  case passTimeout = "pass-timeout"
  case probeFirst = "probe-first"
  case onTimeout = "on-timeout"
  case resendWithin = "resend-within"
  case resendDayWithin = "resend-day-within"
  case readsLag = "reads-lag"
  case retryDelay = "retry-delay"
  case retryLimit = "retry-limit"
  case maximumRetries = "max-retries"
  case maximumLookUps = "max-look-ups"
  case missingConfirmations = "missing-confirmations"
  case inferredFills = "inferred-fills"
  case staleOrders = "stale-orders"
  case staleAfter = "stale-after"
  case driftPolicy = "drift-policy"
  case pricePolicy = "price-policy"
  case reviewFrom = "review-from"
  case driftConfirmations = "drift-confirmations"
  case activityGrace = "activity-grace"
  case tolerance
  case quantityEpsilon = "quantity-epsilon"
  case maximumAutomaticCorrection = "max-auto-correction"
  case maximumAutomaticCorrectionPerPass = "max-auto-correction-per-pass"
  case maximumAutomaticCorrectionPerDay = "max-auto-correction-per-day"
  case checkpointEvery = "checkpoint-every"
  case busBacklog = "bus-backlog"
  case keepEnded = "keep-ended"
  case streamSilence = "stream-silence"
  case waitAlert = "wait-alert"
  case blindAlert = "blind-alert"
  case timingConflictAfter = "timing-conflict-after"
  case metricsInterval = "metrics-interval"
  case featuresWithin = "features-within"
  case keepReports = "keep-reports"
  case whileDegraded = "while-degraded"
  case informationalFrom = "informational-from"
  case warningFrom = "warning-from"
  case criticalFrom = "critical-from"
  case emergencyFrom = "emergency-from"
  case escalationTime = "escalation-time"
  case remindEvery = "remind-every"
  case ticketRetries = "ticket-retries"
  case ticketRetryInterval = "ticket-retry-interval"
  case blockFrom = "block-from"
  case blockContradictions = "block-contradictions"

  /// The kinds of value that a setting takes.
  public enum ValueType: Hashable, Sendable {
    /// `on` or `off`.
    case toggle
    /// A length of time of ``shortestTime`` or more, or `off` where that is allowed.
    case duration(canBeOff: Bool)
    /// A whole number in a range.
    case integer(ClosedRange<Int>)
    /// A decimal of zero or above.
    case decimal
    /// Amounts of money of zero or above, each in a currency; a plain number is in the account's first one.
    case money
    /// One of these words.
    case choice([String])
    /// Any of these words, separated by commas, or `off`.
    case list([String])
    /// Symbols of instruments, separated by commas, or `all`.
    case symbols
  }

  /// The shortest time that a setting takes: below it an engine does nothing but keep time.
  public static let shortestTime = TimeSpan.milliseconds(1)
}

/// The value of a setting as a file gives it.
public enum SettingValue: Hashable, Sendable {
  /// `on` or `off`.
  case toggle(Bool)
  /// A length of time; nil for `off`.
  case duration(TimeSpan?)
  /// A whole number.
  case integer(Int)
  /// A decimal.
  case decimal(Decimal)
  /// Amounts of money, each in a currency.
  case money([CurrencyAmount])
  /// A word.
  case choice(String)
  /// Words; empty for `off`.
  case list([String])
  /// Symbols; empty for `all`.
  case symbols([String])
}

extension SettingValue {
  /// An amount in the account's first currency.
  public static func money(_ amount: Decimal) -> SettingValue { .money([CurrencyAmount(amount)]) }

  /// The value as a file gives it.
  public var text: String {
    switch self {
    case .toggle(let isOn): isOn ? "on" : "off"
    case .duration(let span): span?.description ?? "off"
    case .integer(let number): String(number)
    case .decimal(let number): number.description
    case .money(let amounts):
      amounts.map { [$0.code, $0.amount.description].compactMap { $0 }.joined(separator: " ") }
        .joined(separator: ", ")
    case .choice(let word): word
    case .list(let words): words.isEmpty ? "off" : words.joined(separator: ", ")
    case .symbols(let symbols): symbols.isEmpty ? "all" : symbols.joined(separator: ", ")
    }
  }
}
