/// The colours of the terminal: red for what is wrong, bold for titles, green for what is well, nothing else.
struct Palette {
  let isColored: Bool

  func red(_ text: String) -> String { styled(text, "31") }
  func green(_ text: String) -> String { styled(text, "32") }
  func yellow(_ text: String) -> String { styled(text, "33") }
  func bold(_ text: String) -> String { styled(text, "1") }

  private func styled(_ text: String, _ code: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
