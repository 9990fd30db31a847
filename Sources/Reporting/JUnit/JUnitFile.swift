/// The elements of a JUnit report: a `testsuite` a file, a `testcase` a case.
struct JUnitFile {
  /// Whether each case names its file too.
  let namesFiles: Bool
  private var suites: [Suite] = []
  private var places: [String?: Int] = [:]
  private var identities: Set<String> = []

  /// The cases of a file, or what belongs to none.
  private struct Suite {
    var file: String?
    var cases = XMLWriter(depth: 2)
    var counts = Counts()
  }

  private struct Counts {
    var tests = 0
    var failures = 0
    var errors = 0
    var skipped = 0
    var nanoseconds: Int64 = 0

    static func += (sum: inout Counts, part: Counts) {
      sum.tests += part.tests
      sum.failures += part.failures
      sum.errors += part.errors
      sum.skipped += part.skipped
      sum.nanoseconds += part.nanoseconds
    }

    var attributes: [(name: String, value: String)] {
      [("tests", String(tests)), ("failures", String(failures)), ("errors", String(errors))]
    }
  }

  /// What a case came to, as an element of its own.
  enum Outcome {
    case failure(type: String, message: String, text: String)
    case error(type: String, message: String, text: String)
    case skipped(message: String)
  }

  init(namesFiles: Bool) {
    self.namesFiles = namesFiles
  }

  /// Adds a case.
  ///
  /// - Parameters:
  ///   - name: its name.
  ///   - className: the name of its class.
  ///   - path: its file; nil for what belongs to none.
  ///   - nanoseconds: how long it took.
  ///   - outcome: what it came to; nil for a pass.
  ///   - output: what there is to say besides.
  mutating func add(
    _ name: String, of className: String, in path: String?, nanoseconds: Int64 = 0, _ outcome: Outcome?,
    output: String = ""
  ) {
    // GitLab drops the second of two with the same names.
    var unique = name
    var number = 2
    while !identities.insert("\(className)\n\(unique)").inserted {
      unique = "\(name) #\(number)"
      number += 1
    }
    let index = suite(of: path)
    var suite = suites[index]
    suites[index].cases = XMLWriter()
    suite.counts.tests += 1
    suite.counts.nanoseconds += nanoseconds
    var attributes = [(name: "classname", value: className), (name: "name", value: unique)]
    if namesFiles, let path { attributes.append(("file", path)) }
    attributes.append(("time", JUnitFile.seconds(nanoseconds, places: 6)))
    if outcome != nil || !output.isEmpty {
      suite.cases.element("testcase", attributes) { xml in
        if let outcome { JUnitFile.write(outcome, to: &xml) }
        if !output.isEmpty { xml.element("system-out", text: output) }
      }
    } else {
      suite.cases.element("testcase", attributes)
    }
    switch outcome {
    case nil: break
    case .failure: suite.counts.failures += 1
    case .error: suite.counts.errors += 1
    case .skipped: suite.counts.skipped += 1
    }
    suites[index] = suite
  }

  private static func write(_ outcome: Outcome, to xml: inout XMLWriter) {
    switch outcome {
    case .failure(let type, let message, let text):
      xml.element("failure", [("type", type), ("message", message)], text: text)
    case .error(let type, let message, let text):
      xml.element("error", [("type", type), ("message", message)], text: text)
    case .skipped(let message): xml.element("skipped", [("message", message)])
    }
  }

  /// The number of the suite of a file.
  private mutating func suite(of path: String?) -> Int {
    if let known = places[path] { return known }
    places[path] = suites.count
    suites.append(Suite(file: path))
    return suites.count - 1
  }

  /// The whole file.
  ///
  /// - Parameters:
  ///   - nanoseconds: how long the run took.
  ///   - properties: what is said of the run: they stand in the suite of what belongs to no file.
  mutating func bytes(nanoseconds: Int64, properties: [(name: String, value: String)]) -> [UInt8] {
    let about = suite(of: nil)
    var sums = Counts()
    for suite in suites { sums += suite.counts }
    var xml = XMLWriter()
    xml.declaration()
    let time = (name: "time", value: JUnitFile.seconds(nanoseconds, places: 3))
    xml.element("testsuites", [("name", "trueup")] + sums.attributes + [time]) { xml in
      for (index, suite) in suites.enumerated() {
        let names = [(name: "name", value: suite.file ?? "trueup")] + (suite.file.map { [("file", $0)] } ?? [])
        let figures = [
          (name: "skipped", value: String(suite.counts.skipped)),
          ("time", JUnitFile.seconds(suite.counts.nanoseconds, places: 6)),
        ]
        xml.element("testsuite", names + suite.counts.attributes + figures) { xml in
          if index == about {
            xml.element("properties", []) { xml in
              for (name, value) in properties { xml.element("property", [("name", name), ("value", value)]) }
            }
          }
          xml.append(suite.cases.bytes)
        }
      }
    }
    return xml.bytes
  }

  private static func seconds(_ nanoseconds: Int64, places: Int) -> String {
    var unit: Int64 = 1_000_000_000
    for _ in 0..<places { unit /= 10 }
    let digits = String(max(0, nanoseconds) / unit)
    let padded = String(repeating: "0", count: max(0, places + 1 - digits.count)) + digits
    return "\(padded.dropLast(places)).\(padded.suffix(places))"
  }
}
