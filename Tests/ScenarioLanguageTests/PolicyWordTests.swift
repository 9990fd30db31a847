import ScenarioLanguage
import Testing

@Suite("Words of policies")
struct PolicyWordTests {
  private func diagnostics(_ line: String) -> [Diagnostic] {
    let text = """
      scenario "c"
        mode live
        ends 60s
      engine
        \(line)
      timeline
        1s operator reconcile
      finally
        expect alerts = 0
      """
    return Samples.parse(text).diagnostics
  }

  @Test("A quantity is not weighed, and the message says what is")
  func refused() throws {
    let found = diagnostics("drift-policy weighted-average")
    #expect(found.map(\.code) == [.wrongValue])
    #expect(found.first?.message == "`weighted-average` stands where a policy for quantities is needed")
    #expect(
      found.first?.notes == [
        "what lies between two quantities or balances nobody holds; prices are weighed with `price-policy weighted-average`"
      ])
    #expect(diagnostics("price-policy weighted-average").isEmpty)
  }

  @Test("Every policy of drifts is one of prices, which may also be that of drifts")
  func legal() {
    for word in ["adopt-broker", "within-limit", "review", "internal-authoritative", "latest-timestamp"] {
      #expect(diagnostics("drift-policy \(word)").isEmpty && diagnostics("price-policy \(word)").isEmpty)
    }
    #expect(diagnostics("price-policy drift-policy").isEmpty && !diagnostics("drift-policy drift-policy").isEmpty)
    #expect(diagnostics("review-from critical").isEmpty && !diagnostics("review-from high").isEmpty)
  }
}
