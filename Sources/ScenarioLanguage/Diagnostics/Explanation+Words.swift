/// Explanations of codes about words and grammar.
extension DiagnosticCode.Explanation {
  static let unreadableCharacter = Self(
    "a character that means nothing",
    """
    Lines are made of words, Names, numbers, "texts", @marks, $captures and <parameters>.
    Typographic quotes, brackets and semicolons have no meaning; a comment starts with `#`.
    """)

  static let unknownWord = Self(
    "a word that is not known at this place",
    """
    Words in lower case are vocabulary, and every place has a closed list of them, which the message shows.
    A test with a misspelt check would check nothing, so an unknown word is always an error.
    Names that you choose (orders, instruments, executions) start with a capital letter.
    """)

  static let tab = Self(
    "a tab in the line",
    """
    Columns are made of spaces, since a tab has a different width in every editor.
    Replace the tab by spaces; two of them indent a line of a section.
    """)

  static let malformedText = Self(
    "a text in quotes that cannot be read",
    #"""
    A text starts and ends with `"` on one line. Inside, write \" for a quote, \\ for a backslash,
    \n for a line end, \t for a tab and \u{41} for a character by its number.
    """#)

  static let malformedDuration = Self(
    "a length of time that cannot be read",
    """
    Times are numbers with a unit: 250ms, 1.5s, 1h30m. Units combine from large to small, each once.
    A number without a unit is an error, since 30 could be seconds or milliseconds.
    """)

  static let malformedNumber = Self(
    "a number that cannot be used",
    """
    Numbers are exact decimals: 100, -1.5, 1_000_000; at most 26 digits before the point and 12 after it.
    Counts are whole numbers, and some have a range, which the message shows. There is no exponent.
    """)

  static let malformedComparison = Self(
    "a comparison that cannot be used",
    """
    Comparisons are = != < <= > >= and ~, which means: equal when rounded to the digits written (avg~33.33).
    Words and names can only be equal or not; `~` needs a field that is a decimal.
    """)

  static let somethingMissing = Self(
    "a line that ends too early",
    """
    Something that the line needs is not there; the message says what, at the place where it belongs.
    Example: `broker fill A 40` lacks the price: `broker fill A 40 at 150.00`.
    """)

  static let unknownField = Self(
    "a field that the event or order does not have",
    """
    Every event has its own list of fields, which the message shows; so does an order in a check.
    A condition on a field that never exists would never match, so it is an error.
    """)

  static let wrongChannel = Self(
    "a message on a channel that does not carry it",
    """
    Requests and responses carry place, cancel, replace, query, orders, executions and account;
    the stream carries ack, fill, reject, expire, cancel, replace and heartbeat.
    A fault on a message that never travels there could never act.
    """)

  static let tooMuch = Self(
    "something after the end of a line",
    """
    The line is complete before this. Remove what follows, or check the words before it.
    A comment needs a `#`.
    """)

  static let wrongValue = Self(
    "a value of the wrong kind",
    """
    A name stands where a number is needed, a number where a text is needed, or the like.
    Names start with a capital letter, texts stand in quotes, marks start with `@`.
    """)

  static let hole = Self(
    "a value that is not filled in",
    """
    `???` stands for a value that you do not know yet: expect balance USD = ???
    trueup run --bless FILE runs the file and writes the value there; read it before you commit it.
    A file with a hole is not run otherwise, since a check without a value checks nothing.
    """)
}
