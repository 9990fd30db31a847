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
