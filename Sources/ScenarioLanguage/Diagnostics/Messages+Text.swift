import Reconciliation
import Trading

/// Messages about characters, quotes, numbers and times.
extension Diagnostic {
  static func tab(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.tab, "there is a tab in the line", at: span, label: "write spaces")
  }

  static func character(_ text: String, at span: SourceSpan) -> Diagnostic {
    let isControl = text.unicodeScalars.first.map { $0.value < 0x20 || $0.value == 0x7F } ?? true
    let name = isControl ? "a control character" : "`\(text)`"
    let label =
      switch text {
      case "“", "”", "„", "'", "’", "‘", "«", "»": "texts stand in plain quotes: \"...\""
      case "\u{A0}": "this is a non-breaking space; write a plain one"
      case "–", "—", "−": "write a plain `-`"
      case "?": "a hole has three of them: `???`"
      case "@": "a mark has a name: `@heal`"
      case "$": "a capture has a name: `$d`"
      case "{", "}", "(", ")", "[", "]", ";": "lines need no brackets and no semicolons"
      default: "no word, name or number starts like this"
      }
    return Diagnostic(.unreadableCharacter, "\(name) means nothing here", at: span, label: label)
  }

  static func hole(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .hole, "a value is not filled in", at: span, label: "write it here",
      notes: ["or let a run fill it in: trueup run --bless FILE"])
  }

  static func openString(at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedText, "the text has no end", at: span, label: "close it with `\"` on the same line")
  }

  static func escape(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedText, "`\(text)` is not a character that can be written so", at: span,
      label: "for a backslash write `\\\\`",
      notes: [#"legal here: \" \\ \n \r \t \u{...}"#])
  }

  static func unit(_ unit: String, of number: String, at span: SourceSpan) -> Diagnostic {
    let meant: String? =
      switch unit {
      case "sec", "secs", "second", "seconds", "S": "s"
      case "min", "mins", "minute", "minutes", "M": "m"
      case "hour", "hours", "hr", "hrs", "H": "h"
      case "day", "days", "D": "d"
      case "msec", "msecs", "millis", "milliseconds", "MS", "mS", "Ms": "ms"
      case "usec", "usecs", "micros", "microseconds": "us"
      case "nsec", "nanos", "nanoseconds": "ns"
      default: nil
      }
    return Diagnostic(
      .malformedDuration, "`\(unit)` is not a unit of time", at: span,
      label: meant.map { "did you mean `\(number)\($0)`?" } ?? "write one of the units", notes: [units])
  }

  static func noUnit(_ number: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .malformedDuration, "the time `\(number)` has no unit", at: span, label: "did you mean `\(number)s`?",
      notes: [units])
  }

  static func duration(_ text: String, isTooLong: Bool, at span: SourceSpan) -> Diagnostic {
    isTooLong
      ? Diagnostic(.malformedDuration, "`\(text)` is too long a time", at: span, label: "at most 292 years")
      : Diagnostic(
        .malformedDuration, "`\(text)` is not a length of time", at: span,
        label: "units go from large to small, each once", notes: [units])
  }

  static func duration(tooFine text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedDuration, "`\(text)` is finer than a nanosecond", at: span, label: "write fewer decimals")
  }

  static func negativeDuration(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedDuration, "`\(text)` is a time below zero", at: span, label: "times run forward only")
  }

  static func zeroDuration(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedDuration, "\(what) is above zero", at: span, label: "write a longer time")
  }

  static func tooShort(
    _ setting: EngineSetting, shortest: TimeSpan, canBeOff: Bool, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .malformedDuration, "`\(setting.rawValue)` is \(shortest) or more", at: span,
      label: canBeOff ? "write a longer time, or `off`" : "write a longer time")
  }

  /// The units of time, smallest first.
  private static var units: String {
    let units = TimeUnits.spellings.joined(separator: " ")
    return "units: \(units), and they combine: 1h30m"
  }

  static func number(_ text: String, because reason: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.malformedNumber, "`\(text)` is not a number that can be used here", at: span, label: reason)
  }
}
