/// All forms of one sort, found by their keywords.
///
/// The order of the forms is the order of every list of words in a message.
package struct FormCatalogue<Entry: Sendable>: Sendable {
  /// The forms, in order.
  package let entries: [Entry]
  /// The choices, the one of the first word first.
  let nodes: [Node]

  /// A choice among words.
  struct Node: Sendable {
    /// How messages speak about the choice.
    var group: KeywordGroup
    /// The legal words.
    var words: [String] = []
    /// What each word leads to.
    var steps: [Step] = []
    /// The form that has no further keyword here.
    var own: Entry?
  }

  /// What a word leads to.
  enum Step: Sendable {
    case entry(Entry)
    case node(Int)
  }

  /// Makes a catalogue.
  ///
  /// - Parameters:
  ///   - entries: the forms, in the order of the lists.
  ///   - words: the keywords of a form.
  ///   - groups: how messages speak about the word after others.
  init(_ entries: [Entry], words: (Entry) -> [String], groups: [KeywordGroup]) {
    self.entries = entries
    var nodes = [Node(group: KeywordGroup.after([], in: groups))]
    for entry in entries {
      let path = words(entry)
      var node = 0
      for (depth, word) in path.enumerated() {
        let isLast = depth == path.count - 1
        if let place = nodes[node].words.firstIndex(of: word) {
          switch nodes[node].steps[place] {
          case .node(let next):
            node = next
            if isLast { nodes[node].own = entry }
          case .entry(let shorter):
            nodes.append(Node(group: KeywordGroup.after(Array(path[...depth]), in: groups), own: shorter))
            nodes[node].steps[place] = .node(nodes.count - 1)
            node = nodes.count - 1
          }
          continue
        }
        nodes[node].words.append(word)
        if isLast {
          nodes[node].steps.append(.entry(entry))
        } else {
          nodes.append(Node(group: KeywordGroup.after(Array(path[...depth]), in: groups)))
          nodes[node].steps.append(.node(nodes.count - 1))
          node = nodes.count - 1
        }
      }
    }
    self.nodes = nodes
  }

  /// The words that can follow others; empty if they are no start of a form.
  package func words(after path: some Sequence<String>) -> [String] {
    var node = 0
    for word in path {
      guard let place = nodes[node].words.firstIndex(of: word), case .node(let next) = nodes[node].steps[place] else {
        return []
      }
      node = next
    }
    return nodes[node].words
  }
}

/// How messages speak about a choice of keywords.
struct KeywordGroup: Sendable {
  /// The keywords before it.
  var path: [String]
  /// What is wrong with a word that is not one of them; `%` stands for the word.
  var complaint: String
  /// What the list is called.
  var listName: String
  /// What is missing where a line ends too early.
  var missing = "a word"
  /// Whether the keywords are those that say who acts.
  var isOfActors = false

  /// The group of that path.
  static func after(_ path: [String], in groups: [KeywordGroup]) -> KeywordGroup {
    groups.first { $0.path == path }
      ?? KeywordGroup(
        path: path, complaint: "`%` cannot follow `\(path.joined(separator: " "))`", listName: "legal here")
  }
}

extension CaseParser {
  /// Takes the keywords of a form and tells which it is.
  mutating func choose<Entry>(from catalogue: FormCatalogue<Entry>) throws(LineGivenUp) -> Entry {
    var node = 0
    while true {
      if let token = current, token.kind == .word,
        let place = catalogue.nodes[node].words.firstIndex(of: token.text)
      {
        advance()
        switch catalogue.nodes[node].steps[place] {
        case .entry(let entry): return entry
        case .node(let next): node = next
        }
      } else if let own = catalogue.nodes[node].own {
        return own
      } else {
        _ = try word(.keywords(catalogue.nodes[node].group), of: catalogue.nodes[node].words)
      }
    }
  }
}
