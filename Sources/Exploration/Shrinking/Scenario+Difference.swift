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
    for item in setup {
      switch item.value {
      case .cash(let party, let currency, let amount): set("cash \(currency.value)", amount, party)
      case .position(let party, let symbol, let quantity, _): set("position \(symbol.value)", quantity, party)
      case .order(let party, let order, _): set("order \(order.name.value)", .one, party)
      default: break
      }
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
    let names: [EngineSetting] = [.driftPolicy, .driftConfirmations, .maximumAutomaticCorrection]
    terms.settings = settings.filter { names.contains($0.value.setting) }
    return ScenarioPrinter.print(terms)
  }

  /// Makes the broker's side of the opening like the engine's.
  mutating func openAlike() {
    setup = setup.compactMap { item in
      switch item.value {
      case .cash(.broker, _, _), .position(.broker, _, _, _), .order(.broker, _, _): nil
      case .cash(.local, let currency, let amount): Located(.cash(.both, currency: currency, amount: amount))
      case .position(.local, let symbol, let quantity, let price):
        Located(.position(.both, symbol: symbol, quantity: quantity, price: price))
      case .order(.local, let order, let state): Located(.order(.both, order, state: state))
      default: item
      }
    }
  }
}
