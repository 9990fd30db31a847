/// The mechanical changes.
enum MutationOperator: String, Hashable, Sendable, CaseIterable {
  /// A condition is fixed to true or false.
  case conditionFixed = "condition-fixed"
  /// A condition is negated.
  case conditionNegated = "condition-negated"
  /// `<` for `<=` and the other way.
  case boundary
  /// `<` for `>=` and the like.
  case comparison
  /// `==` for `!=` and the other way.
  case equality
  /// `&&` for `||` and the other way, or one side left out.
  case logic
  /// A `!` or a sign dropped.
  case negation
  /// `+` for `-` and the like.
  case arithmetic
  /// `min` for `max` and the other way.
  case extremum
  /// A range that ends one earlier.
  case offByOne = "off-by-one"
  /// A number or a truth value changed.
  case literal
  /// A guard or an `if` that binds, and never passes.
  case guardFails = "guard-fails"
  /// A call, an append, an assignment left out.
  case statement
  /// A function that returns at once.
  case earlyReturn = "early-return"
  /// What is returned: true, false or nothing.
  case returned
  /// Two arguments of one type exchanged.
  case arguments
  /// Another property of the same type read.
  case source
  /// A field left out of an encoding, a comparison or a list.
  case field
  /// Another case of the same enumeration.
  case enumCase = "case"
  /// `first` for `last` and the like.
  case firstLast = "first-last"
  /// A sort reversed.
  case sort
  /// Another way to round.
  case rounding
  /// The default in place of the value.
  case fallback
  /// No mechanical change: a bug that somebody described.
  case planted

  /// The mechanical ones.
  static let mechanical = allCases.filter { $0 != .planted }
  /// Their names, for messages.
  static let legal = mechanical.map(\.rawValue).joined(separator: ", ")
}

/// One change of one place, chosen at run time by its number.
struct Mutant: Hashable, Sendable {
  /// How a change is put into the text.
  enum Form: Hashable, Sendable {
    /// `(chosen ? (replacement) : (original))`.
    case expression
    /// `if chosen { replacement } else { original }`.
    case statement
    /// Text put in front of what stands there, with `#` for the choice.
    case insertion
  }

  /// A piece of the source, in bytes, and what takes its place.
  struct Patch: Hashable, Sendable {
    var form: Form
    var span: Range<Int>
    var text: String
  }

  /// The number that chooses it, from 1; 0 before it is given.
  var id = 0
  /// The source file, from the folder that holds `Sources`.
  var file: String
  /// The line on which it starts.
  var line: Int
  /// The text of that line.
  var lineText: String
  var operation: MutationOperator
  /// What it does, in a few words: "`<` is `<=`".
  var what: String
  /// Which it is of those of one operator on lines of the same text in the file, from 1.
  var occurrence = 1
  var patches: [Patch]

  /// Where it is, as editors take it.
  var place: String { "\(file):\(line)" }

  /// What tells it from all others and stays the same while the line does.
  var key: MutantKey { MutantKey(file: file, operation: operation, lineText: lineText, occurrence: occurrence) }
}

/// What names a mutant in a list that people keep.
struct MutantKey: Hashable, Sendable {
  var file: String
  var operation: MutationOperator
  var lineText: String
  var occurrence: Int
}
