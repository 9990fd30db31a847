/// Explanations of codes about examples and each.
extension DiagnosticCode.Explanation {
  static let rowCells = Self(
    "a row with too many or too few cells",
    """
    Every row of the examples has as many cells as the header: | response lost | responses | 1 |
    """ + "\nA cell that is missing would shift all values after it.")

  static let unknownColumn = Self(
    "a parameter without a value",
    """
    `<lost>` is replaced by a cell of the column `lost` of the examples, or by a value of the header line
    `each lost in requests, responses`. No column and no such line has this name.
    """)

  static let malformedCell = Self(
    "a table that cannot be read",
    """
    Rows look like this: | case | lost |. Columns have one word in lower case as their name, so that `<lost>`
    can stand for them, and no cell is empty.
    """)

  static let caseTwice = Self(
    "two cases or parameters of one name",
    """
    Reports tell cases by their parameters, so two cases with the same ones could not be told apart.
    Give one of them another name, or remove it.
    """)

  static let goldenParameter = Self(
    "a parameter in a golden block",
    """
    The lines of a golden block are literal and the same for all cases, so `<lost>` is not replaced in them.
    Use `log in-order`, which may contain parameters, or a file for each case.
    """)

  static let noRows = Self(
    "parameters that give no case, or too many",
    """
    A section `examples` has a header and at least one row, and `each` has at least one value.
    All values are combined with all others; a file may have \(ParameterTable.limit) cases.
    """)
}
