/// The stable codes of all messages about scenario files.
///
/// 1xx: words and grammar, 2xx: meaning, 3xx: parameters, 4xx: warnings.
public enum DiagnosticCode: String, Hashable, Sendable, CaseIterable {
  case unreadableCharacter = "E101"
  case unknownWord = "E102"
  case tab = "E103"
  case malformedText = "E104"
  case malformedDuration = "E105"
  case malformedNumber = "E106"
  case malformedComparison = "E107"
  case somethingMissing = "E108"
  case unknownField = "E109"
  case wrongChannel = "E110"
  case tooMuch = "E111"
  case sectionOrder = "E112"
  case sectionMissing = "E113"
  case emptyFile = "E114"
  case layout = "E115"
  case saidTwice = "E116"
  case wrongValue = "E117"
  case hole = "E118"

  case unknownOrder = "E201"
  case unknownMark = "E202"
  case nameTaken = "E203"
  case unknownInstrument = "E204"
  case overfill = "E205"
  case timeGoesBack = "E206"
  case illegalPrice = "E207"
  case orderEnded = "E208"
  case afterEnd = "E209"
  case illegalQuantity = "E210"
  case crossedMarket = "E211"
  case unknownCurrency = "E212"
  case unknownExecution = "E213"
  case globMatchesNothing = "E214"
  case emptyBlock = "E215"
  case unknownKey = "E216"
  case openingPrice = "E217"

  case rowCells = "E301"
  case unknownColumn = "E302"
  case malformedCell = "E303"
  case caseTwice = "E304"
  case goldenParameter = "E305"
  case noRows = "E306"

  case noCheck = "E401"
  case captureUsedOnce = "E402"
  case parameterUnused = "E403"
  case nameStandsAlone = "E404"
  case cutNeverHealed = "E405"
  case tooManySteps = "E406"

  /// Whether a file with such a message can still be run.
  public var severity: Diagnostic.Severity {
    rawValue.hasPrefix("E4") ? .warning : .error
  }
}
