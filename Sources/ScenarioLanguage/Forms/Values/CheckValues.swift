import Trading

extension Check: SlotValue {
  package static var contents: ValueContents? { .check }
  package static var reading: Reading<Check> {
    Reading("CHECK", "a statement about the state of the world, as in the section `finally`") {
      parser throws(LineGivenUp) in
      try parser.check()
    }
  }

  package var text: String { form.text }
  package var mentions: [Mention] { form.mentions }
  package mutating func rename(_ name: (Mention) -> String) { form.rename(name) }
  package mutating func map(_ change: AmountChange) { form.map(change) }
}

extension Holding: SlotValue {
  package static var contents: ValueContents? { [] }
  package static var reading: Reading<Holding> {
    Reading("DURATION | rest", "how long it must hold once it is true") { parser throws(LineGivenUp) in
      parser.skip("rest")
        ? .rest : .duration(try parser.positiveDuration("the time for which a check holds").value)
    }
  }

  package var text: String {
    switch self {
    case .rest: "rest"
    case .duration(let span): span.description
    }
  }
}
