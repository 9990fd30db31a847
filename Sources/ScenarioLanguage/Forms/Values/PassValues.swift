package import Reconciliation

/// A kind of pass, as files name it.
package enum PassKindName: String, SlotValue, CaseIterable, Hashable {
  case full, incremental, delta
  case positionOnly = "position-only"
  case balanceOnly = "balance-only"
  case tradeOnly = "trade-only"
  case realTime = "real-time"
  case scheduled, emergency

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<PassKindName> { .choice(.passKind, "KIND", "a kind of pass") }
  package var text: String { rawValue }
  package var simpler: [PassKindName] { self == .full ? [] : [.full] }

  /// The kind.
  package var kind: PassKind { PassKind.allCases.first { $0.word.text == rawValue } ?? .full }
}

/// What brings passes of a kind that can be chosen, as files name it.
package enum PassClockName: String, SlotValue, CaseIterable, Hashable {
  case poll, full, startup, reconnect

  package static var contents: ValueContents? { [] }
  package static var reading: Reading<PassClockName> { .choice(.passClock, "CLOCK", "what brings a pass") }
  package var text: String { rawValue }

  /// The clock.
  package var clock: PassClock { PassClock.allCases.first { $0.word.text == rawValue } ?? .poll }
}

/// Some instruments.
package struct SymbolList: SlotValue, Hashable {
  /// Their names.
  package var symbols: [SymbolName]

  /// Makes a list.
  package init(_ symbols: [SymbolName]) { self.symbols = symbols }

  package static var contents: ValueContents? { .name }
  package static var reading: Reading<SymbolList> {
    Reading("SYMBOL, ...", "names of instruments that the setup introduces") { parser throws(LineGivenUp) in
      var symbols: [SymbolName] = []
      repeat {
        let symbol = SymbolName(try parser.usedSymbol())
        if let first = symbols.first(where: { $0.value == symbol.value }) {
          try parser.fail(.saidTwice(symbol.value, at: symbol.located.span, first: first.located.span))
        }
        symbols.append(symbol)
      } while parser.skip(.comma)
      return SymbolList(symbols)
    }
  }

  package var text: String { symbols.map(\.text).joined(separator: ", ") }
  package var simpler: [SymbolList] { symbols.count > 1 ? symbols.map { SymbolList([$0]) } : [] }
  package var mentions: [Mention] { symbols.flatMap(\.mentions) }

  package mutating func rename(_ name: (Mention) -> String) {
    for index in symbols.indices { symbols[index].rename(name) }
  }
}
