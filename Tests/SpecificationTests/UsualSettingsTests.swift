import Testing

@testable import Specification

@Suite("The settings without a line")
struct UsualSettingsTests {
  @Test("Each has a line in the list of the specification: its values and its default")
  func complete() {
    #expect(UsualSettings.missing == [])
  }

  @Test("Each is what its line says")
  func same() {
    #expect(UsualSettings.difference == nil)
  }
}
