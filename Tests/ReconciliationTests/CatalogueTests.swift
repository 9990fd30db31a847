import Testing
import Trading

@testable import Reconciliation

@Suite("The catalogue of events")
struct CatalogueTests {
  /// A value for each type of field that no slot has by default.
  private func set(_ field: EventField, of event: inout Event, mark: UInt32) {
    switch field {
    case .order, .key: event.order = mark
    case .exec: event.execution = mark
    case .symbol: event.instrument = mark
    case .currency: event.currency = mark
    case .note: event.note = mark
    case .person: event.person = mark
    case .assignee: event.assignee = mark
    case .figure:
      event.quantity = Decimal(Int(mark))
      event.count = 1
    case .id: event.discrepancy = mark
    case .status, .to, .result, .level: event.state = Word(rawValue: UInt8(mark))
    case .from, .instead, .pass: event.origin = Word(rawValue: UInt8(mark))
    case .source, .channel, .policy, .by, .trigger: event.source = Word(rawValue: UInt8(mark))
    case .reason, .side, .point: event.reason = Word(rawValue: UInt8(mark))
    case .kind, .request: event.subject = Word(rawValue: UInt8(mark))
    case .qty, .local, .accuracy: event.quantity = Decimal(Int(mark))
    case .price, .pending: event.price = Decimal(Int(mark))
    case .filled, .broker, .open: event.filled = Decimal(Int(mark))
    case .leaves: event.leaves = Decimal(Int(mark))
    case .fee: event.fee = Decimal(Int(mark))
    case .realized:
      event.leaves = Decimal(Int(mark))
      event.count = 1
    case .seq: event.sequence = UInt64(mark)
    case .attempt, .records, .orders, .code, .delay, .ticket, .passes, .page: event.number = Int64(mark)
    case .found, .failed: event.count = Int64(mark)
    }
  }

  @Test("Names are unique, lower-case and dotted, and lead back to their event")
  func names() {
    let names = EventKind.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    for kind in EventKind.allCases {
      let words = kind.name.split(separator: ".", omittingEmptySubsequences: false)
      #expect(words.count >= 2 && words.allSatisfy { !$0.isEmpty && $0.allSatisfy { $0.isASCII && $0.isLowercase } })
      #expect(EventKind(name: kind.name) == kind)
    }
    #expect(EventKind(name: "order.lost") == nil && EventKind(name: "") == nil)
    #expect(EventKind.orderFilled.name == "order.filled")
  }

  @Test("The bus name is the same word in capitals")
  func busNames() {
    #expect(EventKind.orderFilled.busName == "ORDER_FILLED")
    #expect(EventKind.reconciliationDiscrepancy.busName == "RECONCILIATION_DISCREPANCY")
    for kind in EventKind.allCases {
      #expect(kind.busName.allSatisfy { $0 == "_" || ($0.isASCII && $0.isUppercase) })
      #expect(kind.busName.lowercased() == String(kind.name.map { $0 == "." ? "_" : $0 }))
    }
  }

  @Test("Every field of a kind can be read once it is set", arguments: EventKind.allCases)
  func readable(kind: EventKind) {
    var event = Event(kind)
    for field in kind.fields { set(field, of: &event, mark: 9) }
    for field in EventField.allCases {
      #expect((event[field] != nil) == kind.fields.contains(field), "\(field.name)")
    }
    for field in kind.fields {
      let isOfType: Bool =
        switch (field.type, event[field]) {
        case (.order, .order?), (.key, .order?), (.execution, .execution?), (.instrument, .instrument?),
          (.currency, .currency?), (.text, .text?), (.discrepancy, .discrepancy?), (.ticket, .ticket?),
          (.decimal, .decimal?),
          (.integer, .integer?), (.duration, .duration?), (.word, .word?):
          true
        default: false
        }
      #expect(isOfType, "\(field.name)")
    }
  }

  @Test("Setting one field of a kind changes no other field of it", arguments: EventKind.allCases)
  func slots(kind: EventKind) {
    #expect(Set(kind.fields).count == kind.fields.count)
    var plain = Event(kind)
    for field in kind.fields { set(field, of: &plain, mark: 9) }
    for field in kind.fields {
      var event = plain
      set(field, of: &event, mark: 10)
      #expect(event[field] != plain[field], "\(field.name)")
      // The key of an order is another name of the same client order id, and so may share its slot.
      for other in kind.fields where other != field && Set([field, other]) != [.order, .key] {
        #expect(event[other] == plain[other], "\(field.name) changes \(other.name)")
      }
    }
  }

  @Test("An unset name, word or profit is no value")
  func unset() {
    for kind in EventKind.allCases {
      let event = Event(kind)
      for field in kind.fields {
        switch field.type {
        case .order, .key, .execution, .instrument, .currency, .text, .discrepancy, .ticket, .word:
          #expect(event[field] == nil)
        case .decimal where [.realized, .figure, .fee].contains(field): #expect(event[field] == nil)
        case .decimal, .integer, .duration: #expect(event[field] != nil)
        }
      }
    }
  }

  @Test("Fields have unique names that lead back to them")
  func fieldNames() {
    #expect(Set(EventField.allCases.map(\.name)).count == EventField.allCases.count)
    for field in EventField.allCases { #expect(EventField(name: field.name) == field) }
    #expect(EventField(name: "colour") == nil)
  }

  @Test("Every field belongs to some event, and every word field has words")
  func used() {
    for field in EventField.allCases {
      #expect(EventKind.allCases.contains { $0.fields.contains(field) }, "\(field.name)")
      if case .word(let words) = field.type {
        #expect(!words.isEmpty && Set(words).count == words.count, "\(field.name)")
      }
    }
  }

  @Test("What is published carries the number of its record")
  func published() {
    for kind in EventKind.allCases where kind.isPublished {
      #expect(kind.fields.last == .seq && kind.lane == .engine, "\(kind.name)")
    }
    #expect(EventKind.allCases.count { $0.isPublished } == 34)
  }

  @Test("Summaries are one-liners, and no two are the same")
  func summaries() {
    for kind in EventKind.allCases {
      #expect(!kind.summary.isEmpty && !kind.summary.contains("\n") && kind.summary.count <= 100)
      #expect(kind.summary.first?.isLowercase == true && kind.summary.last != ".")
    }
    #expect(Set(EventKind.allCases.map(\.summary)).count == EventKind.allCases.count)
  }

  @Test("Every word has a text of its own that leads back to it")
  func words() {
    #expect(Set(Word.allCases.map(\.text)).count == Word.allCases.count)
    for word in Word.allCases {
      #expect(Word(text: word.text) == word)
      #expect(word.text.allSatisfy { ($0.isASCII && $0.isLowercase) || $0 == "-" || $0 == "." })
    }
    #expect(Word.persistBefore.text == "persist.before" && Word.priceDiscrepancy.text == "price-discrepancy")
    #expect(Word(text: "nonsense") == nil)
    for word in Word.allCases { #expect(word.text.contains(".") == Word.crashPoints.contains(word)) }
  }

  @Test("Statuses, sides and records have the words of their names")
  func statusWords() {
    for status in OrderStatus.allCases { #expect(Word(status).text == "\(status)") }
    #expect(Word(Side.buy) == .buy && Word(Side.sell) == .sell)
    #expect(Set(Word.recordKinds).count == 27)
  }
}
