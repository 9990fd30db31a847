/// The arguments of a command, read against its list of flags.
struct Arguments {
  let command: Command
  /// What is no flag, in order.
  private(set) var operands: [String] = []
  private var values: [Flag: [String]] = [:]

  /// Reads `--flag value`, `--flag=value`, `-f value`, `-fvalue` and letters in a row; `--` ends the flags.
  init(_ words: [String], for command: Command) throws(UsageError) {
    self.command = command
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      } else if word.hasPrefix("--") {
        try readLong(word, &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try readLetters(word, &rest)
      } else {
        operands.append(word)
      }
    }
  }

  private mutating func readLong(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    let parts = word.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let flag = command.allFlags.first(where: { $0.name == parts[0] }) else {
      throw .unknownFlag(parts[0], of: command)
    }
    if flag.placeholder == nil {
      guard parts.count == 1 else { throw .unwantedValue(of: flag, command) }
      values[flag, default: []].append("")
    } else if parts.count == 2 {
      values[flag, default: []].append(parts[1])
    } else {
      guard let value = rest.popFirst() else { throw .missingValue(of: flag, command) }
      values[flag, default: []].append(value)
    }
  }

  private mutating func readLetters(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let flag = command.allFlags.first(where: { $0.letter == letter }) else {
        throw .unknownFlag("-\(letter)", of: command)
      }
      if flag.placeholder == nil {
        values[flag, default: []].append("")
        continue
      }
      if letters.first == "=" { letters.removeFirst() }
      if letters.isEmpty {
        guard let value = rest.popFirst() else { throw .missingValue(of: flag, command) }
        values[flag, default: []].append(value)
      } else {
        values[flag, default: []].append(String(letters))
      }
      return
    }
  }

  /// Whether a flag was given.
  func has(_ flag: Flag) -> Bool { values[flag] != nil }

  /// The value of a flag; the last one if it was given several times.
  func value(_ flag: Flag) -> String? { values[flag]?.last }

  /// All values of a flag, in order.
  func all(_ flag: Flag) -> [String] { values[flag] ?? [] }

  /// The value of a flag that is one of a few words.
  func choice<Choice: RawRepresentable<String> & CaseIterable>(
    _ flag: Flag, of choices: Choice.Type
  ) throws(UsageError) -> Choice? {
    guard let word = value(flag) else { return nil }
    guard let choice = Choice(rawValue: word) else {
      throw .unknownValue(word, of: flag, legal: Choice.allCases.map(\.rawValue), command)
    }
    return choice
  }

  /// The value of a flag that is a whole number in a range.
  func number(_ flag: Flag, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let word = value(flag) else { return nil }
    guard let number = Int(word), range.contains(number) else {
      throw .malformedValue(word, of: flag, "a whole number from \(range.lowerBound) to \(range.upperBound)", command)
    }
    return number
  }
}
