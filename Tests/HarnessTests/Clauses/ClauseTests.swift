import Reconciliation
import Specification
import Testing

@testable import Harness

/// Every clause fires on a session that breaks it, and is silent on the session as it was.
@Suite("Clauses")
struct ClauseTests {
  static let proofs =
    eventProofs + orderProofs + moneyProofs + passProofs + kindProofs + conditionProofs + storeProofs + restartProofs
    + alertProofs + ticketProofs + storeOpeningProofs + blindProofs + lookProofs + turnProofs + reportProofs
    + archiveProofs + timerProofs + stateProofs + waitProofs + busProofs + lagProofs + pageProofs

  @Test("The clause fires on a falsified session, and is silent on the true one", arguments: proofs.indices)
  func fires(index: Int) throws {
    let proof = Self.proofs[index]
    let (before, after) = try proof.judge()
    #expect(before == [])
    #expect(after.first { $0.clause == proof.clause }?.message == proof.says, "\(after)")
  }

  @Test("Every setting has a clause that holds what its line says")
  func settings() {
    // What no turn shows an oracle holds: `position-features`.
    let held = Set(Specification.pages.flatMap(\.settings) + [.featuresWithin])
    #expect(EngineSetting.allCases.filter { !held.contains($0) } == [])
  }

  @Test("Every clause has a proof, a name of its own, a sentence and a source")
  func pages() {
    let pages = Specification.pages
    #expect(Set(pages.map(\.name)).count == pages.count)
    #expect(Set(pages.map(\.name)) == Set(Self.proofs.map(\.clause)))
    #expect(Set(pages.map(\.name)).isDisjoint(with: OracleName.allCases.map(\.rawValue)))
    for page in pages {
      #expect(!page.sentence.isEmpty && !page.sentence.contains("\n") && !page.source.isEmpty)
    }
  }
}
