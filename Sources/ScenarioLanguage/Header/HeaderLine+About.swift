extension HeaderLine {
  /// The version of the language.
  static let format = HeaderLine(
    word: "format", grammar: "N", summary: "the version of the language that the file needs", example: "format 1",
    usual: "1",
    read: { parser throws(LineGivenUp) in
      let format = try parser.integer("the number of the format", in: 1...Int.max)
      if format.value > 1 { try parser.fail(.newerFormat(format.value, at: format.span)) }
      return true
    },
    write: { _ in [] })

  /// What the scenario is about.
  static let about = HeaderLine(
    word: "about", grammar: "\"TEXT\"", summary: "what the scenario is about",
    example: "about \"A fill that never arrives is found by the poll\"",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.about = try parser.string("a text").value
      return true
    },
    write: { header in header.about.map { [Quoting.quoted($0)] } ?? [] })

  /// Words to select scenarios by.
  static let tags = HeaderLine(
    word: "tags", grammar: "WORD[, WORD...]", summary: "free words, for `trueup run --tag`",
    example: "tags smoke, fills",
    read: { parser throws(LineGivenUp) in
      repeat {
        parser.scenario.header.tags.append(try parser.freeWord("a tag in lower case"))
      } while parser.skip(.comma)
      if let token = parser.current, token.kind == .word { try parser.fail(.missingComma(before: token)) }
      return true
    },
    write: { header in header.tags.isEmpty ? [] : [header.tags.map(\.value).joined(separator: ", ")] })

  /// The open issue for which the scenario fails.
  static let xfail = HeaderLine(
    word: "xfail", grammar: "\"ISSUE\"",
    summary: "the scenario fails for this open issue; that it passes is then a failure",
    example: "xfail \"#41\"",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.expectedFailure = try parser.reason("the open issue")
      return true
    },
    write: { header in header.expectedFailure.map { [Quoting.quoted($0.value)] } ?? [] })

  /// Why the scenario is not run.
  static let skip = HeaderLine(
    word: "skip", grammar: "\"REASON\"", summary: "the scenario is not run, for this reason",
    example: "skip \"needs a broker with tags\"",
    read: { parser throws(LineGivenUp) in
      parser.scenario.header.skip = try parser.reason("the reason").value
      return true
    },
    write: { header in header.skip.map { [Quoting.quoted($0)] } ?? [] })
}
