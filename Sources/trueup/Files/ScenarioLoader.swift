import Harness
import Reporting
import ScenarioLanguage

/// A scenario file as it was read: its cases, or what is wrong with it.
struct LoadedFile: Sendable {
  var source: SourceFile
  var cases: [SuiteCase] = []
  var diagnostics: [Diagnostic] = []
  /// Why the file could not be read.
  var problem: Problem?
}

/// Reads and parses scenario files.
enum ScenarioLoader {
  private static let invariants = Invariant.names

  /// Reads and parses one file.
  static func load(_ path: String) -> LoadedFile {
    do throws(Problem) {
      let isInput = path == SourceFile.standardInputPath
      let bytes = try isInput ? FileReader.standardInput() : FileReader.bytes(of: path)
      guard let text = String(validating: bytes, as: UTF8.self) else { return notText(path, bytes) }
      if bytes.contains(UInt8(ascii: "\r")), !bytes.contains(UInt8(ascii: "\n")) { return oldLineEnds(path, text) }
      return parse(SourceFile(path: path, text: text))
    } catch {
      return LoadedFile(source: SourceFile(path: path, text: ""), problem: error)
    }
  }

  /// Parses a text that was read.
  static func parse(_ source: SourceFile) -> LoadedFile {
    let parsed = ScenarioParser.parse(source, invariants: invariants)
    let cases = parsed.cases.map { SuiteCase(parsed.identifier(of: $0), in: parsed.source, $0) }
    return LoadedFile(source: parsed.source, cases: cases, diagnostics: parsed.diagnostics)
  }

  /// A file of one line, since CR ends no line.
  private static func oldLineEnds(_ path: String, _ text: String) -> LoadedFile {
    let span = SourceSpan(line: 1, column: (text.firstIndex(of: "\r").map { text[..<$0].count } ?? 0) + 1, length: 1)
    var diagnostic = Diagnostic(
      .unreadableCharacter, "the file has CR line ends", at: span, label: "lines end in LF, or in CR and LF",
      notes: ["convert it: tr '\\r' '\\n'\(path.asInput) > NEW"])
    diagnostic.path = path
    return LoadedFile(source: SourceFile(path: path, text: text), diagnostics: [diagnostic])
  }

  /// A file whose bytes are not UTF-8: shows the first one that is not.
  private static func notText(_ path: String, _ bytes: [UInt8]) -> LoadedFile {
    let text = String(decoding: bytes, as: UTF8.self)
    // As the repaired text is the same up to the first bad byte, that is where it first differs from the bytes.
    let repaired = Array(text.utf8)
    let offset = zip(bytes, repaired).enumerated().first { $0.element.0 != $0.element.1 }?.offset ?? repaired.count
    let before = String(decoding: bytes[..<min(offset, bytes.count)], as: UTF8.self)
    let line = before.split(separator: "\n", omittingEmptySubsequences: false)
    let span = SourceSpan(line: line.count, column: (line.last?.count ?? 0) + 1, length: 1)
    let byte = offset < bytes.count ? String(bytes[offset], radix: 16, uppercase: true) : ""
    var diagnostic = Diagnostic(
      .unreadableCharacter, "the file is not UTF-8 text", at: span, label: "the byte 0x\(byte) starts no character",
      notes: ["save the file as UTF-8; from Latin-1: iconv -f latin1 -t utf-8\(path.asInput)"])
    diagnostic.path = path
    return LoadedFile(source: SourceFile(path: path, text: text), diagnostics: [diagnostic])
  }
}
