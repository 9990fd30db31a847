/// Compares figures that an engine says with those that are true, and keeps the first that differs.
struct LiveComparison {
  /// The first figure that differs: what it is, what is said, what is true.
  private(set) var difference: (what: String, said: String, due: String)?

  mutating func look<Figure: Equatable & CustomStringConvertible>(_ what: String, _ said: Figure, _ due: Figure) {
    if difference == nil, said != due { difference = (what, said.description, due.description) }
  }

  /// Compares figures that there may not be.
  mutating func look<Figure: Equatable & CustomStringConvertible>(_ what: String, _ said: Figure?, _ due: Figure?) {
    guard difference == nil, said != due else { return }
    difference = (what, said?.description ?? "none", due?.description ?? "none")
  }
}
