/// A stretch of one line of a source file, for messages with a caret.
public struct SourceSpan: Hashable, Sendable {
  /// The line, counted from 1; 0 for what no file contains, such as a generated line.
  public var line: Int
  /// The first column, counted from 1 in characters.
  public var column: Int
  /// How many characters.
  public var length: Int

  /// Makes a span.
  public init(line: Int, column: Int, length: Int) {
    self.line = line
    self.column = column
    self.length = length
  }

  /// The span of what stands in no file.
  public static let generated = SourceSpan(line: 0, column: 0, length: 0)

  /// The span from the start of this one to the end of another on the same line.
  public func through(_ other: SourceSpan) -> SourceSpan {
    guard other.line == line, other.column >= column else { return self }
    return SourceSpan(line: line, column: column, length: other.column + other.length - column)
  }
}

/// A value and where it stands in the file.
public struct Located<Value: Sendable>: Sendable {
  /// The value.
  public var value: Value
  /// Where it stands.
  public var span: SourceSpan

  /// Makes a located value; without a span it counts as generated.
  public init(_ value: Value, at span: SourceSpan = .generated) {
    self.value = value
    self.span = span
  }
}

extension Located: Equatable where Value: Equatable {}
extension Located: Hashable where Value: Hashable {}
