import Reconciliation
import Simulation
import Trading

/// The plain book's own files: a line of text for each fact, with its number and a checksum.
///
/// A checkpoint is the same lines once more, so that whoever can read the journal can read it.
enum StoreFormat {
  /// One line: checksum, number, words.
  static func line(_ number: UInt64, _ fact: Ledger.Fact) -> [UInt8] {
    let text = "\(number) \(words(fact).joined(separator: " "))"
    return Array("\(checksum(text)) \(text)\n".utf8)
  }

  /// The facts of a file, and how many of its bytes are whole lines; nil if a line in the middle is damaged.
  static func facts(_ bytes: [UInt8]) -> (facts: [(number: UInt64, fact: Ledger.Fact)], length: Int)? {
    var facts: [(UInt64, Ledger.Fact)] = []
    var length = 0
    while let end = bytes[length...].firstIndex(of: UInt8(ascii: "\n")) {
      let text = String(decoding: bytes[length..<end], as: UTF8.self)
      let parts = text.split(separator: " ", maxSplits: 1)
      guard parts.count == 2, String(parts[0]) == checksum(String(parts[1])), let entry = entry(parts[1]) else {
        return nil
      }
      facts.append(entry)
      length = end + 1
    }
    return (facts, length)
  }

  private static func checksum(_ text: String) -> String {
    String(text.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }, radix: 16)
  }

  private static func words(_ fact: Ledger.Fact) -> [String] {
    switch fact {
    case .held(let instrument, let position):
      ["held", "\(instrument.index)", "\(position.quantity)"]
        + [position.cost, position.exactProfit].flatMap { ["\($0.high)", "\($0.low)"] }
    case .paid(let currency, let amount): ["paid", "\(currency.index)", "\(amount)"]
    case .opened: ["opened", "0"]
    case .kept(let id): ["kept", "\(id.index)"]
    case .taken(let id, let terms): ["taken", "\(id.index)"] + words(terms)
    case .changed(let id, let terms): ["changed", "\(id.index)"] + words(terms)
    case .sent(let id, let attempt): ["sent", "\(id.index)", "\(attempt)"]
    case .unwanted(let id): ["unwanted", "\(id.index)"]
    case .became(let id, let status, let number, let sequence):
      ["became", "\(id.index)", "\(status.rawValue)", "\(number?.index ?? Event.none)", "\(sequence.value)"]
    case .executed(let execution):
      [
        "executed", "\(execution.order.index)", "\(execution.id.index)", "\(execution.brokerOrder.index)",
        "\(execution.instrument.index)", "\(execution.side.rawValue)", "\(execution.quantity)", "\(execution.price)",
        "\(execution.executedAt.nanoseconds)", "\(execution.sequence.value)",
        "\(execution.reference?.index ?? Event.none)", "\(execution.fee)",
      ]
    }
  }

  private static func words(_ terms: OrderTerms) -> [String] {
    let shape = (terms.pricing.limit == nil ? 0 : 1) + (terms.pricing.stop == nil ? 0 : 2)
    return [
      "\(terms.instrument.index)", "\(terms.side.rawValue)", "\(terms.quantity)", "\(shape)",
      "\(terms.pricing.limit ?? .zero)", "\(terms.pricing.stop ?? .zero)", "\(terms.timeInForce.rawValue)",
    ]
  }

  private static func amount(_ words: ArraySlice<Substring>) -> ExactAmount? {
    guard let high = Int128(words[words.startIndex]), let low = UInt128(words[words.startIndex + 1]) else { return nil }
    return try? ExactAmount(high: high, low: low)
  }

  private static func entry(_ text: Substring) -> (UInt64, Ledger.Fact)? {
    let parts = text.split(separator: " ")
    guard parts.count > 2, let number = UInt64(parts[0]), let id = UInt32(parts[2]) else { return nil }
    return fact(parts[1], ClientOrderID(index: id), parts.dropFirst(3).map { $0 }).map { (number, $0) }
  }

  private static func fact(_ kind: Substring, _ id: ClientOrderID, _ words: [Substring]) -> Ledger.Fact? {
    let whole = words.map { UInt64($0) ?? 0 }
    switch (kind, words.count) {
    case ("held", 5):
      guard let quantity = try? Decimal(words[0]), let cost = amount(words[1...2]), let profit = amount(words[3...4]),
        let position = try? Position(quantity: quantity, cost: cost, exactProfit: profit)
      else { return nil }
      return .held(InstrumentID(index: id.index), position)
    case ("paid", 1): return (try? Decimal(words[0])).map { .paid(CurrencyID(index: id.index), $0) }
    case ("opened", 0): return .opened
    case ("kept", 0): return .kept(id)
    case ("taken", 7), ("changed", 7):
      guard let side = Side(rawValue: UInt8(clamping: whole[1])), let quantity = try? Decimal(words[2]),
        let limit = try? Decimal(words[4]), let stop = try? Decimal(words[5]),
        let timeInForce = TimeInForce(rawValue: UInt8(clamping: whole[6]))
      else { return nil }
      let pricing: [OrderPricing] = [.market, .limit(limit), .stop(stop), .stopLimit(stop: stop, limit: limit)]
      let terms = OrderTerms(
        instrument: InstrumentID(index: UInt32(clamping: whole[0])), side: side, quantity: quantity,
        pricing: pricing[Int(whole[3] & 3)], timeInForce: timeInForce)
      return kind == "taken" ? .taken(id, terms) : .changed(id, terms)
    case ("sent", 1): return .sent(id, attempt: Int(clamping: whole[0]))
    case ("unwanted", 0): return .unwanted(id)
    case ("became", 3):
      guard let status = OrderStatus(rawValue: UInt8(clamping: whole[0])) else { return nil }
      let number = UInt32(clamping: whole[1])
      return .became(
        id, status, number == Event.none ? nil : BrokerOrderID(index: number), BrokerSequence(whole[2]))
    case ("executed", 10):
      guard let side = Side(rawValue: UInt8(clamping: whole[3])), let quantity = try? Decimal(words[4]),
        let price = try? Decimal(words[5]), let instant = Int64(words[6]), let fee = try? Decimal(words[9])
      else { return nil }
      let reference = UInt32(clamping: whole[8])
      return .executed(
        Execution(
          id: ExecutionID(index: UInt32(clamping: whole[0])), order: id,
          brokerOrder: BrokerOrderID(index: UInt32(clamping: whole[1])),
          instrument: InstrumentID(index: UInt32(clamping: whole[2])), side: side, quantity: quantity, price: price,
          executedAt: Instant(nanoseconds: instant), sequence: BrokerSequence(whole[7]),
          reference: reference == Event.none ? nil : ExecutionID(index: reference), fee: fee))
    default: return nil
    }
  }
}
