import Foundation
import Testing

@Suite("Ledger types, rules and desks")
struct RoomsTests {
  /// The sources of the engine, by path.
  private static let sources: [String: String] = {
    var root = URL(filePath: #filePath)
    for _ in 0..<3 { root.deleteLastPathComponent() }
    root.append(path: "Sources/Reconciliation")
    var sources: [String: String] = [:]
    for path in FileManager.default.enumerator(atPath: root.path)?.compactMap({ $0 as? String }) ?? []
    where path.hasSuffix(".swift") {
      sources[path] = try? String(contentsOf: root.appending(path: path), encoding: .utf8)
    }
    return sources
  }()
  /// The engine as it is, read once.
  private static let engine = Rooms(sources)

  /// What is wrong with one more file, or with another one in the place of one.
  private func violations(of text: String, at path: String) -> [String] {
    Rooms([path: text], besides: RoomsTests.engine).violations { $0 == path }
  }

  @Test("The engine keeps them apart")
  func real() {
    #expect(RoomsTests.sources.count > 40)
    #expect(RoomsTests.engine.violations == [])
  }

  @Test("The desks are what the engine keeps of each account beside its core")
  func desks() {
    let desks = RoomsTests.engine.desks
    #expect(desks.contains("OrderDesk") && desks.contains("PassDesk") && desks.contains("StreamWatch"))
    #expect(!desks.contains("Core") && desks.count <= 9)
  }

  @Test(
    "A change that mixes them is found",
    arguments: [
      (
        "Detection/Bad.swift", "enum Bad { static func find(_ books: inout Books) {} }",
        "Detection/Bad.swift: a rule has `inout`"
      ),
      (
        "Detection/Bad.swift", "struct Bad { var n = 0; mutating func find() { n += 1 } }",
        "Detection/Bad.swift: a rule has `mutating`"
      ),
      (
        "Resolution/Bad.swift", "extension ResolutionPolicy { mutating func learn() {} }",
        "Resolution/Bad.swift: a rule has `mutating`"
      ),
      (
        "Interventions/Bad.swift", "extension Authority { static func take(_ role: inout OperatorRole) {} }",
        "Interventions/Bad.swift: a rule has `inout`"
      ),
      (
        "Executions/Bad.swift", "extension FillGap { mutating func grow() {} }",
        "Executions/Bad.swift: a rule has `mutating`"
      ),
      (
        "Resolution/Bad.swift", "extension WeightedPrice { static func weigh(_ sum: inout Decimal) {} }",
        "Resolution/Bad.swift: a rule has `inout`"
      ),
      (
        "Resolution/Bad.swift", "enum NewRule {\n  static func weigh(_ sum: inout Decimal) {}\n}",
        "Resolution/Bad.swift: a rule has `inout`"
      ),
      (
        "Engine/Bad.swift",
        "extension ReconciliationEngine {\n  func known(_ slot: Int) -> Int { orders.tracking[slot].lookups }\n}",
        "Engine/Bad.swift: reaches into OrderDesk: orders.tracking"
      ),
      (
        "Interventions/Ticket.swift", "public struct Ticket: Hashable, Sendable {\n  func tell(_ core: Core) {}\n}",
        "Interventions/Ticket.swift: a ledger type names Core"
      ),
      (
        "Orders/Bad.swift", "extension OrderDesk {\n  func peek(_ passes: PassDesk) {}\n}",
        "Orders/Bad.swift: OrderDesk names PassDesk"
      ),
      (
        "Orders/Bad.swift", "extension OrderDesk {\n  func back(_ engine: ReconciliationEngine) {}\n}",
        "Orders/Bad.swift: OrderDesk names ReconciliationEngine"
      ),
      (
        "Snapshots/Bad.swift", "func count(_ desk: OrderDesk) -> Int { desk.tracking.count }",
        "Snapshots/Bad.swift: sees OrderDesk, which is another room's"
      ),
      (
        "Orders/Bad.swift", "extension OrderDesk {}\nextension PassDesk {}",
        "Orders/Bad.swift: is of OrderDesk and PassDesk"
      ),
      (
        "Ledger/Bad.swift", "extension Books {\n  func tell(_ effects: [EngineEffect]) {}\n}",
        "Ledger/Bad.swift: a ledger type names EngineEffect"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: inout Core) {\n    core.books.isHalted = true\n  }\n}",
        "Orders/Bad.swift: changes the ledger past Core.commit: core.books.isHalted = true"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: inout Core) {\n    try? core.books.apply(r)\n  }\n}",
        "Orders/Bad.swift: changes the ledger past Core.commit: try? core.books.apply(r)"
      ),
      (
        "Orders/Bad.swift", "extension OrderDesk {\n  func f(_ core: inout Core) {\n    change(&core.books)\n  }\n}",
        "Orders/Bad.swift: changes the ledger past Core.commit: change(&core.books)"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: inout Core) {\n    core.books.orders[0].filled = x\n  }\n}",
        "Orders/Bad.swift: changes the ledger past Core.commit: core.books.orders[0].filled = x"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: inout Core) {\n    core.books.orders.removeAll { $0.status == x }\n  }\n}",
        "Orders/Bad.swift: changes the ledger past Core.commit: core.books.orders.removeAll { $0.status == x }"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: Core) {\n    for slot in core.books.orders.indices { g(slot) }\n  }\n}",
        "Orders/Bad.swift: walks over all orders there ever were: for slot in core.books.orders.indices { g(slot) }"
      ),
      (
        "Orders/Bad.swift",
        "extension OrderDesk {\n  func f(_ core: Core) {\n    for order in core.books.orders where x(order) {}\n  }\n}",
        "Orders/Bad.swift: walks over all orders there ever were: for order in core.books.orders where x(order) {}"
      ),
    ])
  func mixed(path: String, text: String, violation: String) {
    #expect(violations(of: text, at: path).contains(violation))
  }

  @Test(
    "A read of the ledger is no change of it",
    arguments: [
      "let openCount = core.books.discrepancies.count { $0.isRechecked }",
      "let open = core.books.discrepancies.filter { $0.order == id }.map(\\.id)",
      "if let known = core.books.openDiscrepancy(key) { note(known) }",
      "guard core.books.discrepancies.contains(where: { $0.id == id }) else { return }",
      "let order = core.books.orders[slot]",
      "let isOpen = core.books.orders[slot].status == .open",
    ])
  func reads(line: String) {
    let text = "extension OrderDesk {\n  func f(_ core: Core) {\n    \(line)\n  }\n}"
    #expect(violations(of: text, at: "Orders/Good.swift") == [])
  }

  @Test("What the ledger keeps is found wherever it is declared, and so is what has functions alone")
  func sorts() {
    let rooms = Rooms(RoomsTests.sources)
    #expect(
      rooms.ledgerTypes.isSuperset(of: [
        "Ticket", "Discrepancy", "UnverifiedCorrection", "PassReport", "ManagedOrder", "PositionReplay", "Opening",
      ]))
    #expect(rooms.ledgerTypes.isDisjoint(with: ["Core", "EngineInput", "OrderDesk"]))
    #expect(
      rooms.rules.isSuperset(of: [
        "Authority", "WeightedPrice", "InferredFill", "FillGap", "KindChoice", "CorrectionLimits", "StatusRule",
      ]))
    #expect(rooms.rules.isDisjoint(with: ["OperatorRole", "Trigger", "FollowUp", "TicketStep", "Checksum"]))
  }

  @Test(
    "More than ten stored properties of the engine or of its desks are found",
    arguments: ["ReconciliationEngine", "Desks"])
  func properties(type: String) {
    let names = (0..<11).map { "  var desk\($0) = Desk\($0)()" }.joined(separator: "\n")
    let text = "struct \(type) {\n\(names)\n  var sum: Int { 1 }\n  init() { let x = 1 }\n}"
    #expect(
      Rooms(["Engine/E.swift": text]).violations
        == ["\(type) has 11 stored properties, at most 10 are allowed"])
    let fewer = text.replacing("  var desk10 = Desk10()\n", with: "")
    #expect(Rooms(["Engine/E.swift": fewer]).violations == [])
  }

  @Test("What stands in comments and texts does not count")
  func prose() {
    let text = "/// PassDesk, mutating\nextension OrderDesk { var name: String { \"PassDesk\" } }  // inout PassDesk"
    #expect(violations(of: text, at: "Orders/Prose.swift") == [])
  }
}
