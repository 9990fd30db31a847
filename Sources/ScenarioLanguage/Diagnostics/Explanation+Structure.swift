/// Explanations of codes about sections and lines.
extension DiagnosticCode.Explanation {
  static let sectionOrder = Self(
    "sections in the wrong order, or twice",
    """
    The order is: scenario, engine, setup, timeline, always, finally, examples. Each stands there once;
    all but `scenario` and `timeline` may be left out.
    """)

  static let sectionMissing = Self(
    "a section that must be there",
    """
    A scenario has a title and a timeline:
      scenario "title"
      timeline
        0s trader place A buy 100 AAPL limit 150.00
    """)

  static let emptyFile = Self(
    "an empty file",
    """
    The file has no lines but comments. A scenario starts with: scenario "title".
    An empty test would pass for ever, so it is an error.
    """)

  static let layout = Self(
    "a line at the wrong place",
    """
    The word of a section stands at column 1, its lines are indented by two spaces,
    and lines that start with `|` stand below a check of the log or in the examples.
    """)

  static let saidTwice = Self(
    "something that is given twice",
    """
    A key, a setting or a property has one value. Of two lines nobody could say which one counts,
    so remove one of them.
    """)
}
