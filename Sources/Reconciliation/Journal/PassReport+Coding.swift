import Trading

extension ByteWriter {
  mutating func write(_ report: PassReport) {
    write(report.number)
    write(report.trigger)
    write(report.kind.rawValue)
    write(report.isLook)
    write(report.status.code)
    write(report.started) { $0.write($1) }
    write(report.ended) { $0.write($1) }
    for count in [
      report.orders, report.executions, report.positions, report.found, report.resolved, report.corrections,
    ] {
      write(Int64(count))
    }
    write(report.warnings) { $0.write($1) }
    write(report.errors) { $0.write($1) }
  }

  private mutating func write(_ remark: PassReport.Remark) {
    write(remark.query)
    write(remark.reason)
  }
}

extension ByteReader {
  mutating func readPassReport() throws(Malformed) -> PassReport {
    var report = PassReport(
      number: try read(), trigger: try readWord(), kind: try readPassKind(), isLook: try readBool())
    report.status = try readPassStatus()
    report.started = try readOptional { (reader) throws(Malformed) in try reader.readInstant() }
    report.ended = try readOptional { (reader) throws(Malformed) in try reader.readInstant() }
    report.orders = try readCount()
    report.executions = try readCount()
    report.positions = try readCount()
    report.found = try readCount()
    report.resolved = try readCount()
    report.corrections = try readCount()
    report.warnings = try readRemarks()
    report.errors = try readRemarks()
    return report
  }

  private mutating func readCount() throws(Malformed) -> Int { Int(clamping: try read(Int64.self)) }

  private mutating func readRemarks() throws(Malformed) -> PassRemarks {
    let list = try readArray { (reader) throws(Malformed) in try reader.readRemark() }
    guard let remarks = PassRemarks(list) else { throw Malformed() }
    return remarks
  }

  private mutating func readRemark() throws(Malformed) -> PassReport.Remark {
    PassReport.Remark(try readWord(), try readWord())
  }

  private mutating func readPassStatus() throws(Malformed) -> PassReport.Status {
    let code: UInt8 = try read()
    guard let status = PassReport.Status.allCases.first(where: { $0.code == code }) else {
      throw Malformed(.passStatus, code)
    }
    return status
  }
}

extension PassReport.Status {
  /// The code of the status on disk.
  fileprivate var code: UInt8 {
    switch self {
    case .pending: 1
    case .running: 2
    case .completed: 3
    case .partial: 4
    case .failed: 5
    case .intervention: 6
    }
  }
}
