import Trading

extension Ticket {
  /// What the ticket is about in one line, such as `quantity-mismatch AAPL`.
  public func title(naming names: some NameSource) -> String {
    var words = [kind.text]
    for (kind, number) in [
      (NameKind.order, order), (.execution, execution), (.instrument, instrument), (.currency, currency),
    ] where number != Event.none {
      words.append(names.name(kind, number))
    }
    return words.joined(separator: " ")
  }

  /// Both sides' figures and what they are apart, in one sentence.
  public var details: String {
    if isOfOlderAccount {
      return "each account is older than one that was compared before, so that none is: a copy that lags, or a "
        + "broker who has gone back; accept-broker compares them again"
    }
    guard kind != .timingConflict else {
      return "no account is of a moment for which the books can be told, so that none is compared"
    }
    let discrepancy = Discrepancy(kind, local: local, broker: broker)
    var text = "\(local) here, \(broker) at the broker"
    if let amount = discrepancy.amount, let percentage = discrepancy.percentage {
      text += ", \(amount) apart (\(percentage) %)"
    }
    if let reason { text += ", for \(reason.text)" }
    return text
  }

  /// What a person can decide about it, what is usual first.
  public var suggestions: [Word] {
    let all: [TicketDecision] = [
      .acceptBroker, .figure(broker), .adopt, .cancel, .discard, .acceptLocal, .ignore,
    ]
    return all.filter { $0.suits(self) }.map(\.word)
  }
}
