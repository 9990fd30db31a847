import Harness
import Testing
import Trading

@testable import Exploration

/// Two failures are the same if oracle and message agree but for names and figures.
@Suite struct FingerprintTests {
  @Test(arguments: [
    ("order A12 counts 3, the broker executed only 2", "order _ counts _ the broker executed only _"),
    ("E1 was counted twice for order A", "_ was counted twice for order _"),
    (
      "cash USD is 99.50, but opening and executions add up to 100",
      "cash _ is _ but opening and executions add up to _"
    ),
    ("position S1 is -4", "position _ is _"),
    ("they differ", "they differ"),
    ("A B C", "_"),
    ("at +00:00:02.025 and at +00:00:07.125", "at _ and at _"),
    ("", ""),
    ("  two   blanks ", "two blanks"),
  ]) func normalisation(message: String, normalised: String) {
    #expect(Fingerprint.normalised(message) == normalised)
    #expect(Fingerprint.normalised(normalised) == normalised, "a second time changes nothing")
  }

  private func failure(_ kind: Failure.Kind, _ oracle: String?, _ label: String) -> Failure {
    Failure(kind, oracle: oracle, title: "x", label: label, instant: .origin)
  }

  @Test func oracleAndMessageCount() {
    let one = Fingerprint(failure(.safety, "exec-once", "E1 was counted twice for order A"))
    #expect(one == Fingerprint(failure(.safety, "exec-once", "E22 was counted twice for order B7")))
    #expect(one != Fingerprint(failure(.safety, "legal-transitions", "E1 was counted twice for order A")))
    #expect(one != Fingerprint(failure(.safety, "exec-once", "order A counts 3, the broker executed only 2")))
    #expect(one.description == "exec-once: _ was counted twice for order _")
    #expect(Fingerprint(failure(.state, nil, "they differ")).description == "state: they differ")
  }

  /// An oracle says itself what in its words is a name, and which property is wrong.
  @Test func causeAndPropertyCount() {
    func recovered(_ property: String, _ order: String) -> Fingerprint {
      var failure = failure(.safety, "recover-now", "order \(order) is wrong")
      failure.cause = "order _ is wrong"
      failure.property = property
      return Fingerprint(failure)
    }
    #expect(recovered("orders.attempts", "a.b") == recovered("orders.attempts", "was"))
    #expect(recovered("orders.attempts", "A") != recovered("spending.amounts", "A"))
  }

  /// Where and when it failed, and what led there, is not part of it.
  @Test func placesDoNotCount() {
    var late = failure(.liveness, "converges", "they differ")
    late.instant = .origin + .seconds(5)
    late.entry = 77
    late.notes = ["differs  position S1: local 1, broker 2"]
    #expect(Fingerprint(late) == Fingerprint(failure(.liveness, "converges", "they differ")))
  }
}
