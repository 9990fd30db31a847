import Reporting
import ScenarioLanguage

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

extension Command {
  /// Writes a scenario to start from.
  static let new = Command(
    name: "new", usage: "trueup new NAME [--from TEMPLATE]", summary: "write a scenario to start from",
    details: [
      "NAME is the name of the file, Scenarios/NAME.scenario, or a path with folders; nothing is ever written over.",
      "Without --from it is the template called NAME, if there is one, else \(Template.usual.name).",
      "Each template passes as it is: change it line by line. Templates: trueup list templates.",
      "Exit codes: 0 written, 3 the file is there already or cannot be written, 64 wrong usage.",
    ],
    flags: [.template, .quiet], operands: .words(Template.all.map(\.name))
  ) { arguments, terminal in
    guard let name = arguments.operands.first, arguments.operands.count == 1 else {
      throw UsageError.operands("new takes one name, not \(arguments.operands.count)", arguments.command)
    }
    let template = try template(for: name, arguments)
    let path = try path(of: name, arguments.command)
    var status = stat()
    guard lstat(path, &status) != 0 else {
      throw Problem(
        path, "there is such a file already, and it stays as it is",
        advice: ["choose another name, or see what it does: trueup run \(path.shellQuoted)"], exitCode: .toolError)
    }
    try SourceRewriter.create(template.text, at: path)
    if !arguments.has(.quiet) {
      let isGuess = !arguments.has(.template) && !Template.all.contains { $0.name == name }
      terminal.write("\(path): \(template.summary)\n")
      if isGuess {
        terminal.write(" no template is called so; --from takes \(Template.all.map(\.name).joined(separator: ", "))\n")
      }
      terminal.write("\n next: trueup run \(path.shellQuoted)\n")
    }
    return .success
  }

  private static func template(for name: String, _ arguments: Arguments) throws(UsageError) -> Template {
    guard let word = arguments.value(.template) else {
      return Template.all.first { $0.name == name } ?? Template.usual
    }
    guard let template = Template.all.first(where: { $0.name == word }) else {
      throw .unknownValue(word, of: .template, legal: Template.all.map(\.name), arguments.command)
    }
    return template
  }

  /// Where the file goes: a bare name stands for one in the folder that `trueup run` looks into.
  private static func path(of name: String, _ command: Command) throws(UsageError) -> String {
    let last = name.split(separator: "/", omittingEmptySubsequences: false).last ?? ""
    guard !last.isEmpty, !last.hasPrefix("."), !name.unicodeScalars.contains(where: StyledText.isHarmful) else {
      throw .operands("\(name) is not a name for a file that trueup run finds", command)
    }
    let file = name.hasSuffix(".scenario") ? name : "\(name).scenario"
    return name.contains("/") ? file : "\(ScenarioFinder.defaultPath)/\(file)"
  }
}

extension Flag {
  static let template = Flag(
    name: "--from", placeholder: "TEMPLATE", summary: "the incident to start from",
    values: .words(Template.all.map(\.name)))
}
