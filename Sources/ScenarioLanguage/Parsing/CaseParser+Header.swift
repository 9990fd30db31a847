import Reconciliation
import Simulation
import Trading

extension CaseParser {
  /// Takes amounts of money: one without a currency comes first, if there is one.
  mutating func amounts(of setting: EngineSetting) throws(LineGivenUp) -> [CurrencyAmount] {
    var amounts: [CurrencyAmount] = []
    repeat {
      var code: Located<String>?
      if current?.kind == .name { code = try usedCurrency() }
      if let code, amounts.contains(where: { $0.code == code.value }) {
        try fail(.saidTwice(code.value, at: code.span, first: lineSpan))
      }
      let amount = try decimal("a number, or a currency and a number")
      if code == nil, !amounts.isEmpty { try fail(.missingCurrency(before: amount)) }
      if amount.value.isNegative {
        try fail(.number(amount.value.description, because: "write 0 or more", at: amount.span))
      }
      if let code {
        facts.limits.append(Facts.Limit(currency: code, hasPlain: amounts.first?.code == nil && !amounts.isEmpty))
      }
      amounts.append(CurrencyAmount(amount.value, in: code?.value))
    } while skip(.comma)
    if let token = current, token.kind == .number || token.kind == .name {
      try fail(.missingComma(before: token))
    }
    return amounts
  }

  /// Reads `scenario "title"`.
  mutating func title() throws(LineGivenUp) {
    advance()
    scenario.title = try string("the title")
    try finish()
  }

  /// One line of the section `engine`.
  mutating func settingLine(_ said: inout [String: SourceSpan]) throws(LineGivenUp) {
    let setting = try choice(.setting, EngineSetting.self)
    try once(setting.value.rawValue, setting.span, &said)
    let value = try settingValue(setting.value)
    try finish()
    scenario.settings.append(Located((setting.value, value), at: lineSpan))
  }

  /// Takes the value of a setting.
  mutating func settingValue(_ setting: EngineSetting) throws(LineGivenUp) -> SettingValue {
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
    case .money: return .money(try amounts(of: setting))
    case .choice(let words):
      if setting == .driftPolicy, let token = current, token.text == "weighted-average" {
        try fail(
          .wrong(
            token.spelling, needed: "a policy for quantities", at: token.span,
            notes: [
              "what lies between two quantities or balances nobody holds; prices are weighed with `price-policy weighted-average`"
            ]))
      }
      return .choice(try word(.settingValue(setting), of: words).value)
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
    case .symbols:
      if skip("all") { return .symbols([]) }
      var symbols: [String] = []
      repeat {
        let symbol = try usedSymbol()
        if symbols.contains(symbol.value) { try fail(.saidTwice(symbol.value, at: symbol.span, first: lineSpan)) }
        symbols.append(symbol.value)
      } while skip(.comma)
      if let token = current { try fail(.missingComma(before: token)) }
      return .symbols(symbols)
    }
  }
}
