import Foundation

/// The copy of the package that holds all mutants, and the way to one that compiles.
struct MutantCopy {
  let package: PlantedPackage
  let sources: URL
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

  /// Builds with as many of the mutants as compile: those that errors point at are left out, again and again.
  func build(_ mutants: [Mutant], _ parsed: [String: SwiftSource]) -> Outcome {
    var outcome = Outcome(kept: mutants)
    while outcome.rounds < MutantCopy.rounds {
      outcome.rounds += 1
      let texts = MutantCopy.write(outcome.kept, parsed)
      do { try package.write(copying: sources, planted: texts.mapValues(\.string)) } catch {
        outcome.failure = "the copy cannot be written: \(error.localizedDescription)"
        return outcome
      }
      guard let output = package.build() else { return outcome }
      let guilty = MutantCopy.guilty(CompilerError.errors(in: output), texts)
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
  static func guilty(_ errors: [CompilerError], _ texts: [String: MutantWriter.Text]) -> Set<Int> {
    var guilty: Set<Int> = []
    for (path, errors) in Dictionary(grouping: errors, by: \.path) {
      guard let text = texts.first(where: { path.hasSuffix("/" + $0.key) })?.value else { continue }
      let suspects = Suspects(text)
      for error in errors { guilty.formUnion(suspects.mutants(for: error)) }
    }
    return guilty
  }
}
