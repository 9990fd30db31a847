import Foundation
import Synchronization

/// Asks the compiler about the changed files without building anything.
///
/// A build stops at the first module with errors, and takes minutes; what a file holds inside its functions changes no
/// other file, so each can be cleared of what does not compile on its own, some at once.
struct MutantCheck: Sendable {
  /// The copy.
  let folder: URL
  let jobs: Int
  /// How many files are looked at together.
  private static let batch = 12
  /// How often a file is looked at, at the most.
  private static let rounds = 40
  /// How much thought one expression may take; a count, so that every machine comes to the same.
  static let effort = ["-solver-scope-threshold=200000"]

  /// What came of a file.
  struct Verdict: Sendable {
    /// The mutants that do not compile.
    var dropped: Set<Int> = []
    var rounds = 0
    /// What the compiler said with no mutant to blame.
    var complaint: String?
  }

  private var interfaces: URL { folder.appending(path: ".check") }

  /// Clears files of the mutants that do not compile; their texts in the copy are written anew.
  ///
  /// - Parameters:
  ///   - mutants: all mutants of the copy, which holds them already.
  ///   - parsed: the sources by path; those of one module may use those before it in `modules`.
  func clear(_ mutants: [Mutant], _ parsed: [String: SwiftSource], modules: [String]) throws -> [String: Verdict] {
    try prepare(modules)
    let byFile = Dictionary(grouping: mutants, by: \.file)
    let batches = modules.flatMap { module in
      let files = byFile.keys.filter { $0.hasPrefix("Sources/\(module)/") }.sorted()
      return stride(from: 0, to: files.count, by: MutantCheck.batch).map {
        Array(files[$0..<min($0 + MutantCheck.batch, files.count)])
      }
    }
    let verdicts = Mutex([String: Verdict]())
    let next = Mutex(0)
    DispatchQueue.concurrentPerform(iterations: max(1, jobs)) { _ in
      while true {
        let index = next.withLock { number in
          number += 1
          return number - 1
        }
        guard index < batches.count else { return }
        let found = clear(batches[index], byFile, parsed)
        verdicts.withLock { $0.merge(found) { $1 } }
      }
    }
    return verdicts.withLock { $0 }
  }

  /// Looks at some files of one module together, and clears each that has errors.
  private func clear(
    _ files: [String], _ mutants: [String: [Mutant]], _ parsed: [String: SwiftSource]
  ) -> [String: Verdict] {
    var verdicts: [String: Verdict] = [:]
    for _ in 0..<MutantCheck.rounds {
      let errors = CompilerError.errors(in: look(at: files))
      let wrong = files.filter { file in errors.contains { $0.path.hasSuffix("/" + file) } }
      for file in wrong {
        guard let source = parsed[file] else { continue }
        let before = verdicts[file] ?? Verdict()
        verdicts[file] = clear(file, mutants[file] ?? [], source, before)
        if verdicts[file]?.complaint != nil { return verdicts }
      }
      if wrong.isEmpty { break }
    }
    return verdicts
  }

  /// Writes what the modules show to others, and where the module in C is.
  private func prepare(_ modules: [String]) throws {
    try FileManager.default.createDirectory(at: interfaces, withIntermediateDirectories: true)
    let map = "module MutantChoice { header \"../Sources/MutantChoice/include/MutantChoice.h\" export * }\n"
    try map.write(to: interfaces.appending(path: "module.modulemap"), atomically: true, encoding: .utf8)
    for module in modules {
      let output = interfaces.appending(path: "\(module).swiftmodule").path
      let words = ["-emit-module", "-experimental-skip-all-function-bodies", "-o", output] + files(of: module)
      _ = run(words, module)
    }
  }

  private func files(of module: String) -> [String] {
    let root = folder.appending(path: "Sources/\(module)")
    let paths = FileManager.default.enumerator(atPath: root.path)?.compactMap { $0 as? String } ?? []
    return paths.filter { $0.hasSuffix(".swift") }.sorted().map { root.appending(path: $0).path }
  }

  /// What the compiler says of files of one module: of the types, and then of what must be set before it is used and
  /// what must be returned.
  private func look(at files: [String]) -> String {
    let module = String(files.first?.split(separator: "/")[1] ?? "")
    let paths = files.map { folder.appending(path: $0).path }
    let others = self.files(of: module).filter { !paths.contains($0) }
    return run(["-emit-sil"] + paths.flatMap { ["-o", "/dev/null", "-primary-file", $0] } + others, module)
  }

  private func clear(_ file: String, _ mutants: [Mutant], _ source: SwiftSource, _ before: Verdict) -> Verdict {
    var verdict = before
    var kept = mutants.filter { !before.dropped.contains($0.id) }
    while verdict.rounds < MutantCheck.rounds {
      verdict.rounds += 1
      let said = look(at: [file])
      let errors = CompilerError.errors(in: said)
      guard !errors.isEmpty else { return verdict }
      let guilty = MutantCopy.guilty(errors, [file: MutantWriter.write(kept, into: source.bytes)], of: kept)
      guard !guilty.isEmpty else {
        verdict.complaint = said
        return verdict
      }
      verdict.dropped.formUnion(guilty)
      kept.removeAll { guilty.contains($0.id) }
      let text = MutantWriter.write(kept, into: source.bytes).string
      do { try text.write(to: folder.appending(path: file), atomically: true, encoding: .utf8) } catch {
        verdict.complaint = "\(file) cannot be written"
        return verdict
      }
    }
    verdict.complaint = "\(file) does not compile after \(MutantCheck.rounds) rounds"
    return verdict
  }

  /// Runs the compiler's frontend; what it said.
  private func run(_ words: [String], _ module: String) -> String {
    let process = Process()
    process.executableURL = URL(filePath: "/usr/bin/env")
    process.arguments =
      ["swiftc", "-frontend"] + words + [
        "-module-name", module, "-swift-version", "6", "-parse-as-library", "-package-name", "main",
        "-enable-upcoming-feature", "ExistentialAny", "-enable-upcoming-feature", "InternalImportsByDefault",
        "-enable-upcoming-feature", "MemberImportVisibility", "-suppress-warnings", "-I", interfaces.path,
        "-module-cache-path", interfaces.appending(path: "cache").path,
      ] + MutantCheck.effort
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    do { try process.run() } catch { return "swiftc cannot be started: \(error)" }
    let output = String(decoding: pipe.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return output
  }
}
