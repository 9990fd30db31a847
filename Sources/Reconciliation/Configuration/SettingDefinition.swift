import Trading

/// All that there is to a setting: its values, where it is kept, what it does, and what the documents call it.
struct SettingDefinition: Sendable {
  /// The kind of value.
  let type: EngineSetting.ValueType
  /// What the setting does.
  let summary: String
  /// The keys of the source documents for the same thing.
  let documentKeys: [String]
  /// Takes a value over.
  let set: @Sendable (inout EngineConfiguration, SettingValue) -> Void
  /// The value that a configuration has.
  let get: @Sendable (EngineConfiguration) -> SettingValue

  init(
    _ type: EngineSetting.ValueType, _ summary: String, keys: [String] = [],
    set: @escaping @Sendable (inout EngineConfiguration, SettingValue) -> Void,
    get: @escaping @Sendable (EngineConfiguration) -> SettingValue
  ) {
    self.type = type
    self.summary = summary
    documentKeys = keys
    self.set = set
    self.get = get
  }
}

// MARK: - The kinds of value

extension SettingDefinition {
  typealias Path<Value> = WritableKeyPath<EngineConfiguration, Value> & Sendable

  /// `on` or `off`.
  static func toggle(_ path: any Path<Bool>, _ summary: String, keys: [String] = []) -> SettingDefinition {
    SettingDefinition(
      .toggle, summary, keys: keys,
      set: { if case .toggle(let isOn) = $1 { $0[keyPath: path] = isOn } }, get: { .toggle($0[keyPath: path]) })
  }

  /// A length of time above zero.
  static func duration(_ path: any Path<TimeSpan>, _ summary: String, keys: [String] = []) -> SettingDefinition {
    SettingDefinition(
      .duration(canBeOff: false), summary, keys: keys,
      set: { if case .duration(let span?) = $1 { $0[keyPath: path] = span } }, get: { .duration($0[keyPath: path]) })
  }

  /// A length of time above zero, or `off`.
  static func optionalDuration(
    _ path: any Path<TimeSpan?>, _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    SettingDefinition(
      .duration(canBeOff: true), summary, keys: keys,
      set: { if case .duration(let span) = $1 { $0[keyPath: path] = span } }, get: { .duration($0[keyPath: path]) })
  }

  /// A whole number in a range.
  static func integer(
    _ path: any Path<Int>, in range: ClosedRange<Int>, _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    SettingDefinition(
      .integer(range), summary, keys: keys,
      set: { if case .integer(let count) = $1 { $0[keyPath: path] = count } }, get: { .integer($0[keyPath: path]) })
  }

  /// A decimal of zero or above.
  static func decimal(_ path: any Path<Decimal>, _ summary: String, keys: [String] = []) -> SettingDefinition {
    SettingDefinition(
      .decimal, summary, keys: keys,
      set: { if case .decimal(let number) = $1 { $0[keyPath: path] = number } }, get: { .decimal($0[keyPath: path]) })
  }

  /// Amounts of money, each in a currency.
  static func money(
    _ setting: EngineSetting, _ plain: any Path<Decimal>, _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    SettingDefinition(
      .money, summary, keys: keys,
      set: { if case .money(let amounts) = $1 { $0.set(setting, plain, to: amounts) } },
      get: { .money($0.amounts(of: setting, plain)) })
  }

  /// One of these words.
  static func choice<Value: Hashable & Sendable>(
    _ path: any Path<Value>, _ words: [(word: String, value: Value)], _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    SettingDefinition(
      .choice(words.map(\.word)), summary, keys: keys,
      set: { configuration, value in
        guard case .choice(let word) = value, let choice = words.first(where: { $0.word == word }) else { return }
        configuration[keyPath: path] = choice.value
      },
      get: { configuration in
        .choice(words.first { $0.value == configuration[keyPath: path] }?.word ?? "")
      })
  }

  /// A kind of pass that is safe for a clock.
  static func kind(
    _ path: any Path<PassKind>, _ clock: PassClock, _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    choice(path, clock.safeKinds.map { ($0.word.text, $0) }, summary, keys: keys)
  }

  /// Any of these words, or `off`.
  static func list(
    _ words: [(word: String, path: any Path<Bool>)], _ summary: String, keys: [String] = []
  ) -> SettingDefinition {
    SettingDefinition(
      .list(words.map(\.word)), summary, keys: keys,
      set: { configuration, value in
        guard case .list(let list) = value else { return }
        for (word, path) in words { configuration[keyPath: path] = list.contains(word) }
      },
      get: { configuration in .list(words.filter { configuration[keyPath: $0.path] }.map(\.word)) })
  }

  /// Symbols of instruments, or `all`; whoever knows the names says which instruments they are.
  static func symbols(_ path: any Path<[String]>, _ summary: String, keys: [String] = []) -> SettingDefinition {
    SettingDefinition(
      .symbols, summary, keys: keys,
      set: { if case .symbols(let symbols) = $1 { $0[keyPath: path] = symbols } }, get: { .symbols($0[keyPath: path]) })
  }

  /// A share that files give in percent.
  static func percent(_ path: any Path<Decimal>, _ summary: String, keys: [String] = []) -> SettingDefinition {
    SettingDefinition(
      .decimal, summary, keys: keys,
      set: { configuration, value in
        guard case .decimal(let percent) = value else { return }
        let share = try? percent.divided(by: Decimal(100), rounding: .halfEven)
        configuration[keyPath: path] = share ?? configuration[keyPath: path]
      },
      get: { configuration in .decimal((try? configuration[keyPath: path] * Decimal(100)) ?? .zero) })
  }
}
