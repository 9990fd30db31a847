extension Character {
  /// How many columns of a terminal the character takes: two for East Asian wide and fullwidth ones and for emoji.
  ///
  /// Unicode Standard Annex 11 (East Asian Width); of a cluster the base decides, since marks and joiners have no width.
  var columnCount: Int {
    guard let base = unicodeScalars.first, base.value >= 0x300 else { return hasEmojiSelector ? 2 : 1 }
    if base.properties.isEmojiPresentation || hasEmojiSelector { return 2 }
    return Self.wide.contains { $0.contains(base.value) } ? 2 : 1
  }

  /// Whether a sign that is no emoji by itself is shown as one.
  private var hasEmojiSelector: Bool { unicodeScalars.dropFirst().first == "\u{FE0F}" }

  /// What is wide without being an emoji.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F,  // Hangul syllables in parts
    0x2329...0x232A, 0x2E80...0x303E, 0x3041...0xA4CF,  // Han, Kana, Bopomofo, Yi
    0xA960...0xA97F, 0xAC00...0xD7A3,  // Hangul
    0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F,  // Han for compatibility, vertical and small forms
    0xFF01...0xFF60, 0xFFE0...0xFFE6,  // fullwidth forms
    0x16FE0...0x18DFF, 0x1AFF0...0x1B2FF,  // Tangut, Khitan, further Kana
    0x1F200...0x1F265, 0x20000...0x3FFFD,  // enclosed and further Han
  ]
}
