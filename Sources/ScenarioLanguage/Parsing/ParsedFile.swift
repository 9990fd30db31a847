/// What parsing a file gives: its cases, or what is wrong with it.
public struct ParsedFile: Sendable {
  /// The file that was parsed.
  public let source: SourceFile
  /// One scenario a case, in the order of the file; empty when there is an error.
  public let cases: [Scenario]
  /// What is wrong, by position in the file: errors and warnings, each reported once.
  public let diagnostics: [Diagnostic]

  /// The path of the file.
  public var path: String { source.path }

  /// Whether the file has an error and so no cases.
  public var hasErrors: Bool { diagnostics.contains { $0.severity == .error } }

  /// The identity of a case across runs: the file's stem, and the parameters of the case in brackets.
  public func identifier(of scenario: Scenario) -> String {
    guard let name = scenario.caseName else { return source.stem }
    return "\(source.stem)[\(name)]"
  }
}

extension Scenario {
  /// What distinguishes this case from the others of its file, such as `case=response lost`; nil for a lone case.
  ///
  /// A column called `case` speaks for its whole row, so the columns after it are left out.
  public var caseName: String? {
    guard !parameters.isEmpty else { return nil }
    let end = parameters.firstIndex { $0.name == "case" }.map { $0 + 1 } ?? parameters.count
    return parameters[..<end].map { "\($0.name)=\($0.value)" }.joined(separator: ", ")
  }
}
