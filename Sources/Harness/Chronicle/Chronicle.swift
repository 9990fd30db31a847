public import Trading

/// What engine and broker held in the course of a run, change by change, and how its lines and checks fared: what a
/// report shows beside the log.
public struct Chronicle: Sendable {
  /// What there is to say about something that both sides hold, or one of them.
  public struct Change: Sendable {
    /// The numbers of the entries that the step wrote in which it changed.
    public let entries: Range<Int>
    /// The index of what changed, in ``Chronicle/subjects``.
    public let subject: Int
    /// The side on which it changed.
    public let side: Side
    /// What is held now; nil for nothing.
    public let value: Value?
  }

  /// The two sides.
  public enum Side: UInt8, Sendable {
    case local, broker
  }

  /// What is held.
  public enum Value: Hashable, Sendable {
    /// An exact figure.
    case figure(Decimal)
    /// The state of an order or of the engine, in words.
    case words(String)
  }

  /// What can be held.
  public enum Subject: Hashable, Sendable {
    /// The state of the engine.
    case engine
    /// An order, by index.
    case order(UInt32)
    /// The signed quantity of an instrument, by index.
    case position(Int)
    /// The average price of what is open of it.
    case average(Int)
    /// The profit that closing it has realized.
    case profit(Int)
    /// The balance of a currency, by index.
    case cash(Int)
  }

  /// How a check of the timeline that may take time fared.
  public struct CheckCourse: Hashable, Sendable {
    /// The line of the file.
    public let line: Int
    /// When it was asked.
    public let asked: Instant
    /// By when it had to hold.
    public let deadline: Instant
    /// When it came to hold; nil for never.
    public let met: Instant?
  }

  /// How a line of the timeline fared.
  public struct LineCourse: Hashable, Sendable {
    /// The line of the file.
    public let line: Int
    /// Whether it was reached.
    public let isCarriedOut: Bool
    /// Whether it could not be carried out.
    public let isImpossible: Bool
    /// How often its fault did something; nil if it has none.
    public let fired: Int?
  }

  /// What was held by somebody at some time, in the order in which it came up.
  public internal(set) var subjects: [Subject] = []
  /// The changes, in order; the first ones are what was held before the first entry.
  public internal(set) var changes: [Change] = []
  /// The checks that had time, in the order in which they were settled.
  public internal(set) var checks: [CheckCourse] = []
  /// The lines of the timeline, in the order of the file.
  public internal(set) var lines: [LineCourse] = []

  private var places: [Subject: Int] = [:]
  private var held: [[Value?]] = []

  init() {}

  /// Notes what a side holds, if that is new.
  mutating func note(_ subject: Subject, _ side: Side, _ value: Value?, _ entries: Range<Int>) {
    let place: Int
    if let known = places[subject] {
      place = known
    } else {
      guard value != nil else { return }
      place = subjects.count
      places[subject] = place
      subjects.append(subject)
      held.append([nil, nil])
    }
    let index = Int(side.rawValue)
    guard held[place][index] != value else { return }
    held[place][index] = value
    changes.append(Change(entries: entries, subject: place, side: side, value: value))
  }
}
