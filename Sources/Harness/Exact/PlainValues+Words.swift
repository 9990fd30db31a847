import Reconciliation
import Trading

extension PlainValues {
  /// What people read of a command, a role or a kind is its own name, whoever spells it: the log, the lists and the
  /// files all take it from one place, so no two of them ever differ by it.
  mutating func checkWords() {
    // They are the same in every run, and to print a case takes long.
    if let wrong = Self.wrongWord { expect(false, wrong) }
  }

  private static let wrongWord: Message? = {
    var words = PlainValues()
    words.checkAllWords()
    return words.wrong
  }()

  private mutating func checkAllWords() {
    check(PassKind.allCases.map { ("\($0)", $0.word) })
    check(PassClock.allCases.map { ("\($0)", $0.word) })
    check(Level.allCases.map { ("\($0)", $0.word) })
    check(OperatorRole.allCases.map { ("\($0)", $0.word) })
    check(TicketStatus.allCases.map { ("\($0)", $0.word) })
    let decisions: [TicketDecision] = [.acceptBroker, .acceptLocal, .figure(.one), .discard, .ignore]
    check(decisions.map { ("\($0)", $0.word) })
    let (order, person) = (ClientOrderID(index: 0), OperatorID(index: 0))
    let commands: [OperatorCommand] = [
      .choose(.full, for: .poll), .halt, .resume, .query(order), .acknowledge(1), .assign(1, to: person),
      .resolve(1, .ignore, note: 0), .prioritize(1, .warning), .stop, .release,
    ]
    check(commands.map { ("\($0)", $0.word) })
    check([("reconcile", OperatorCommand.reconcile.word)])
    let amendment = Amendment(quantity: .one, pricing: .market)
    let terms = OrderTerms(instrument: InstrumentID(index: 0), side: .buy, quantity: .one, pricing: .market)
    let requests: [Request.Content] = [
      .place(order, terms), .cancel(order), .replace(order, amendment), .query(order), .orders,
      .executions(after: .zero), .account,
    ]
    check(requests.map { ("\($0)", $0.kind) })
    check([("orders", Request.Content.changedOrders(after: .zero).kind)])
  }

  private mutating func check(_ words: [(name: String, word: Word)]) {
    for (name, word) in words {
      let due = Self.spelled(name)
      expect(word.text == due, "\(about: due) is called \(word.text)")
    }
  }

  /// The name of a case as people write it: `realTime` is `real-time`.
  private static func spelled(_ name: String) -> String {
    name.prefix { $0 != "(" }.reduce(into: "") { text, character in
      if character.isUppercase { text += "-" }
      text += character.lowercased()
    }
  }
}
