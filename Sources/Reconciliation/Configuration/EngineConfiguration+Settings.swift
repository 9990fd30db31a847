extension EngineConfiguration {
  /// Sets one setting to a value of its type; a value of another type is ignored, the parser has refused it before.
  public mutating func set(_ setting: EngineSetting, to value: SettingValue) {
    setting.definition.set(&self, value)
  }

  /// The value of a setting.
  public func value(of setting: EngineSetting) -> SettingValue { setting.definition.get(self) }
}
