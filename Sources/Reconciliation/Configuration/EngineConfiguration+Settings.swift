import Trading

extension EngineConfiguration {
  /// Sets one setting to a value of its type; a value of another type is ignored, the parser has refused it before.
  public mutating func set(_ setting: EngineSetting, to value: SettingValue) {
    switch (setting, value) {
    case (.enabled, .toggle(let isOn)): isEnabled = isOn
    case (.orderInterval, .duration(let span)): orderInterval = span
    case (.fullInterval, .duration(let span)): fullInterval = span
    case (.streamSilence, .duration(let span)): streamSilence = span
    case (.requestTimeout, .duration(let span?)): requestTimeout = span
    case (.retryDelay, .duration(let span?)): retryDelay = span
    case (.retryLimit, .duration(let span?)): retryLimit = span
    case (.reconcileOn, .list(let causes)):
      reconcilesOnStartup = causes.contains("startup")
      reconcilesOnReconnect = causes.contains("reconnect")
    case (.onTimeout, .choice(let word)): timeoutPolicy = word == "lookup-then-reject" ? .reject : .resend
    case (.driftPolicy, .choice(let word)):
      driftPolicy = word == "adopt-broker" ? .adoptBroker : word == "review" ? .review : .withinLimit
    case (.whileDegraded, .choice(let word)): holdsOrdersWhileDegraded = word == "hold"
    case (.maximumRetries, .integer(let count)): maximumRetries = count
    case (.missingConfirmations, .integer(let count)): missingConfirmations = count
    case (.driftConfirmations, .integer(let count)): driftConfirmations = count
    case (.checkpointEvery, .integer(let count)): checkpointEvery = count
    case (.tolerance, .decimal(let percent)):
      tolerance = (try? percent.divided(by: Decimal(100), rounding: .halfEven)) ?? tolerance
    case (.quantityEpsilon, .decimal(let quantity)): quantityEpsilon = quantity
    case (.maximumAutomaticCorrection, .decimal(let amount)): maximumAutomaticCorrection = amount
    default: break
    }
  }
}
