import Reporting
import ScenarioLanguage
import Synchronization

#if canImport(Darwin)
  import Darwin
#elseif canImport(Musl)
  import Musl
#else
  import Glibc
#endif

/// The cases that run now, one for each thread, for a signal handler to name them.
///
/// What a handler reads is made before anything runs, and it calls nothing but `write`.
enum RunningCases {
  private static let capacity = 64
  /// What stands before the number of a case, or the texts of all cases; neither is ever freed.
  private nonisolated(unsafe) static var prefix: UnsafeMutablePointer<CChar>?
  private nonisolated(unsafe) static var texts: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
  private static let textCount = Atomic<Int>(0)
  /// The number of the case that each thread is in, and one more; zero for none.
  private nonisolated(unsafe) static let places: UnsafeMutablePointer<Atomic<Int>> = {
    let places = UnsafeMutablePointer<Atomic<Int>>.allocate(capacity: capacity)
    for index in 0..<capacity { (places + index).initialize(to: Atomic(0)) }
    return places
  }()
  private static let steps = Atomic<Int>(0)

  /// How often a case has begun or ended.
  static var progress: Int { steps.load(ordering: .relaxed) }

  /// The cases are numbered, and shown by a command.
  static func prepare(command: String) {
    _ = places
    texts = nil
    prefix = strdup(command)
  }

  /// The cases are those of a suite, and shown by the commands that run their files again.
  static func prepare(_ suite: Suite) {
    _ = places
    prefix = nil
    let all = suite.cases.map { "\(ToolName.current) run \($0.source.path.shellQuoted)   (\($0.identifier))" }
    let made = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: max(1, all.count))
    for (index, text) in all.enumerated() { (made + index).initialize(to: strdup(text)) }
    texts = made
    textCount.store(all.count, ordering: .releasing)
  }

  /// Does the work of a case, and is in it meanwhile.
  static func during<Result>(_ number: Int, _ body: () -> Result) -> Result {
    let place = (0..<capacity).first { index in
      places[index].compareExchange(expected: 0, desired: number + 1, ordering: .relaxed).exchanged
    }
    steps.add(1, ordering: .relaxed)
    defer {
      if let place { places[place].store(0, ordering: .relaxed) }
      steps.add(1, ordering: .relaxed)
    }
    return body()
  }

  /// Whether a case is running.
  static var isAny: Bool { (0..<capacity).contains { places[$0].load(ordering: .relaxed) > 0 } }

  /// Writes a line for each case that runs.
  static func put(_ start: StaticString) {
    for index in 0..<capacity {
      let number = places[index].load(ordering: .relaxed) - 1
      guard number >= 0 else { continue }
      put(text: start)
      if let prefix {
        put(text: prefix)
        put(number: UInt64(number))
      } else if let texts, number < textCount.load(ordering: .acquiring), let text = texts[number] {
        put(text: text)
      }
      put(text: "\n" as StaticString)
    }
  }

  static func put(text: StaticString) { _ = write(STDERR_FILENO, text.utf8Start, text.utf8CodeUnitCount) }

  private static func put(text: UnsafeMutablePointer<CChar>) { _ = write(STDERR_FILENO, text, strlen(text)) }

  static func put(number: UInt64) {
    var divisor: UInt64 = 1
    while number / divisor >= 10 { divisor *= 10 }
    while divisor > 0 {
      var digit = UInt8(ascii: "0") + UInt8(number / divisor % 10)
      _ = write(STDERR_FILENO, &digit, 1)
      divisor /= 10
    }
  }
}
