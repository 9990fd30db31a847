import Reconciliation
import ScenarioLanguage
import Trading

extension Shrinker {
  /// Tries the price at which everything trades on each line that has another one, such as an execution or a trade
  /// that only the broker makes.
  mutating func simplifyPrices() {
    guard let plain = best.middlePrice else { return }
    let change = AmountChange(quantity: { $0 }, price: { $0.isZero ? $0 : plain })
    for index in best.timeline.indices {
      var form = best.timeline[index].form
      form.map(change)
      guard form.text != best.timeline[index].form.text else { continue }
      attempt { $0.timeline[index].form = form }
    }
  }

  /// Tries round values of the settings that are left.
  mutating func simplifySettings() {
    for index in best.settings.indices {
      let (setting, value) = best.settings[index].value
      for simpler in value.simpler(for: setting) where attempt({ $0.settings[index].value.value = simpler }) { break }
    }
  }
}

extension SettingValue {
  /// Rounder values that the setting takes, the best first.
  fileprivate func simpler(for setting: EngineSetting) -> [SettingValue] {
    switch self {
    case .duration(let span?):
      span.simpler.filter { $0 >= EngineSetting.shortestTime }.map { .duration($0) }
    case .integer(let number):
      if case .integer(let range) = setting.type {
        number.simpler.filter { range.contains($0) }.map { .integer($0) }
      } else {
        []
      }
    case .decimal(let number): [0, 1, 10, 100].map { Decimal($0) }.filter { $0 < number }.map { .decimal($0) }
    case .money(let amounts):
      (amounts.count > 1 ? amounts.map { .money([$0]) } : [])
        + (amounts.count == 1 ? amounts : []).flatMap { one in
          [0, 1, 10, 100].map { Decimal($0) }.filter { $0 < one.amount }.map {
            .money([CurrencyAmount($0, in: one.code)])
          }
        }
    case .toggle, .duration(nil), .choice, .list, .symbols: []
    }
  }
}
