/// A file cut into sections, lines and tokens, before parameters are filled in.
struct Outline {
  /// The sections of a file, in their order.
  enum Section: String, CaseIterable {
    case scenario, engine, setup, timeline, always, finally, examples
  }

  /// One line with the block below it.
  struct Line {
    /// The tokens without the comment.
    var tokens: [Token]
    /// From the first token to the last.
    var span: SourceSpan
    /// The lines below that start with `|`.
    var block: [BlockLine] = []
    /// Whether all of it could be read.
    var isReadable: Bool

    /// Whether the block below is taken literally.
    var isGolden: Bool {
      tokens.count > 1 && tokens[0].text == "log" && tokens[1].text == "golden"
    }
  }

  /// One row of the examples.
  struct Row {
    /// The cells: where they stand in the bytes of the file and in the line.
    var cells: [(bytes: Range<Int>, span: SourceSpan)]
    /// The whole row.
    var span: SourceSpan
    /// The number of the row's line and its bytes.
    var line: (number: Int, bytes: Range<Int>)
  }

  /// Comment lines above everything else.
  var comments: [String] = []
  /// The line with the title.
  var title: Line?
  /// Where each section starts; nil for a section that is not there.
  var heads: [Section: SourceSpan] = [:]
  /// The lines of each section but the examples.
  var lines: [Section: [Line]] = [:]
  /// The rows of the examples, the header first.
  var rows: [Row] = []
  /// Whether a section was unknown, so that a missing one is not worth a message.
  var hasUnknownSection = false
}

/// One line below another that starts with `|`.
package struct BlockLine {
  /// The tokens after the bar; none in a golden block.
  var tokens: [Token]
  /// The text after the bar and one blank, without blanks at the end.
  var text: String
  /// The line from the bar to its end.
  var span: SourceSpan
  /// Whether all of it could be read.
  var isReadable: Bool
}
