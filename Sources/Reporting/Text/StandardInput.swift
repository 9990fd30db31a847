public import ScenarioLanguage

extension SourceFile {
  /// How messages call standard input.
  public static let standardInputPath = "<stdin>"

  /// Whether the text came from standard input.
  public var isStandardInput: Bool { path == SourceFile.standardInputPath }

  /// The path of what a word of the command line names: `-` is standard input, and `./-` a file of that name.
  public static func path(ofOperand word: String) -> String { word == "-" ? standardInputPath : word }
}

extension String {
  /// A path as a word of a command line that names the same file: `-` for standard input.
  public var asOperand: String { self == SourceFile.standardInputPath ? "-" : shellQuoted }

  /// What makes a file the input of a command that reads standard input; nothing for standard input itself.
  public var asInput: String { self == SourceFile.standardInputPath ? "" : " < \(shellQuoted)" }
}
