extension DiagnosticCode {
  /// What the code is about, in a few words.
  public var title: String { entry.title }

  /// Why the message exists and what to do, in two or three lines with an example.
  public var explanation: String { entry.text }

  private var entry: (title: String, text: String) {
    switch self {
    case .unreadableCharacter, .unknownWord, .tab, .malformedText, .malformedDuration, .malformedNumber,
      .malformedComparison, .somethingMissing, .unknownField, .wrongChannel, .tooMuch, .wrongValue:
      wordEntry
    case .sectionOrder, .sectionMissing, .emptyFile, .layout, .saidTwice: structureEntry
    case .unknownOrder, .unknownMark, .nameTaken, .unknownInstrument, .unknownCurrency, .unknownExecution, .unknownKey:
      nameEntry
    case .overfill, .timeGoesBack, .illegalPrice, .orderEnded, .afterEnd, .illegalQuantity, .crossedMarket,
      .globMatchesNothing, .emptyBlock:
      meaningEntry
    case .rowCells, .unknownColumn, .malformedCell, .caseTwice, .goldenParameter, .noRows: parameterEntry
    case .noCheck, .captureUsedOnce, .parameterUnused, .nameStandsAlone: warningEntry
    }
  }

  private var wordEntry: (title: String, text: String) {
    switch self {
    case .unreadableCharacter:
      (
        "a character that means nothing",
        """
        Lines are made of words, Names, numbers, "texts", @marks, $captures and <parameters>.
        Typographic quotes, brackets and semicolons have no meaning; a comment starts with `#`.
        """
      )
    case .unknownWord:
      (
        "a word that is not known at this place",
        """
        Words in lower case are vocabulary, and every place has a closed list of them, which the message shows.
        A test with a misspelt check would check nothing, so an unknown word is always an error.
        Names that you choose (orders, instruments, executions) start with a capital letter.
        """
      )
    case .tab:
      (
        "a tab in the line",
        """
        Columns are made of spaces, since a tab has a different width in every editor.
        Replace the tab by spaces; two of them indent a line of a section.
        """
      )
    case .malformedText:
      (
        "a text in quotes that cannot be read",
        #"""
        A text starts and ends with `"` on one line. Inside, write \" for a quote, \\ for a backslash,
        \n for a line end, \t for a tab and \u{41} for a character by its number.
        """#
      )
    case .malformedDuration:
      (
        "a length of time that cannot be read",
        """
        Times are numbers with a unit: 250ms, 1.5s, 1h30m. Units combine from large to small, each once.
        A number without a unit is an error, since 30 could be seconds or milliseconds.
        """
      )
    case .malformedNumber:
      (
        "a number that cannot be used",
        """
        Numbers are exact decimals: 100, -1.5, 1_000_000; at most 26 digits before the point and 12 after it.
        Counts are whole numbers, and some have a range, which the message shows. There is no exponent.
        """
      )
    case .malformedComparison:
      (
        "a comparison that cannot be used",
        """
        Comparisons are = != < <= > >= and ~, which means: equal when rounded to the digits written (avg~33.33).
        Words and names can only be equal or not; `~` needs a field that is a decimal.
        """
      )
    case .somethingMissing:
      (
        "a line that ends too early",
        """
        Something that the line needs is not there; the message says what, at the place where it belongs.
        Example: `broker fill A 40` lacks the price: `broker fill A 40 at 150.00`.
        """
      )
    case .unknownField:
      (
        "a field that the event or order does not have",
        """
        Every event has its own list of fields, which the message shows; so does an order in a check.
        A condition on a field that never exists would never match, so it is an error.
        """
      )
    case .wrongChannel:
      (
        "a message on a channel that does not carry it",
        """
        Requests and responses carry place, cancel, replace, query, orders, executions and account;
        the stream carries ack, fill, reject, expire, cancel, replace and heartbeat.
        A fault on a message that never travels there could never act.
        """
      )
    case .tooMuch:
      (
        "something after the end of a line",
        """
        The line is complete before this. Remove what follows, or check the words before it.
        A comment needs a `#`.
        """
      )
    case .wrongValue:
      (
        "a value of the wrong kind",
        """
        A name stands where a number is needed, a number where a text is needed, or the like.
        Names start with a capital letter, texts stand in quotes, marks start with `@`.
        """
      )
    default: ("", "")
    }
  }

  private var structureEntry: (title: String, text: String) {
    switch self {
    case .sectionOrder:
      (
        "sections in the wrong order, or twice",
        """
        The order is: scenario, engine, setup, timeline, always, finally, examples. Each stands there once;
        all but `scenario` and `timeline` may be left out.
        """
      )
    case .sectionMissing:
      (
        "a section that must be there",
        """
        A scenario has a title and a timeline:
          scenario "title"
          timeline
            0s trader place A buy 100 AAPL limit 150.00
        """
      )
    case .emptyFile:
      (
        "an empty file",
        """
        The file has no lines but comments. A scenario starts with: scenario "title".
        An empty test would pass for ever, so it is an error.
        """
      )
    case .layout:
      (
        "a line at the wrong place",
        """
        The word of a section stands at column 1, its lines are indented by two spaces,
        and lines that start with `|` stand below a check of the log or in the examples.
        """
      )
    case .saidTwice:
      (
        "something that is given twice",
        """
        A key, a setting or a property has one value. Of two lines nobody could say which one counts,
        so remove one of them.
        """
      )
    default: ("", "")
    }
  }

  private var nameEntry: (title: String, text: String) {
    switch self {
    case .unknownOrder:
      (
        "an order that does not exist, or not yet",
        """
        The line does something to an order that no line above has placed; the message lists those that exist.
        Checks and network faults may name an order that a later line places.
        """
      )
    case .unknownMark:
      (
        "a mark that is never set",
        """
        A mark is an instant. A line sets it with `as @heal` at its end, or with `mark @heal`;
        other lines use it as a time (@heal+1s), as an end (until @heal) or in a check of the log (after @heal).
        """
      )
    case .nameTaken:
      (
        "a name that two lines give",
        """
        Orders, marks and executions have names of their own, and each is given by one line.
        Choose another name for the second one.
        """
      )
    case .unknownInstrument:
      (
        "an instrument that the setup does not know",
        """
        Every instrument has a line in the setup that gives its market or its steps:
          market AAPL 149.99 150.01
          instrument BTC/USD tick 0.1 lot 0.0001 currency USD
        """
      )
    case .unknownCurrency:
      (
        "a currency that no account and no instrument has",
        """
        A currency is introduced by a cash line of the setup (both cash USD 1000.00) or by an instrument;
        an instrument without a currency is in USD.
        """
      )
    case .unknownExecution:
      (
        "an execution that no line makes",
        """
        Executions come from `broker fill` lines: by the name after `exec`, or else E1, E2, ... in the order of lines.
        A condition on another name would never match.
        """
      )
    case .unknownKey:
      (
        "a client order id that no order has",
        """
        An order has the client order id that its line gives after `key`, or else its own name.
        A check of another id would always see no order.
        """
      )
    default: ("", "")
    }
  }

  private var meaningEntry: (title: String, text: String) {
    switch self {
    case .overfill:
      (
        "a fill of more than is left",
        """
        The fills of an order add up to more than its quantity. Write `rest` to fill what is left.
        A broker that does overfill is tested with `overfill` after the quantity: broker fill A 70 overfill at 150.00.
        """
      )
    case .timeGoesBack:
      (
        "a time before the line above",
        """
        The timeline is read from top to bottom, so a plain time may not be earlier than the one above it.
        Move the line up, or write a time relative to the line above (+1s) or to a mark (@heal+1s).
        """
      )
    case .illegalPrice:
      (
        "a price that the instrument cannot have",
        """
        Prices are above zero and multiples of the tick, which is 0.01 unless the setup says otherwise:
          instrument AAPL tick 0.001
        """
      )
    case .orderEnded:
      (
        "something done to an order that has ended",
        """
        A line above rejects, expires or cancels the order at the broker, so it cannot be filled or ended again.
        A broker that does fill such an order is tested with `overfill` after the quantity.
        """
      )
    case .afterEnd:
      (
        "a line after the end of the run",
        """
        The header says when the run ends, and this line comes later, so it would never be carried out.
        Move the end or leave it out: a run then takes 60 s longer than its last line.
        """
      )
    case .illegalQuantity:
      (
        "a quantity that the instrument cannot have",
        """
        Quantities of orders and trades are above zero, and all are multiples of the lot,
        which is 1 unless the setup says otherwise: instrument BTC/USD lot 0.0001
        """
      )
    case .crossedMarket:
      (
        "a bid above the ask",
        """
        A market line gives the bid first and the ask second. A market in which the bid is above the ask
        would trade with itself.
        """
      )
    case .globMatchesNothing:
      (
        "a pattern that matches no event",
        """
        The patterns of a golden block choose events by name: order.filled, fill.*, *.failed.
        One that matches no event at all leaves the block empty whatever happens.
        """
      )
    case .emptyBlock:
      (
        "a check of the log without lines",
        """
        `log in-order` and `log unordered` check the events below them, each after a `|`:
          log in-order
            | stream.lost
            | next reconcile.started reason=reconnect
        """
      )
    default: ("", "")
    }
  }

  private var parameterEntry: (title: String, text: String) {
    switch self {
    case .rowCells:
      (
        "a row with too many or too few cells",
        """
        Every row of the examples has as many cells as the header: | response lost | responses | 1 |
        """ + "\nA cell that is missing would shift all values after it."
      )
    case .unknownColumn:
      (
        "a parameter without a value",
        """
        `<lost>` is replaced by a cell of the column `lost` of the examples, or by a value of the header line
        `each lost in requests, responses`. No column and no such line has this name.
        """
      )
    case .malformedCell:
      (
        "a table that cannot be read",
        """
        Rows look like this: | case | lost |. Columns have one word in lower case as their name, so that `<lost>`
        can stand for them, and no cell is empty.
        """
      )
    case .caseTwice:
      (
        "two cases or parameters of one name",
        """
        Reports tell cases by their parameters, so two cases with the same ones could not be told apart.
        Give one of them another name, or remove it.
        """
      )
    case .goldenParameter:
      (
        "a parameter in a golden block",
        """
        The lines of a golden block are literal and the same for all cases, so `<lost>` is not replaced in them.
        Use `log in-order`, which may contain parameters, or a file for each case.
        """
      )
    case .noRows:
      (
        "parameters that give no case, or too many",
        """
        A section `examples` has a header and at least one row, and `each` has at least one value.
        All values are combined with all others; a file may have \(ParameterTable.limit) cases.
        """
      )
    default: ("", "")
    }
  }

  private var warningEntry: (title: String, text: String) {
    switch self {
    case .noCheck:
      (
        "a scenario that checks nothing by itself",
        """
        There is no `finally`, no `expect` and no `never`, so only the invariants are checked.
        That can be meant; a line such as `expect converged within 10s` makes it a better test.
        """
      )
    case .captureUsedOnce:
      (
        "a capture that is compared with nothing",
        """
        A capture takes a value where it stands first and is compared with it wherever it stands again.
        Used once it checks nothing: use it again in the same check, or leave the field out.
        """
      )
    case .parameterUnused:
      (
        "a parameter that no line uses",
        """
        The cases do not differ by this parameter, so the same run is made several times.
        Write it in `<>` where its value belongs, or remove the column.
        """
      )
    case .nameStandsAlone:
      (
        "an instrument or currency that stands nowhere else",
        """
        The setup introduces a name, and no order, check or other line has it. Often it is misspelt;
        otherwise the line can be removed.
        """
      )
    default: ("", "")
    }
  }
}
