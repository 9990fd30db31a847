import Reporting
import ScenarioLanguage

/// What failed in the last run, by its report: what `trueup run --failed` runs again.
struct LastRun: Sendable {
  /// Where the report is.
  let path: String
  /// The files of what failed, each once, in the order of the report.
  private(set) var files: [String] = []
  /// The cases that failed, as file and id.
  private var cases: Set<[String]> = []
  /// The files that had errors: all of their cases count as failed.
  private var refused: Set<String> = []

  /// Whether a case was run at all, or a file was refused.
  private(set) var hasRun = false

  /// Reads the report of the last run.
  ///
  /// - Throws: A ``Problem`` if there is none, or if it cannot be read.
  init(in folder: String) throws(Problem) {
    path = folder.hasSuffix("/") ? "\(folder)results.jsonl" : "\(folder)/results.jsonl"
    let bytes: [UInt8]
    do throws(Problem) { bytes = try FileReader.bytes(of: path, limit: .max) } catch {
      throw error.exitCode == .nothingToRun ? .noLastRun(path) : error
    }
    var fileOfCase: [String: String] = [:]
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      let fields = JSONFields(line).texts
      switch fields["type"] {
      case "case":
        guard let file = fields["file"], let id = fields["id"] else { continue }
        hasRun = true
        fileOfCase[id] = file
        if fields["status"] == "failed" || fields["status"] == "inconclusive" { add(id, of: file) }
      case "diagnostic":
        guard let file = fields["file"], fields["severity"] == "error" else { continue }
        refused.insert(file)
        hasRun = true
        if !files.contains(file) { files.append(file) }
      case "divergence":
        if let id = fields["id"], let file = fileOfCase[id] { add(id, of: file) }
      default: continue
      }
    }
  }

  private mutating func add(_ id: String, of file: String) {
    cases.insert([file, id])
    if files.last != file, !files.contains(file) { files.append(file) }
  }

  /// Whether nothing failed.
  var isClean: Bool { files.isEmpty }

  /// Whether a case failed.
  func includes(_ suiteCase: SuiteCase) -> Bool {
    let file = suiteCase.source.path
    return refused.contains(file) || cases.contains([file, suiteCase.identifier])
  }
}

/// The fields of a JSON object whose values are texts; the others are passed over.
struct JSONFields {
  private(set) var texts: [String: String] = [:]
  private let bytes: ArraySlice<UInt8>
  private var position: Int

  /// Reads an object; what is none has no fields.
  init(_ bytes: ArraySlice<UInt8>) {
    self.bytes = bytes
    position = bytes.startIndex
    guard next == UInt8(ascii: "{") else { return }
    position += 1
    while next == UInt8(ascii: "\"") {
      let name = text()
      guard next == UInt8(ascii: ":") else { return }
      position += 1
      if next == UInt8(ascii: "\"") { texts[name] = text() } else { passOver() }
      guard next == UInt8(ascii: ",") else { return }
      position += 1
    }
  }

  private var next: UInt8? { position < bytes.endIndex ? bytes[position] : nil }

  /// Passes over a number, a word, an array or an object.
  private mutating func passOver() {
    var depth = 0
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        _ = text()
        continue
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return }
        depth -= 1
      case UInt8(ascii: ","): if depth == 0 { return }
      default: break
      }
      position += 1
    }
  }

  /// Takes a text with its quotes.
  private mutating func text() -> String {
    position += 1
    var units: [UInt16] = []
    var start = position
    func part(_ end: Int) -> [UInt16] { Array(String(decoding: bytes[start..<end], as: UTF8.self).utf16) }
    while let byte = next, byte != UInt8(ascii: "\"") {
      guard byte == UInt8(ascii: "\\"), position + 1 < bytes.endIndex else {
        position += 1
        continue
      }
      units += part(position)
      let escape = bytes[position + 1]
      position += 2
      switch escape {
      case UInt8(ascii: "n"): units.append(0x0A)
      case UInt8(ascii: "r"): units.append(0x0D)
      case UInt8(ascii: "t"): units.append(0x09)
      case UInt8(ascii: "u"):
        let digits = String(decoding: bytes[position..<min(position + 4, bytes.endIndex)], as: UTF8.self)
        units.append(UInt16(digits, radix: 16) ?? 0xFFFD)
        position = min(position + 4, bytes.endIndex)
      default: units.append(UInt16(escape))
      }
      start = position
    }
    units += part(min(position, bytes.endIndex))
    position += 1
    return String(decoding: units, as: UTF16.self)
  }
}
