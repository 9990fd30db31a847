import Foundation

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// A JUnit report as a reader sees it.
final class JUnitDocument: NSObject, XMLParserDelegate {
  /// An element with what is in it.
  final class Element {
    let name: String
    let attributes: [String: String]
    var elements: [Element] = []
    var text = ""

    init(_ name: String, _ attributes: [String: String]) {
      self.name = name
      self.attributes = attributes
    }

    subscript(_ attribute: String) -> String { attributes[attribute] ?? "" }

    func all(_ name: String) -> [Element] { elements.filter { $0.name == name } }
    func first(_ name: String) -> Element? { all(name).first }

    /// The properties by name.
    var properties: [String: String] {
      let pairs = (first("properties")?.elements ?? []).map { ($0["name"], $0["value"]) }
      return Dictionary(pairs) { first, _ in first }
    }
  }

  /// What `junit-10.xsd`, the schema of Jenkins, lets an element have: attributes, those that it must have, and elements.
  private static let schema: [String: (attributes: Set<String>, required: Set<String>, elements: Set<String>)] = [
    "testsuites": (["name", "time", "tests", "failures", "errors"], [], ["testsuite"]),
    "testsuite": (
      [
        "name", "tests", "failures", "errors", "group", "time", "skipped", "timestamp", "hostname", "id", "package",
        "file", "log", "url",
      ], ["name", "tests", "failures", "errors"], ["testsuite", "properties", "testcase", "system-out", "system-err"]
    ),
    "testcase": (
      ["name", "time", "classname", "group"], ["name"], ["skipped", "error", "failure", "system-out", "system-err"]
    ),
    "properties": ([], [], ["property"]), "property": (["name", "value"], ["name", "value"], []),
    "failure": (["type", "message"], [], []), "error": (["type", "message"], [], []),
    "skipped": (["type", "message"], [], []), "system-out": ([], [], []),
  ]

  /// Where a report is not as the schema wants it.
  static func breaches(of element: Element) -> [String] {
    guard let rule = schema[element.name] else { return ["there is no element \(element.name)"] }
    let names = Set(element.attributes.keys)
    return names.subtracting(rule.attributes).map { "\(element.name) has \($0)" }
      + rule.required.subtracting(names).map { "\(element.name) lacks \($0)" }
      + Set(element.elements.map(\.name)).subtracting(rule.elements).map { "\(element.name) holds \($0)" }
      + element.elements.flatMap(breaches)
  }

  private(set) var root: Element?
  private var open: [Element] = []

  /// Parses a text; nil if it is not well-formed.
  static func parse(_ text: String) -> Element? {
    let document = JUnitDocument()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = document
    return parser.parse() ? document.root : nil
  }

  func parser(
    _ parser: XMLParser, didStartElement elementName: String, namespaceURI: String?, qualifiedName: String?,
    attributes: [String: String]
  ) {
    let element = Element(elementName, attributes)
    if let last = open.last { last.elements.append(element) } else { root = element }
    open.append(element)
  }

  func parser(_ parser: XMLParser, didEndElement: String, namespaceURI: String?, qualifiedName: String?) {
    open.removeLast()
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { open.last?.text += string }
}
