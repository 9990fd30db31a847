import Reconciliation
import Trading

extension CaseParser {
  /// What follows `net`.
  mutating func networkAction() throws(LineGivenUp) -> NetworkAction {
    let verb = try choice(.netVerb, NetVerb.self)
    switch verb.value {
    case .cut: return .cut(try extent())
    case .heal: return .heal
    case .drop:
      let match = try messageMatch(verb.value)
      return .drop(match, try extent())
    case .delay:
      let match = try messageMatch(verb.value)
      try keyword("by")
      let delay = try positiveDuration("a delay").value
      let jitter = skip("jitter") ? try duration().value : nil
      return .delay(match, by: delay, jitter: jitter, try extent())
    case .duplicate:
      let match = try messageMatch(verb.value)
      let delay = skip("after") ? try duration().value : .zero
      return .duplicate(match, after: delay, try extent())
    case .fail:
      let kinds = try messageKinds(on: .requests, verb: verb.value)
      try keyword("with")
      let status = try integer("a status", in: 400...599)
      return .fail(kinds: kinds, status: status.value, try extent())
    }
  }

  private mutating func messageMatch(_ verb: NetVerb) throws(LineGivenUp) -> MessageMatch {
    let carrier = MessageKinds.channels.last { channel in
      current.map { MessageKinds.spellings(on: channel).contains($0.text) } ?? false
    }
    if let carrier, let token = current {
      try fail(.missingChannel(token.text, channel: carrier, verb: verb.rawValue, at: token.span))
    }
    let channel = try choice(.channel, of: MessageKinds.channels)
    let kinds = try messageKinds(on: channel.value, verb: verb)
    let order = skip("of") ? try mentionedOrder() : nil
    return MessageMatch(channel: channel.value, kinds: kinds, order: order)
  }

  /// Kinds of message separated by commas, or nothing for all.
  private mutating func messageKinds(on channel: Word, verb: NetVerb) throws(LineGivenUp) -> [Word] {
    var kinds: [Word] = []
    let legal = MessageKinds.spellings(on: channel)
    repeat {
      guard let token = current, token.kind == .word else {
        if kinds.isEmpty { return [] }
        _ = try word(.messageKind, of: legal)
        continue
      }
      if legal.contains(token.text) {
        let kind = Word(text: token.text).map { [$0] } ?? MessageKinds.snapshotKinds
        for kind in kinds where kinds.contains(kind) && token.text == kind.text {
          try fail(.saidTwice(token.text, at: token.span, first: lineSpan))
        }
        kinds.append(contentsOf: kind.filter { !kinds.contains($0) })
        advance()
      } else if let elsewhere = MessageKinds.channels.first(where: {
        MessageKinds.spellings(on: $0).contains(token.text)
      }) {
        try fail(
          .wrongChannel(
            token.text, channel: channel, legal: legal, elsewhere: verb == .fail ? nil : elsewhere,
            verb: verb.rawValue, at: token.span))
      } else {
        // What may follow the kinds is judged by the caller; a near miss of a kind is judged here.
        let others = MessageKinds.followers(of: verb)
        guard kinds.isEmpty, others.contains(token.text) else {
          try fail(.unknown(token.text, as: .messageKind, legal: legal + others, at: token.span))
        }
        return []
      }
    } while skip(.comma)
    return kinds
  }
}

extension MessageKinds {
  /// The words that may follow the kinds of message in a line about the network.
  static func followers(of verb: NetVerb) -> [String] {
    let extent = ["next", "for", "until"]
    switch verb {
    case .cut, .heal: return []
    case .drop: return ["of"] + extent + ["as", "may-miss"]
    case .delay: return ["of", "by"]
    case .duplicate: return ["of", "after"] + extent + ["as", "may-miss"]
    case .fail: return ["with"]
    }
  }
}
