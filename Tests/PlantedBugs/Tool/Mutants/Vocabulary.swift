/// What the sources declare: cases of enumerations, properties of types, parameters of functions.
///
/// Names alone are compared, no types are resolved: what does not fit does not compile and is dropped.
struct Vocabulary: Sendable {
  /// A case, with the labels and types of what it carries.
  struct Case: Hashable, Sendable {
    var name: String
    var payload: String
  }

  /// By name of an enumeration its cases in order.
  private(set) var cases: [String: [Case]] = [:]
  /// By name of a type the stored properties whose type is written, in order.
  private(set) var properties: [String: [(name: String, type: String)]] = [:]
  /// By name of a function, a case or a type the parameters of each way to call it.
  private(set) var signatures: [String: [[(label: String, type: String)]]] = [:]

  /// Reads sources.
  init(_ sources: [SwiftSource]) {
    for source in sources { read(source, 0..<source.tokens.count, type: nil, isEnumeration: false) }
    for (type, properties) in properties {
      // The initialiser that every structure has.
      signatures[type, default: []].append(properties.map { (label: $0.name, type: $0.type) })
    }
  }

  /// The types of the arguments of a call, by the first declaration that has their labels in this order.
  func types(of name: String, labels: [String]) -> [String]? {
    for parameters in signatures[name] ?? [] {
      var rest = parameters[...]
      var types: [String] = []
      for label in labels {
        guard let index = rest.firstIndex(where: { $0.label == label }) else { break }
        types.append(rest[index].type)
        rest = rest[(index + 1)...]
      }
      if types.count == labels.count { return types }
    }
    return nil
  }

  private mutating func read(_ source: SwiftSource, _ range: Range<Int>, type: String?, isEnumeration: Bool) {
    var index = range.lowerBound
    while index < range.upperBound {
      switch source.word(index) {
      case "struct", "enum", "class", "extension", "actor", "protocol":
        guard source.word(index + 1) != "func", source.word(index + 1) != "var",
          let brace = source.first(in: index..<range.upperBound, where: { $0.text == "{" })
        else { break }
        let name = source.word(index + 1)
        let isEnum = source.word(index) == "enum" || cases[name] != nil
        read(source, brace + 1..<source.partners[brace], type: name, isEnumeration: isEnum)
        index = source.after(brace)
        continue
      case "func", "init":
        index = readFunction(source, index, range.upperBound, type: type)
        continue
      case "case" where isEnumeration:
        index = readCases(source, index + 1, range.upperBound, of: type ?? "")
        continue
      case "var", "let": readProperty(source, index, range.upperBound, of: type)
      default: break
      }
      index = source.after(index)
    }
  }

  private mutating func readCases(_ source: SwiftSource, _ start: Int, _ end: Int, of type: String) -> Int {
    var index = start
    while index < end {
      let name = source.word(index)
      var payload = ""
      index += 1
      if source.word(index) == "(" {
        payload = source.text(source.span(index..<source.partners[index] + 1))
        signatures[name, default: []].append(Vocabulary.parameters(source, index))
        index = source.after(index)
      }
      cases[type, default: []].append(Case(name: name, payload: payload))
      if source.word(index) == "=" { index += 2 }
      guard source.word(index) == "," else { break }
      index += 1
    }
    return index
  }

  private mutating func readFunction(_ source: SwiftSource, _ start: Int, _ end: Int, type: String?) -> Int {
    guard let open = source.first(in: start..<end, where: { $0.text == "(" }) else { return start + 1 }
    let name = source.word(start) == "init" ? type ?? "" : source.word(start + 1)
    signatures[name, default: []].append(Vocabulary.parameters(source, open))
    var index = source.after(open)
    while index < end, source.word(index) != "{", !source.tokens[index].startsLine { index = source.after(index) }
    return index < end && source.word(index) == "{" ? source.after(index) : max(index, start + 1)
  }

  private static func parameters(_ source: SwiftSource, _ open: Int) -> [(label: String, type: String)] {
    source.parts(of: open + 1..<source.partners[open]).map { part in
      let colon = source.first(in: part) { $0.text == ":" && $0.kind == .mark }
      let end = source.first(in: part) { $0.text == "=" } ?? part.upperBound
      let start = colon.map { $0 + 1 } ?? part.lowerBound
      let label = colon == nil ? "_" : source.word(part.lowerBound)
      return (label, start < end ? source.text(source.span(start..<end)) : "")
    }
  }

  private mutating func readProperty(_ source: SwiftSource, _ index: Int, _ end: Int, of type: String?) {
    guard let type, index == 0 || !["static", "lazy"].contains(source.word(index - 1)), index + 2 < end else { return }
    let name = source.word(index + 1)
    if source.word(index + 2) == ":" {
      var last = index + 3
      while last < end, !source.tokens[last].startsLine, !["=", "{", ";"].contains(source.word(last)) {
        last = source.after(last)
      }
      let written = source.text(source.span(index + 3..<last))
      properties[type, default: []].append((name, written))
    } else if source.word(index + 2) == "=" {
      let value = source.word(index + 3)
      let isCall = value.first?.isUppercase == true && source.word(index + 4) == "."
      let written = ["true", "false"].contains(value) ? "Bool" : Int(value) != nil ? "Int" : isCall ? value : ""
      if !written.isEmpty { properties[type, default: []].append((name, written)) }
    }
  }

  /// Other properties of the same type, by every type that has a property of this name; the next one each.
  func siblings(of name: String) -> [String] {
    var found: [String: Int] = [:]
    for list in properties.values {
      guard let index = list.firstIndex(where: { $0.name == name }) else { continue }
      let others = (list[(index + 1)...] + list[..<index]).filter { $0.type == list[index].type && $0.name != name }
      if let next = others.first { found[next.name, default: 0] += 1 }
    }
    return found.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.map(\.key)
  }

  /// The next case with the same payload, by every enumeration that has a case of this name.
  func alternatives(to name: String, of type: String? = nil) -> [(type: String, name: String)] {
    cases.sorted { $0.key < $1.key }.compactMap { key, list in
      guard type == nil || type == key, let index = list.firstIndex(where: { $0.name == name }) else { return nil }
      let others = (list[(index + 1)...] + list[..<index]).filter { $0.payload == list[index].payload }
      return others.first.map { (key, $0.name) }
    }
  }
}
