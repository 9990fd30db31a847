import Foundation

/// The copy of the package that holds all mutants, and the way to one that compiles.
struct MutantCopy {
  let package: PlantedPackage
  let sources: URL
  let jobs: Int
  /// What is tried at the most, builds that find errors counted.
  static let rounds = 60

  /// What came of building.
  struct Outcome {
    /// The mutants in the copy.
    var kept: [Mutant]
    /// Those that do not compile.
    var dropped: [Mutant] = []
    /// How many builds it took.
    var rounds = 0
    /// What the compiler said if it never agreed.
    var failure: String?
  }

  /// Builds with as many of the mutants as compile: each file is cleared of those that do not, then those that errors of
  /// a build point at are left out, again and again.
  func build(_ mutants: [Mutant], _ parsed: [String: SwiftSource]) -> Outcome {
    var outcome = Outcome(kept: mutants)
    do {
      let start = Date()
      let conditions = MutantCopy.conditions(mutants, parsed)
      if let before = remembered, before.conditions == conditions {
        outcome.dropped = outcome.kept.filter { before.dropped.contains($0.id) }
        outcome.kept.removeAll { before.dropped.contains($0.id) }
        return build(outcome, parsed)
      }
      try package.write(copying: sources, planted: MutantCopy.write(mutants, parsed).mapValues(\.string))
      let verdicts = try MutantCheck(folder: package.folder, jobs: jobs).clear(
        mutants, parsed, modules: MutantSession.targets.reversed())
      for (file, verdict) in verdicts.sorted(by: { $0.key < $1.key }) {
        if let complaint = verdict.complaint { tell("\(file): \(complaint)") }
      }
      let guilty = verdicts.values.reduce(into: Set<Int>()) { $0.formUnion($1.dropped) }
      outcome.dropped = outcome.kept.filter { guilty.contains($0.id) }
      outcome.kept.removeAll { guilty.contains($0.id) }
      let most = verdicts.values.map(\.rounds).max() ?? 0
      tell(
        "cleared \(verdicts.count) files in up to \(most) rounds, "
          + "\(Int(Date().timeIntervalSince(start))) s: \(guilty.count) mutants do not compile")
    } catch {
      outcome.failure = "the copy cannot be written: \(error.localizedDescription)"
      return outcome
    }
    remember(outcome, mutants, parsed)
    outcome = build(outcome, parsed)
    remember(outcome, mutants, parsed)
    return outcome
  }

  private var known: URL { package.folder.appending(path: "dropped.json") }
  private var remembered: Known? { try? JSONDecoder().decode(Known.self, from: Data(contentsOf: known)) }

  /// Whether the copy holds these, cleared of those that do not compile.
  func isKnown(_ mutants: [Mutant], _ parsed: [String: SwiftSource]) -> Bool {
    remembered?.conditions == MutantCopy.conditions(mutants, parsed)
  }

  private func remember(_ outcome: Outcome, _ mutants: [Mutant], _ parsed: [String: SwiftSource]) {
    let dropped = Known(conditions: MutantCopy.conditions(mutants, parsed), dropped: Set(outcome.dropped.map(\.id)))
    try? JSONEncoder().encode(dropped).write(to: known)
  }

  /// What is known of the last copy: those of its mutants that do not compile.
  private struct Known: Codable {
    var conditions: UInt64
    var dropped: Set<Int>
  }

  private static func conditions(_ mutants: [Mutant], _ parsed: [String: SwiftSource]) -> UInt64 {
    MutantStore.hash(
      parsed.sorted { $0.key < $1.key }.map { String(decoding: $0.value.bytes, as: UTF8.self) }
        + mutants.flatMap { mutant in [mutant.file] + mutant.patches.flatMap { ["\($0.span)", $0.text] } })
  }

  private func build(_ cleared: Outcome, _ parsed: [String: SwiftSource]) -> Outcome {
    var outcome = cleared
    while outcome.rounds < MutantCopy.rounds {
      outcome.rounds += 1
      let texts = MutantCopy.write(outcome.kept, parsed)
      do { try package.write(copying: sources, planted: texts.mapValues(\.string)) } catch {
        outcome.failure = "the copy cannot be written: \(error.localizedDescription)"
        return outcome
      }
      guard let output = package.build() else { return outcome }
      let guilty = MutantCopy.guilty(CompilerError.errors(in: output), texts, of: outcome.kept)
      guard !guilty.isEmpty else {
        outcome.failure = output
        return outcome
      }
      tell("build \(outcome.rounds): \(guilty.count) mutants do not compile")
      outcome.dropped += outcome.kept.filter { guilty.contains($0.id) }
      outcome.kept.removeAll { guilty.contains($0.id) }
    }
    outcome.failure = "the copy does not compile after \(MutantCopy.rounds) rounds"
    return outcome
  }

  /// The changed texts by file.
  static func write(_ mutants: [Mutant], _ parsed: [String: SwiftSource]) -> [String: MutantWriter.Text] {
    Dictionary(grouping: mutants, by: \.file).reduce(into: [:]) { texts, group in
      texts[group.key] = parsed[group.key].map { MutantWriter.write(group.value, into: $0.bytes) }
    }
  }

  /// The numbers of the mutants that errors point at.
  static func guilty(
    _ errors: [CompilerError], _ texts: [String: MutantWriter.Text], of mutants: [Mutant]
  ) -> Set<Int> {
    var guilty: Set<Int> = []
    let operations = Dictionary(uniqueKeysWithValues: mutants.map { ($0.id, $0.operation) })
    for (path, errors) in Dictionary(grouping: errors, by: \.path) {
      guard let text = texts.first(where: { path.hasSuffix("/" + $0.key) })?.value else { continue }
      let suspects = Suspects(text, operations)
      for error in errors { guilty.formUnion(suspects.mutants(for: error)) }
    }
    return guilty
  }
}
