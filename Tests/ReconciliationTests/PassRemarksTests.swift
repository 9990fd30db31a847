import Testing

@testable import Reconciliation

@Suite("What a pass has said about its queries")
struct PassRemarksTests {
  private static let all = Word.allCases.map { PassReport.Remark($0, .timeout) }

  @Test("It is what was added, in order, as far as there is room; the last place is that of the last one")
  func order() {
    for count in 0...PassRemarks.capacity + 2 {
      var remarks = PassRemarks()
      for remark in Self.all.prefix(count) { remarks.append(remark) }
      let kept = count <= PassRemarks.capacity ? count : PassRemarks.capacity - 1
      let rest = count <= PassRemarks.capacity ? [] : [Self.all[count - 1]]
      #expect(Array(remarks) == Array(Self.all.prefix(kept)) + rest)
    }
  }

  @Test("Every word keeps its place: query and reason are what they were")
  func words() {
    for query in Word.allCases {
      for reason in [Word.pending, .timeout, Word.allCases[Word.allCases.count - 1], query] {
        let remarks: PassRemarks = [PassReport.Remark(.orders, .stale), PassReport.Remark(query, reason)]
        #expect(remarks.last == PassReport.Remark(query, reason) && remarks.first?.query == .orders)
      }
    }
  }

  @Test("Those that differ in one word or in how many they are differ; none is made of too many")
  func equality() {
    let remark = PassReport.Remark(.orders, .timeout)
    #expect([remark] as PassRemarks == [remark] && [remark] as PassRemarks != [remark, remark])
    #expect([remark] as PassRemarks != [PassReport.Remark(.orders, .stale)])
    #expect(PassRemarks(Array(repeating: remark, count: PassRemarks.capacity))?.count == PassRemarks.capacity)
    #expect(PassRemarks(Array(repeating: remark, count: PassRemarks.capacity + 1)) == nil)
  }

  @Test("A list on disk that is longer than a pass can make it is refused")
  func coding() throws {
    var report = PassReport(number: 1, trigger: .poll, kind: .full, isLook: false)
    report.errors = [PassReport.Remark(.orders, .timeout)]
    var writer = ByteWriter()
    writer.write(report)
    var reader = ByteReader(writer.bytes[...])
    #expect(try reader.readPassReport() == report && reader.isAtEnd)
    // The last list is one remark behind its count.
    let count = writer.bytes.count - 6
    writer.bytes[count] = 9
    for _ in 0..<8 { writer.write(Word.orders); writer.write(Word.timeout) }
    var longer = ByteReader(writer.bytes[...])
    #expect(throws: ByteReader.Malformed.self) { try longer.readPassReport() }
  }

  @Test("An effect holds nothing that is counted: each is copied several times on its way")
  func plainBytes() {
    #expect(_isPOD(EngineEffect.self) && _isPOD(JournalEntry.self) && _isPOD(PassReport.self))
  }
}
