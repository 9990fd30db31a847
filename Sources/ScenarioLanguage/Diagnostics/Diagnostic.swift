/// Something that is wrong with a scenario file, with everything a message needs.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Hashable, Sendable, CaseIterable {
    /// The file cannot be run.
    case error
    /// The file can be run, and probably does not say what was meant.
    case warning
  }

  /// A further place that belongs to the matter.
  public struct Annotation: Hashable, Sendable {
    /// The place.
    public var span: SourceSpan
    /// What there is to say about it.
    public var label: String

    /// Makes an annotation.
    public init(_ span: SourceSpan, _ label: String) {
      self.span = span
      self.label = label
    }
  }

  /// The stable code of the message.
  public var code: DiagnosticCode
  /// What is wrong, in one clause.
  public var message: String
  /// The file; empty until the parser is done.
  public var path: String = ""
  /// Where.
  public var span: SourceSpan
  /// What to write instead, or what is known about the place.
  public var label: String
  /// Further places, such as the cause.
  public var secondary: [Annotation]
  /// What is legal here, and what else helps.
  public var notes: [String]

  /// Makes a diagnostic.
  public init(
    _ code: DiagnosticCode, _ message: String, at span: SourceSpan, label: String = "", secondary: [Annotation] = [],
    notes: [String] = []
  ) {
    self.code = code
    self.message = message
    self.span = span
    self.label = label
    self.secondary = secondary
    self.notes = notes
  }

  /// How bad it is.
  public var severity: Severity { code.severity }
}
