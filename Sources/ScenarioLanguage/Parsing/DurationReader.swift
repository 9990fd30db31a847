import Trading

/// Reads lengths of time such as `1h30m` and `1.5s`.
enum DurationReader {
  /// What is wrong with a length of time.
  struct Problem: Error {
    var diagnostic: Diagnostic
  }

  /// Reads a token that starts with a digit.
  static func read(_ token: Token) -> Result<TimeSpan, Problem> {
    do throws(Problem) {
      return .success(try length(token))
    } catch {
      return .failure(error)
    }
  }

  private static func length(_ token: Token) throws(Problem) -> TimeSpan {
    let bytes = Array(token.text.utf8)
    guard bytes.first != UInt8(ascii: "-") else {
      throw Problem(diagnostic: .negativeDuration(token.text, at: token.span))
    }
    var index = 0
    var total: Int128 = 0
    var lastLength = Int64.max
    while index < bytes.count {
      let start = index
      while index < bytes.count, !Lexer.isLetter(bytes[index]) { index += 1 }
      let number = String(decoding: bytes[start..<index], as: UTF8.self)
      let unitStart = index
      while index < bytes.count, Lexer.isLetter(bytes[index]) { index += 1 }
      let text = String(decoding: bytes[unitStart..<index], as: UTF8.self)
      let before = String(decoding: bytes[..<unitStart], as: UTF8.self)
      guard !text.isEmpty else { throw Problem(diagnostic: .noUnit(token.text, at: token.span)) }
      guard let unit = TimeSpan.Unit(rawValue: text) else {
        let column = token.span.length == bytes.count ? token.span.column + unitStart : token.span.column
        let length = token.span.length == bytes.count ? index - unitStart : token.span.length
        let span = SourceSpan(line: token.span.line, column: column, length: length)
        throw Problem(diagnostic: .unit(text, of: before, at: span))
      }
      guard unit.length < lastLength else {
        throw Problem(diagnostic: .duration(token.text, isTooLong: false, at: token.span))
      }
      lastLength = unit.length
      total += try nanoseconds(number, unit, token)
    }
    guard total <= Int128(Int64.max) else {
      throw Problem(diagnostic: .duration(token.text, isTooLong: true, at: token.span))
    }
    return TimeSpan(nanoseconds: Int64(total))
  }

  private static func nanoseconds(
    _ number: String, _ unit: TimeSpan.Unit, _ token: Token
  ) throws(Problem) -> Int128 {
    do throws(DecimalError) {
      let value = try Decimal(number)
      let (units, overflow) = value.units.multipliedReportingOverflow(by: Int128(unit.length))
      guard !overflow, units / Decimal.scale <= Int128(Int64.max) else { throw .overflow }
      guard units % Decimal.scale == 0 else { throw .tooPrecise }
      return units / Decimal.scale
    } catch {
      switch error {
      case .overflow, .divisionByZero:
        throw Problem(diagnostic: .duration(token.text, isTooLong: true, at: token.span))
      case .tooPrecise: throw Problem(diagnostic: .duration(tooFine: token.text, at: token.span))
      case .malformed: throw Problem(diagnostic: .duration(token.text, isTooLong: false, at: token.span))
      }
    }
  }
}
