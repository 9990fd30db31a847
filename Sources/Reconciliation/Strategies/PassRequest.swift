public import Trading

/// A pass as an operator asks for it.
public struct PassRequest: Hashable, Sendable {
  /// The kind.
  public var kind: PassKind
  /// The instruments to look at, ascending; empty for all.
  public var symbols: [InstrumentID]
  /// Whether the books stay as they are, whatever is found.
  public var isDetectOnly: Bool

  /// Makes a request.
  public init(_ kind: PassKind = .full, of symbols: [InstrumentID] = [], isDetectOnly: Bool = false) {
    self.kind = kind
    self.symbols = Set(symbols).sorted { $0.index < $1.index }
    self.isDetectOnly = isDetectOnly
  }
}
