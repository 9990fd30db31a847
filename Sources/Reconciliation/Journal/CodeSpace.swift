/// The sorts of code that a journal or a checkpoint holds.
public enum CodeSpace: String, Hashable, Sendable, CaseIterable {
  case frame = "kind of frame"
  case name = "kind of name"
  case cause = "cause"
  case record = "group of records"
  case orderRecord = "order record"
  case executionRecord = "execution record"
  case positionRecord = "position record"
  case cashRecord = "cash record"
  case discrepancyRecord = "discrepancy record"
  case rawReport = "report that was put aside"
  case controlRecord = "control record"
  case ticketRecord = "ticket record"
  case ticketStep = "step of a ticket"
  case ticketDecision = "decision about a ticket"
  case level
  case word = "word"
  case orderStatus = "order status"
  case executionOrigin = "origin of an execution"
  case executionParts = "parts of an execution"
  case pricing = "pricing"
  case side = "side"
  case timeInForce = "time in force"
  case passKind = "kind of pass"
  case passClock = "clock of passes"
  case opening = "state of an empty store"
  case passStatus = "status of a pass"
  case correctedFigure = "corrected figure"
}

/// A code that this program does not know: a newer one has written it.
public struct UnknownCode: Hashable, Sendable {
  /// What the code should have meant.
  public var space: CodeSpace
  /// The code.
  public var code: UInt8

  /// Makes a code of a space.
  public init(space: CodeSpace, code: UInt8) {
    self.space = space
    self.code = code
  }
}
