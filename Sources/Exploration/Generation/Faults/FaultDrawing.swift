import Trading

/// One way of the generator to draw a fault, or several that belong together.
///
/// Whether it acts, how heavily and when is the swarm's business; a drawing says what is added.
struct FaultDrawing: Sendable {
  /// What it is called in tests and statistics.
  let name: String
  /// Whether a broker hides by it what it has: that can talk an engine into a drift.
  let hidesTruth: Bool
  /// Adds lines at an instant; every fault has ended when healing starts.
  let draw: @Sendable (_ generator: inout CaseGenerator, _ index: Int, _ instant: TimeSpan) -> Void

  init(
    _ name: String, hidesTruth: Bool = false,
    draw: @escaping @Sendable (_ generator: inout CaseGenerator, _ index: Int, _ instant: TimeSpan) -> Void
  ) {
    self.name = name
    self.hidesTruth = hidesTruth
    self.draw = draw
  }

  /// All of them; the order is that of the draws, so a new one comes last.
  static let catalogue: [FaultDrawing] = [
    dropStreamFill, dropStreamAny, delayStream, duplicateStream,
    dropRequest, dropResponse, delayRequest, delayResponse, duplicateRequest, failRequest,
    cut, flap,
    crashNow, crashAtPoint, restart,
    storeSlow, storeFull, tornWrite,
    staleSnapshot, truncatedSnapshot, emptySnapshot, omittingSnapshot,
    duplicateResponse, lateAcceptance, tornPass, lateFill, reorder,
    falsifyStream, falsifyAnswer, falsifyLookUp, bitRot, lostSync, failPlace, lateAccount, burst,
    lateRequest, hiddenFill, failChange, haltedCommands, repeatingSnapshot, falsifyField,
    undercount, givenUp, crossedChange, goneInPart, guessedFill, laggingReads, flatSnapshot, bus, busAndCrash,
    refusal, clockAhead, laggingAccount, blindStart, resettled, falseFigure,
  ]
}
