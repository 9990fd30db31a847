import Reconciliation
import ScenarioLanguage
import Trading

extension CaseGenerator {
  /// The persons of a case in which there are any: one of each role.
  static let persons: [(name: String, role: RoleName)] = [
    ("ANNA", .supervisor), ("BEN", .operator), ("CARL", .viewer),
  ]

  /// Lets persons see to tickets, with and without names, whether they may or not, and stop everything.
  mutating func makeTicketCommands() {
    guard tape.choose(.ticketShare, 1, below: 3) == 1 else { return }
    if tape.choose(.personShare, below: 2) == 1 { declarePersons() }
    for index in 0..<(1 + tape.choose(.ticketShare, 2, below: 5)) {
      let isAnywhere = tape.choose(.ticketTime, index, below: 2) == 1
      let instant = isAnywhere ? time(.ticketTime, 1000 + index) : faultTime(90_000 + index)
      let person = hasPersons ? tape.pick(.person, index, [nil] + CaseGenerator.persons.map { Optional($0.name) }) : nil
      addTicketCommand(index, at: instant, by: person.map { PersonName($0) })
    }
  }

  private mutating func addTicketCommand(_ index: Int, at instant: TimeSpan, by person: PersonName?) {
    let ticket = TicketName(UInt32(1 + tape.choose(.ticketNumber, index, below: 4)))
    switch tape.choose(.ticketKind, index, below: 10) {
    case 0, 1:
      let line = OperatorAcknowledge {
        $0.ticket = ticket
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    case 2 where hasPersons:
      let line = OperatorAssign {
        $0.ticket = ticket
        $0.assignee = PersonName(CaseGenerator.persons[index % 3].name)
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    case 2, 3:
      let level = tape.pick(.ticketLevel, index, LevelName.allCases)
      let line = OperatorPrioritize {
        $0.ticket = ticket
        $0.level = level
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    case 4:
      add(OperatorStop { $0.person = person }, at: instant, mayMiss: true)
      add(OperatorRelease { $0.person = person }, at: instant + .seconds(3), mayMiss: true)
    default:
      let decisions: [TicketDecision] = [
        .acceptBroker, .acceptBroker, .ignore, .acceptLocal, .discard, .figure(.zero), .cancel, .adopt,
      ]
      let decision = tape.pick(.ticketLevel, 1000 + index, decisions)
      let line = OperatorResolve {
        $0.ticket = ticket
        $0.decision = DecisionValue(decision)
        $0.person = person
      }
      add(line, at: instant, mayMiss: true)
    }
  }
}
