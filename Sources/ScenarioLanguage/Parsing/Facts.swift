import Reconciliation
import Trading

/// What the lines of a case claim and refer to, with places: the material of the checker.
///
/// The syntax tree keeps what a run needs; places of numbers and names that only messages need are kept here.
struct Facts {
  /// Whose instrument decides about a price or quantity.
  enum Subject: Hashable {
    case symbol(String)
    case order(String)
  }

  /// A price or quantity somewhere in the file.
  struct Amount {
    var value: Decimal
    var span: SourceSpan
    var subject: Subject
  }

  /// A use of a capture.
  struct CaptureUse {
    var name: String
    var span: SourceSpan
    /// Which log check it belongs to.
    var block: Int
  }

  /// Prices, each of which must be a positive multiple of the tick.
  var prices: [Amount] = []
  /// Quantities of orders and trades, each of which must be a positive multiple of the lot.
  var quantities: [Amount] = []
  /// Quantities of positions, which may be zero or below.
  var positions: [Amount] = []
  /// Instruments with a market or instrument line.
  var instruments: [String: InstrumentFacts] = [:]
  /// The first places of all known instruments, in the order of the file.
  var instrumentNames: [Located<String>] = []
  /// Currencies given by cash or instruments, in the order of the file.
  var currencyNames: [Located<String>] = []
  /// Persons whom the setup declares.
  var persons: Set<String> = []
  var symbolUses: [Located<String>] = []
  var currencyUses: [Located<String>] = []
  /// Currencies in settings in money.
  var limits: [Limit] = []
  /// Orders that are referred to wherever they are placed.
  var orderUses: [Located<String>] = []
  /// Orders that must have been placed on a line above.
  var commandUses: [CommandUse] = []
  var keyUses: [Located<String>] = []
  var executionUses: [Located<String>] = []
  /// Orders or executions.
  var subjectUses: [Located<String>] = []
  /// Whose order each one of the setup is, by name.
  private var openParties: [String: Party] = [:]
  /// All orders, in the order of the file.
  var orders: [Located<String>] = []
  var keys: [String] = []
  /// Execution names that lines give.
  var executions: [Located<String>] = []
  /// By name: what decides about the prices and quantities of an execution.
  var executionSubjects: [String: Subject] = [:]
  var marks: [Located<String>] = []
  var markUses: [Located<String>] = []
  var captures: [CaptureUse] = []
  var globs: [Located<String>] = []
  /// Headings of in-order and unordered checks without a block.
  var emptyBlocks: [SourceSpan] = []
  /// Names and marks on lines that could not be read: nobody may say that they do not exist.
  var forgiven: Set<String> = []
  /// What such a line would have made for each of its times.
  var forgivenStems: [Repetition.Stem] = []

  /// A currency whose number a setting gives.
  struct Limit {
    var currency: Located<String>
    /// Whether a number without a currency stands before it.
    var hasPlain: Bool
  }

  /// A use of an order that must have been placed on a line above.
  struct CommandUse {
    var order: Located<String>
    /// How many orders were placed above it.
    var placedBefore: Int
    /// Whether the line waits for an event or a mark, and so may stand above the order.
    var isDeferred: Bool
  }

  /// What is known about an instrument.
  struct InstrumentFacts {
    var tick: Decimal?
    var lot: Decimal?
    /// The place of its own `instrument` line.
    var line: SourceSpan?
    /// The place of its quote in the setup.
    var quote: SourceSpan?
    /// The currency that the line gives.
    var currency: String?
  }

  /// Notes that an instrument is known.
  mutating func declare(instrument symbol: Located<String>) {
    if instruments[symbol.value] == nil {
      instruments[symbol.value] = InstrumentFacts()
      instrumentNames.append(symbol)
    }
  }

  /// Notes an order of the setup.
  ///
  /// - Returns: Whether the other side has it already: then this line says how this side sees it.
  mutating func otherPartyHas(_ order: String, _ party: Party) -> Bool {
    defer { openParties[order] = party }
    switch (openParties[order], party) {
    case (.local?, .broker), (.broker?, .local): return true
    default: return false
    }
  }
}
