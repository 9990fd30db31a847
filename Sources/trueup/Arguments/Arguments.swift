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
        break
      } else if word.hasPrefix("--") {
        try readLong(word, &rest)
      } else if word.hasPrefix("-"), word != "-" {
        try readLetters(word, &rest)
      } else {
        operands.append(word)
      }
    }
    guard !operands.contains("") else { throw .emptyOperand(command) }
    for flag in command.allFlags where !flag.isRepeatable && flag != .help {
      if let values = values[flag], values.count > 1 { throw .saidTwice(flag, values[0], values[1], command) }
    }
  }

  /// Takes the next word as a value, unless it is a flag: then the value was forgotten.
  private func value(of flag: Flag, from rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let value = rest.popFirst() else { throw .missingValue(of: flag, command) }
    guard !command.allFlags.contains(where: { $0.name == value }) else {
      throw .forgottenValue(of: flag, value, command)
    }
    return value
  }

  /// Takes a value; an empty one is a variable of the shell that is not set, and would be a path to the root.
  private mutating func add(_ value: String, for flag: Flag) throws(UsageError) {
    guard !value.isEmpty else { throw .emptyValue(of: flag, command) }
    values[flag, default: []].append(value)
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
      try add(parts[1], for: flag)
    } else {
      try add(try value(of: flag, from: &rest), for: flag)
    }
  }

  private mutating func readLetters(_ word: String, _ rest: inout ArraySlice<String>) throws(UsageError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let flag = command.allFlags.first(where: { $0.letter == letter }) else {
        throw .unknownFlag("-\(letter)", in: word, of: command)
      }
      if flag.placeholder == nil {
        values[flag, default: []].append("")
        continue
      }
      if letters.first == "=" { letters.removeFirst() }
      if letters.isEmpty {
        try add(try value(of: flag, from: &rest), for: flag)
      } else {
        try add(String(letters), for: flag)
      }
      return
    }
  }

  /// Whether a flag was given.
  func has(_ flag: Flag) -> Bool { values[flag] != nil }

  /// The value of a flag.
  func value(_ flag: Flag) -> String? { values[flag]?.last }

  /// Refuses two flags that contradict each other.
  func refuse(_ flag: Flag, with other: Flag, because reason: String) throws(UsageError) {
    if has(flag), has(other) { throw .conflict(flag, other, because: reason, command) }
  }

  /// Refuses a flag that means nothing without another.
  func need(_ other: Flag, for flag: Flag) throws(UsageError) {
    if has(flag), !has(other) { throw .meaningless(flag, without: other, command) }
  }

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
