extension DiagnosticCode {
  /// What the code is about, in a few words.
  public var title: String { entry.title }

  /// Why the message exists and what to do, in two or three lines with an example.
  public var explanation: String { entry.text }

  /// Title and text of a code.
  struct Explanation {
    let title: String
    let text: String

    init(_ title: String, _ text: String) {
      self.title = title
      self.text = text
    }
  }

  private var entry: Explanation {
    switch self {
    case .unreadableCharacter: .unreadableCharacter
    case .unknownWord: .unknownWord
    case .tab: .tab
    case .malformedText: .malformedText
    case .malformedDuration: .malformedDuration
    case .malformedNumber: .malformedNumber
    case .malformedComparison: .malformedComparison
    case .somethingMissing: .somethingMissing
    case .unknownField: .unknownField
    case .wrongChannel: .wrongChannel
    case .tooMuch: .tooMuch
    case .sectionOrder: .sectionOrder
    case .sectionMissing: .sectionMissing
    case .emptyFile: .emptyFile
    case .layout: .layout
    case .saidTwice: .saidTwice
    case .wrongValue: .wrongValue
    case .hole: .hole
    case .unknownOrder: .unknownOrder
    case .unknownMark: .unknownMark
    case .nameTaken: .nameTaken
    case .unknownInstrument: .unknownInstrument
    case .overfill: .overfill
    case .timeGoesBack: .timeGoesBack
    case .illegalPrice: .illegalPrice
    case .orderEnded: .orderEnded
    case .afterEnd: .afterEnd
    case .illegalQuantity: .illegalQuantity
    case .crossedMarket: .crossedMarket
    case .unknownCurrency: .unknownCurrency
    case .unknownExecution: .unknownExecution
    case .globMatchesNothing: .globMatchesNothing
    case .emptyBlock: .emptyBlock
    case .unknownKey: .unknownKey
    case .openingPrice: .openingPrice
    case .rowCells: .rowCells
    case .unknownColumn: .unknownColumn
    case .malformedCell: .malformedCell
    case .caseTwice: .caseTwice
    case .goldenParameter: .goldenParameter
    case .noRows: .noRows
    case .noCheck: .noCheck
    case .captureUsedOnce: .captureUsedOnce
    case .parameterUnused: .parameterUnused
    case .nameStandsAlone: .nameStandsAlone
    case .cutNeverHealed: .cutNeverHealed
    case .tooManySteps: .tooManySteps
    }
  }
}
