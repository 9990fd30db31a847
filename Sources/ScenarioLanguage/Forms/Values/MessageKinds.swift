import Reconciliation

/// Which messages travel on which channel, as files name them.
enum MessageKinds {
  /// The channels.
  static let channels: [Word] = [.requests, .responses, .stream]

  /// The kinds of message on a channel.
  static func carried(by channel: Word) -> [Word] {
    channel == .stream ? [.ack, .fill, .reject, .expire, .cancel, .replace, .trigger, .heartbeat] : Word.requestKinds
  }

  /// The word that stands for all queries of a pass.
  static let snapshot = "snapshot"

  /// The queries of a pass.
  static let snapshotKinds: [Word] = [.orders, .executions, .account]

  /// The spellings that are legal on a channel.
  static func spellings(on channel: Word) -> [String] {
    channel == .stream ? spellingsOnStream : spellingsOfRequests
  }

  private static let spellingsOnStream = carried(by: .stream).map(\.text)
  private static let spellingsOfRequests = carried(by: .requests).map(\.text) + [snapshot]
}
