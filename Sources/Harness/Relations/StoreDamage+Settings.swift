import Reconciliation
import Trading

extension StoreDamage {
  /// Has a store read under settings that are not those under which it was written.
  static func settings(_ store: WholeStore, _ dice: inout RelationDice) -> StoreDamage? {
    let count = store.identity.instruments.count
    guard count > 0 else { return nil }
    let place = dice.number(below: count)
    let instrument = store.identity.instruments[place]
    var other = store.identity
    func damage(_ what: Message, _ differences: [ConfigurationDifference]) -> StoreDamage {
      StoreDamage(
        what: what, files: store.files, identity: other, expected: .refusal(.otherConfiguration(differences)))
    }
    switch dice.number(below: 7) {
    case 0 where count > 1:
      let second = (place + 1) % count
      other.instruments.swapAt(place, second)
      let names = [min(place, second), max(place, second)].map { store.identity.instruments[$0].name }
      return damage("two instruments of its settings exchanged", [.swapped(.instrument, names[0], names[1])])
    case 1:
      other.instruments.removeLast()
      return damage(
        "an instrument missing in its settings", [.missing(.instrument, store.identity.instruments[count - 1].name)])
    case 2:
      guard let last = other.currencies.popLast() else { return nil }
      return damage("a currency missing in its settings", [.missing(.currency, last)])
    case 3:
      let terms = instrument.terms
      guard let more = try? terms.multiplier + .one else { return nil }
      other.instruments[place].terms = Instrument(
        tick: terms.tick, lot: terms.lot, multiplier: more, currency: terms.currency)
      return damage(
        "another multiplier in its settings",
        [.multiplier(of: instrument.name, inStore: terms.multiplier, inSettings: more)])
    case 4 where store.identity.currencies.count > 1:
      let terms = instrument.terms
      let code = (Int(terms.currency.index) + 1) % store.identity.currencies.count
      other.instruments[place].terms = Instrument(
        tick: terms.tick, lot: terms.lot, multiplier: terms.multiplier, currency: CurrencyID(index: UInt32(code)))
      return damage(
        "another currency of an instrument in its settings",
        [
          .currency(
            of: instrument.name, inStore: store.identity.currencies[Int(terms.currency.index)],
            inSettings: store.identity.currencies[code])
        ])
    case 5:
      other.instruments.insert(.init(name: "\(instrument.name) first", terms: instrument.terms), at: 0)
      let moved = store.identity.instruments.enumerated().map { index, instrument in
        ConfigurationDifference.moved(.instrument, instrument.name, from: index, to: index + 1)
      }
      return damage("one more instrument before the others of its settings", moved)
    default:
      let terms = instrument.terms
      other.instruments.append(.init(name: "\(instrument.name) more", terms: terms))
      other.currencies.append("\(instrument.name) money")
      // Steps of prices and quantities may change.
      other.instruments[place].terms = Instrument(
        tick: terms.lot, lot: terms.tick, multiplier: terms.multiplier, currency: terms.currency)
      return StoreDamage(
        what: "one more instrument and currency behind the others of its settings", files: store.files,
        identity: other, expected: .extended)
    }
  }
}
