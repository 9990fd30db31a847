/// Writes a run as JSON, one object a line.
///
/// Each object has `v`, the version of the format, and `type`. Fields are only ever added; to take one away
/// raises `v`.
///
/// ```json
/// {"v":1,"type":"run","tool":"0.1.0","files":1,"cases":1}
/// {"v":1,"type":"case","id":"missed-fill","file":"...","line":1,"tags":["smoke"],"status":"passed",...}
/// {"v":1,"type":"end","cases":1,"passed":1,"failed":0,"xfailed":0,"skipped":0,"exit":0,...}
/// ```
public struct JSONReporter: Reporter {
  /// The version of the format.
  static let version = 1

  private let write: ([UInt8]) -> Void
  var writer = JSONWriter()

  /// Makes a reporter.
  ///
  /// - Parameter write: takes whole lines.
  public init(write: @escaping ([UInt8]) -> Void) {
    self.write = write
  }

  /// Writes one event.
  public mutating func receive(_ event: RunEvent) {
    writer.removeAll()
    switch event {
    case .started(let start): add(start)
    case .hindered(let problem): add(problem)
    case .diagnosed(_, let diagnostics): for diagnostic in diagnostics { add(diagnostic) }
    case .ended(let report): add(report)
    case .diverged(let divergence): add(divergence)
    case .finished(let summary): add(summary)
    }
    if !writer.bytes.isEmpty { write(writer.bytes) }
  }

  mutating func record(_ type: String, _ body: (inout JSONWriter) -> Void) {
    writer.beginObject()
    writer.field("v", JSONReporter.version)
    writer.field("type", type)
    body(&writer)
    writer.endObject()
    writer.endLine()
  }
}
