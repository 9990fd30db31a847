extension Slot {
  /// Optional parts in any order; at least one if there is a message for none.
  static func anyOrder(_ slots: [Slot], needs missing: String? = nil) -> Slot {
    // What may be left out as a whole gets its brackets where the line is written.
    let parts = slots.map(\.grammar).joined(separator: "] [")
    return Slot(
      read: { owner, parser throws(LineGivenUp) in
        var open = Array(slots.indices)
        var isLooking = true
        while isLooking {
          isLooking = false
          for place in open.indices {
            let start = parser.index
            try slots[open[place]].read(&owner, &parser)
            guard parser.index != start else { continue }
            open.remove(at: place)
            isLooking = true
            break
          }
        }
        if let missing, open.count == slots.count {
          guard let token = parser.current else {
            try parser.fail(.missing(missing, legal: parser.expected, at: parser.endSpan))
          }
          try parser.fail(.leftOver(token, legal: parser.expected))
        }
      },
      write: { owner, text in for slot in slots { slot.write(owner, &text) } },
      simpler: { owner in slots.flatMap { $0.simpler(owner) } },
      visit: { owner, body in for slot in slots { slot.visit(&owner, body) } },
      grammar: missing == nil ? parts : "[\(parts)]", isOptional: missing == nil,
      words: slots.flatMap(\.words), fields: slots.flatMap(\.fields))
  }
}
