import Reconciliation

/// Holds the outputs of one family against those that are due, in order.
struct DueWalk: Sendable {
  private let family: Due.Family
  /// The place in the list of what is due from which on nothing was done yet.
  private var place = 0
  /// The turn that the place is of.
  private var turn = -1

  init(_ family: Due.Family) { self.family = family }

  /// Something was done.
  mutating func meet(_ content: Due.Content, _ scene: inout Scene) {
    guard !scene.reckoning.isBlind else { return }
    start(scene.turnNumber)
    let due = scene.reckoning.due
    scene.tried()
    guard let match = due[place...].firstIndex(where: { $0.family == family && $0.content == content }) else {
      let next = due[place...].first { $0.family == family && !$0.isOptional }
      let message = "\(content.text(scene)) is not due" + (next.map { ": \($0.content.text(scene)) is" } ?? "")
      return scene.breach(message, cause: "not due")
    }
    if let missing = due[place..<match].first(where: { $0.family == family && !$0.isOptional }) {
      let message = "\(missing.content.text(scene)) is due before \(content.text(scene))"
      scene.breach(message, cause: "due")
    }
    place = match + 1
  }

  /// Goes back to the beginning of the list in a turn that it was not looked at before.
  private mutating func start(_ turn: Int) {
    guard self.turn != turn else { return }
    self.turn = turn
    place = 0
  }

  /// A turn is over.
  mutating func end(_ scene: inout Scene) {
    guard !scene.reckoning.due.isEmpty, !scene.reckoning.isBlind else { return }
    start(scene.turnNumber)
    let due = scene.reckoning.due
    for one in due[place...] where one.family == family && !one.isOptional {
      scene.tried()
      let message = "\(one.content.text(scene)) is due, and was not done"
      scene.breach(message, cause: "due")
    }
  }
}
