package import Reconciliation

/// Settings that an engine starts with, such as `drift-policy adopt-broker and order-interval 1s`.
package struct SettingChanges: SlotValue {
  /// The settings with their values, in the order of the line.
  package var changes: [(setting: EngineSetting, value: SettingValue)]

  /// Makes changes.
  package init(_ changes: [(setting: EngineSetting, value: SettingValue)]) { self.changes = changes }

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<SettingChanges> {
    Reading(
      "SETTING VALUE [and SETTING VALUE...]", "settings as the section `engine` has them",
      words: EngineSetting.allCases.map(\.rawValue)
    ) { parser throws(LineGivenUp) in
      var changes: [(setting: EngineSetting, value: SettingValue)] = []
      repeat {
        let setting = try parser.choice(.setting, EngineSetting.self)
        if changes.contains(where: { $0.setting == setting.value }) {
          try parser.fail(.saidTwice(setting.value.rawValue, at: setting.span, first: parser.lineSpan))
        }
        if case .symbols = setting.value.type {
          try parser.fail(
            .wrong(setting.value.rawValue, needed: "a setting that a restart can change", at: setting.span))
        }
        changes.append((setting.value, try parser.settingValue(setting.value)))
      } while parser.skip("and")
      return SettingChanges(changes)
    }
  }

  package var text: String { changes.map { "\($0.setting.rawValue) \($0.value.text)" }.joined(separator: " and ") }
  package var simpler: [SettingChanges] { changes.count > 1 ? changes.map { SettingChanges([$0]) } : [] }
}
