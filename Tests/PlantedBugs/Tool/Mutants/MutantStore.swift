import Foundation

/// Keeps what is known of mutants in a file, line by line as it comes, so that nothing is lost with the process and
/// nothing is done twice while neither sources nor scenarios change.
struct MutantStore {
  /// One line.
  struct Entry: Codable {
    var file: String
    var operation: String
    var lineText: String
    var occurrence: Int
    var fuzz: TrialRecord
    var suite: TrialRecord
    var tests: Bool?
    var testsHash: UInt64?
    var isReachedByTests: Bool
  }

  private let handle: FileHandle?
  private(set) var known: [MutantKey: Entry] = [:]

  /// Opens a file, or begins it anew if it was written under other conditions.
  ///
  /// - Parameter conditions: what all results depend on, in one line.
  init(_ path: URL, conditions: String) {
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    let lines = text.split(separator: "\n")
    if lines.first.map(String.init) == conditions {
      for line in lines.dropFirst() {
        guard let entry = try? JSONDecoder().decode(Entry.self, from: Data(line.utf8)),
          let operation = MutationOperator(rawValue: entry.operation)
        else { continue }
        let key = MutantKey(
          file: entry.file, operation: operation, lineText: entry.lineText, occurrence: entry.occurrence)
        known[key] = entry
      }
    } else {
      try? (conditions + "\n").write(to: path, atomically: true, encoding: .utf8)
    }
    handle = try? FileHandle(forWritingTo: path)
    _ = try? handle?.seekToEnd()
  }

  /// What is known of a mutant.
  func result(of mutant: Mutant) -> MutantResult? {
    guard let entry = known[mutant.key] else { return nil }
    var result = MutantResult(mutant: mutant)
    result.fuzz = entry.fuzz
    result.suite = entry.suite
    result.tests = entry.tests
    result.testsHash = entry.testsHash
    result.isReachedByTests = entry.isReachedByTests
    return result
  }

  /// Adds a result; a later one of the same mutant takes the place of an earlier one.
  func add(_ result: MutantResult) {
    let key = result.mutant.key
    let entry = Entry(
      file: key.file, operation: key.operation.rawValue, lineText: key.lineText, occurrence: key.occurrence,
      fuzz: result.fuzz, suite: result.suite, tests: result.tests, testsHash: result.testsHash,
      isReachedByTests: result.isReachedByTests)
    guard let data = try? JSONEncoder().encode(entry) else { return }
    try? handle?.write(contentsOf: data + Data([10]))
  }

  /// A number for texts: the same in every process.
  static func hash(_ texts: some Sequence<String>) -> UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for text in texts {
      for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
      hash = (hash ^ 0xFF) &* 0x100_0000_01B3
    }
    return hash
  }
}
