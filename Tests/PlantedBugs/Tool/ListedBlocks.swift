/// A list that people keep: blocks of lines `word: text`, an empty line between two; a line that starts with `#` is a
/// comment.
struct ListedBlocks {
  /// One block.
  struct Block {
    /// Where it starts, as editors take it.
    var place: String
    /// The texts by word; none is empty.
    var texts: [String: String] = [:]

    /// What is wrong with it.
    func wrong(_ message: String) -> BugError { BugError(place: place, message: message) }

    /// The text of a word that has to be there.
    func text(_ word: String) throws(BugError) -> String {
      guard let text = texts[word] else { throw wrong("the line `\(word):` is missing or empty") }
      return text
    }

    /// Which of those that are alike it is about: the first, if it does not say.
    func occurrence() throws(BugError) -> Int {
      let text = texts["occurrence"] ?? "1"
      guard let number = Int(text), number > 0 else {
        throw wrong("`occurrence` is a number from 1, not `\(text)`")
      }
      return number
    }
  }

  let blocks: [Block]

  /// Reads a list.
  ///
  /// - Parameters:
  ///   - text: the text of the list.
  ///   - name: what messages call it.
  ///   - words: what a line may start with.
  /// - Throws: ``BugErrors`` with every line that is none.
  init(_ text: String, name: String, words: [String]) throws(BugErrors) {
    var blocks: [Block] = []
    var errors: [BugError] = []
    var isOpen = false
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let place = "\(name):\(index + 1)"
      if line.hasPrefix("#") { continue }
      if line.isEmpty {
        isOpen = false
      } else if let colon = line.firstIndex(of: ":"), words.contains(String(line[..<colon])) {
        if !isOpen { blocks.append(Block(place: place)) }
        isOpen = true
        let value = String(line[line.index(after: colon)...].drop { $0 == " " })
        blocks[blocks.count - 1].texts[String(line[..<colon])] = value.isEmpty ? nil : value
      } else {
        let legal = words.joined(separator: ", ")
        errors.append(BugError(place: place, message: "not a line `word: text` with one of \(legal)"))
      }
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
    self.blocks = blocks
  }

  /// Has every block taken, and tells everything that is wrong.
  func forEach(_ take: (Block) throws(BugError) -> Void) throws(BugErrors) {
    var errors: [BugError] = []
    for block in blocks {
      do { try take(block) } catch { errors.append(error) }
    }
    guard errors.isEmpty else { throw BugErrors(errors: errors) }
  }
}
