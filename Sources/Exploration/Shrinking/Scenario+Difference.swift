import Reconciliation
import ScenarioLanguage
import Trading

extension Scenario {
  /// Whether books and account differ at the start, or will, without an order of the timeline to explain it.
  ///
  /// How such a difference ends is a matter of mode and policy: the right engine too may have to leave it to a person.
  var hasForeignDifference: Bool {
    let isChanged = timeline.contains { type(of: $0.form).traits.contains(.changesAccount) }
    return isChanged || opensApart
  }

  private var opensApart: Bool {
    var local: [String: Decimal] = [:]
    var broker: [String: Decimal] = [:]
    func set(_ key: String, _ value: Decimal, _ party: Party) {
      if party != .broker { local[key] = value }
      if party != .local { broker[key] = value }
    }
    for form in setup.map(\.value.form) {
      if let holding = form.holding { set(holding.name, holding.amount, form.party) }
    }
    return Set(local.keys).union(broker.keys).contains { key in
      // An order that only the engine knows is gone at the broker: that it must find out.
      let isOwn = key.hasPrefix("order ") && local[key] != nil
      return !isOwn && (local[key] ?? .zero) != (broker[key] ?? .zero)
    }
  }

  /// What decides how such a difference ends, as text.
  var termsOfDifference: String {
    var terms = Scenario(title: Located(""))
    terms.header.mode = header.mode
    terms.setup = setup
    let names: [EngineSetting] = [
      .driftPolicy, .pricePolicy, .reviewFrom, .driftConfirmations, .maximumAutomaticCorrection,
    ]
    terms.settings = settings.filter { names.contains($0.value.setting) }
    return ScenarioPrinter.print(terms)
  }

  /// Makes the broker's side of the opening like the engine's.
  mutating func openAlike() {
    setup = setup.compactMap { item in
      var form = item.value.form
      guard type(of: form).parties.count > 1, form.party != .both else { return item }
      guard form.party == .local else { return nil }
      form.party = .both
      return Located(SetupItem(form))
    }
  }
}
