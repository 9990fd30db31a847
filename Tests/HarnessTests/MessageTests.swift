import Testing
import Trading

@testable import Harness

/// A message knows which of its words are the case's own.
@Suite("Messages")
struct MessageTests {
  @Test("Whatever a name looks like, the pattern is the same", arguments: ["A", "a.b-c", "was", "two words", "E1,"])
  func names(name: String) {
    let message: Message = "order \(name) counts \(Decimal(3)), the broker executed only \(2)"
    #expect(message.text == "order \(name) counts 3, the broker executed only 2")
    #expect(message.pattern == "order _ counts _, the broker executed only _")
  }

  @Test("A word of the cause stays, and parts can be joined")
  func words() {
    let subject: Message = "position \("S1")"
    let message: Message = "\(subject) went from \(about: "open") " + "to \(words: "partial 40/100")"
    #expect(message.text == "position S1 went from open to partial 40/100")
    #expect(message.pattern == "position _ went from open to partial _")
  }
}
