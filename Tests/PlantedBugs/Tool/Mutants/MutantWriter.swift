/// Writes a source with all its mutants in it, each behind a choice at run time.
struct MutantWriter {
  /// A source with mutants, and where each of them stands in it.
  struct Text: Sendable {
    /// The bytes of the changed source.
    var bytes: [UInt8] = []
    /// For each mutant, where what it puts in stands.
    var replacements: [(id: Int, span: Range<Int>)] = []
    /// Every place with the mutants that share it, inner ones first.
    var places: [(ids: [Int], span: Range<Int>)] = []

    var string: String { String(decoding: bytes, as: UTF8.self) }
  }

  private struct Place {
    var form: Mutant.Form
    var span: Range<Int>
    var patches: [(id: Int, text: String)]
  }

  private let source: [UInt8]
  private var output = Text()

  /// Writes mutants into a source.
  ///
  /// What a mutant puts in holds no other mutant, so the text grows with the depth of nesting and not faster.
  static func write(_ mutants: [Mutant], into source: [UInt8]) -> Text {
    var writer = MutantWriter(source: source)
    writer.put("public import MutantChoice\n")
    writer.write(0..<source.count, writer.places(of: mutants)[...])
    return writer.output
  }

  private init(source: [UInt8]) { self.source = source }

  private func places(of mutants: [Mutant]) -> [Place] {
    struct Key: Hashable {
      var form: Mutant.Form
      var span: Range<Int>
    }
    var places: [Key: [(id: Int, text: String)]] = [:]
    for mutant in mutants {
      for patch in mutant.patches {
        places[Key(form: patch.form, span: patch.span), default: []].append((mutant.id, patch.text))
      }
    }
    func rank(_ place: Place) -> (Int, Int, Int, Int) {
      let isInsertion = place.form == .insertion
      return (place.span.lowerBound, isInsertion ? 0 : 1, -place.span.upperBound, place.form == .statement ? 0 : 1)
    }
    return places.map { Place(form: $0.key.form, span: $0.key.span, patches: $0.value.sorted { $0.id < $1.id }) }
      .sorted { rank($0) < rank($1) }
  }

  private mutating func put(_ text: String) { output.bytes += Array(text.utf8) }

  private mutating func write(_ range: Range<Int>, _ places: ArraySlice<Place>) {
    var position = range.lowerBound
    var rest = places
    while let place = rest.popFirst() {
      let inner = rest.prefix { place.form != .insertion && $0.span.lowerBound < place.span.upperBound }
      rest = rest.dropFirst(inner.count)
      output.bytes += source[position..<place.span.lowerBound]
      let start = output.bytes.count
      write(place, inner)
      output.places.append((place.patches.map(\.id), start..<output.bytes.count))
      position = place.span.upperBound
    }
    output.bytes += source[position..<range.upperBound]
  }

  private mutating func write(_ place: Place, _ inner: ArraySlice<Place>) {
    func choice(_ id: Int) -> String { "mutant(\(id))" }
    switch place.form {
    case .insertion:
      for (id, text) in place.patches {
        replacement(id, text.replacing("#", with: choice(id)))
      }
    case .expression:
      for (id, text) in place.patches {
        put("(\(choice(id)) ? (")
        replacement(id, text)
        put(") : (")
      }
      write(place.span, inner)
      put(String(repeating: "))", count: place.patches.count))
    case .statement:
      for (id, text) in place.patches {
        put("if \(choice(id)) {\n")
        replacement(id, text)
        put("\n} else ")
      }
      put("{\n")
      write(place.span, inner)
      put("\n}")
    }
  }

  private mutating func replacement(_ id: Int, _ text: String) {
    let start = output.bytes.count
    put(text)
    output.replacements.append((id, start..<output.bytes.count))
  }
}
