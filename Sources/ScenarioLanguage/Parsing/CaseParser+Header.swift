import Reconciliation
import Simulation
import Trading

extension CaseParser {
  /// Reads `scenario "title"`.
  mutating func title() throws(LineGivenUp) {
    advance()
    scenario.title = try string("the title")
    try finish()
  }

  /// One line of the header.
  mutating func headerLine(_ said: inout [String: SourceSpan]) throws(LineGivenUp) {
    let word = try choice(.headerWord, HeaderWord.self)
    if word.value != .each, word.value != .pin { try once(word.value.rawValue, word.span, &said) }
    switch word.value {
    case .format:
      let format = try integer("the number of the format", in: 1...Int.max)
      if format.value > 1 { try fail(.newerFormat(format.value, at: format.span)) }
    case .about: scenario.header.about = try string("a text").value
    case .tags:
      repeat {
        scenario.header.tags.append(try freeWord("a tag in lower case"))
      } while skip(.comma)
      if let token = current, token.kind == .word { try fail(.missingComma(before: token)) }
    case .mode: scenario.header.mode = try choice(.mode, TradingMode.self).value
    case .seed: scenario.header.seed = try integer("a seed", in: 0...UInt64.max).value
    case .broker:
      let profile = try choice(.profile, BrokerProfile.self)
      scenario.header.broker = Located(profile.value.rawValue, at: profile.span)
    case .ends: scenario.header.ends = try positiveDuration("the length of a run")
    case .maximumSteps:
      scenario.header.maximumSteps = try integer("how many steps the run may take", in: 1...1_000_000_000)
    case .each: return  // The parameter table has read it.
    case .xfail: scenario.header.expectedFailure = try string("the open issue")
    case .skip: scenario.header.skip = try string("the reason").value
    case .pin:
      try keyword("latency")
      let channel = try choice(.channel, of: MessageKinds.channels)
      let ordinal = try integer("the number of the message", in: 1...Int.max)
      let latency = try duration()
      let pin = Scenario.LatencyPin(channel: channel.value, ordinal: ordinal.value, latency: latency.value)
      scenario.header.pins.append(Located(pin, at: lineSpan))
    }
    try finish()
  }

  /// Makes sure that a key is given once.
  private mutating func once(
    _ key: String, _ span: SourceSpan, _ said: inout [String: SourceSpan]
  ) throws(LineGivenUp) {
    if let first = said[key] { try fail(.saidTwice(key, at: span, first: first)) }
    said[key] = span
  }

  /// One line of the section `engine`.
  mutating func settingLine(_ said: inout [String: SourceSpan]) throws(LineGivenUp) {
    let setting = try choice(.setting, EngineSetting.self)
    try once(setting.value.rawValue, setting.span, &said)
    let value = try settingValue(setting.value)
    try finish()
    scenario.settings.append(Located((setting.value, value), at: lineSpan))
  }

  private mutating func settingValue(_ setting: EngineSetting) throws(LineGivenUp) -> SettingValue {
    switch setting.type {
    case .toggle:
      return .toggle(try word(.settingValue(setting), of: ["on", "off"]).value == "on")
    case .duration(let canBeOff):
      if canBeOff, skip("off") { return .duration(nil) }
      if let token = current, token.kind == .word {
        let what = canBeOff ? "a time such as `30s`, or `off`" : "a time such as `30s`"
        try fail(.wrong(token.spelling, needed: what, at: token.span))
      }
      let span = try positiveDuration("`\(setting.rawValue)`")
      if span.value < EngineSetting.shortestTime {
        try fail(.tooShort(setting, shortest: EngineSetting.shortestTime, canBeOff: canBeOff, at: span.span))
      }
      return .duration(span.value)
    case .integer(let range): return .integer(try integer("a whole number", in: range).value)
    case .decimal:
      let value = try decimal("a number")
      if value.value.isNegative {
        try fail(.number(value.value.description, because: "write 0 or more", at: value.span))
      }
      return .decimal(value.value)
    case .choice(let words): return .choice(try word(.settingValue(setting), of: words).value)
    case .list(let words):
      if skip("off") { return .list([]) }
      var list: [String] = []
      repeat {
        let entry = try word(.settingValue(setting), of: words)
        if list.contains(entry.value) { try fail(.saidTwice(entry.value, at: entry.span, first: lineSpan)) }
        list.append(entry.value)
      } while skip(.comma)
      if let token = current, words.contains(token.text) { try fail(.missingComma(before: token)) }
      return .list(list)
    }
  }
}
